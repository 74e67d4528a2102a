import type { Replacement } from '../loop/types.ts';
import { type Hunk, type Line, usualEol } from './lines.ts';

/**
 * The smallest replacements that carry out changes of lines. The file keeps its line endings and the presence or
 * absence of its final newline. Undefined when two changes touch the same lines.
 */
export function replacementsOf(
  text: string,
  file: readonly Line[],
  hunks: readonly Hunk[],
): Replacement[] | undefined {
  const sorted = hunks.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const usual = usualEol(file);
  const result: Replacement[] = [];
  let reached = 0;
  for (const [index, hunk] of sorted.entries()) {
    const before = sorted[index - 1];
    const samePlace =
      before !== undefined && before.from === before.to && hunk.from === hunk.to && before.from === hunk.from;
    if (hunk.from < reached || samePlace) return undefined;
    reached = hunk.to;
    const piece = trimmed(text, replacementOf(text, file, hunk, usual));
    if (piece.start !== piece.end || piece.text !== '') result.push(piece);
  }
  return result;
}

function replacementOf(
  text: string,
  file: readonly Line[],
  { from, to, lines }: Hunk,
  usual: string,
): Replacement {
  const offset = (line: number): number => file[line]?.start ?? text.length;
  const last = file.at(-1);
  const bare = last !== undefined && last.eol === '';
  const start = offset(from);
  const end = offset(to);
  // A line keeps the ending of the line it replaces; a new one takes that of the file.
  const ended = lines.map((line, i) => line + (file[from + i < to ? from + i : -1]?.eol || usual)).join('');
  if (!bare || to < file.length) return { start, end, text: ended };
  // At the end of a file without final newline: none shall appear.
  const body = lines.join(usual);
  const previous = file[from - 1];
  if (from === file.length) return { start, end, text: usual + body };
  if (lines.length > 0 || previous === undefined) return { start, end, text: withoutLast(ended) };
  return { start: start - previous.eol.length, end, text: '' };
}

function withoutLast(text: string): string {
  return text.replace(/(?:\r\n|\n|\r)$/, '');
}

/** Without what is the same at both ends; never between the halves of a character or of a line ending. */
function trimmed(text: string, { start, end, text: with_ }: Replacement): Replacement {
  const old = text.slice(start, end);
  const most = Math.min(old.length, with_.length);
  let head = 0;
  while (head < most && old[head] === with_[head]) head += 1;
  while (head > 0 && (splits(old, head) || splits(with_, head))) head -= 1;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === with_[with_.length - 1 - tail]) tail += 1;
  while (tail > 0 && (splits(old, old.length - tail) || splits(with_, with_.length - tail))) tail -= 1;
  return { start: start + head, end: end - tail, text: with_.slice(head, with_.length - tail) };
}

function splits(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return (
    (before === 13 && after === 10) ||
    (before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000)
  );
}

/** The text with replacements in it, which are in order and do not overlap. */
export function withReplacements(text: string, replacements: readonly Replacement[]): string {
  return replacements.reduceRight(
    (now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end),
    text,
  );
}
