import { diffLines } from 'diff';
import type { PatchedFile } from '../../engine/protocol.ts';

/** One stretch that a patch changes; lines are 0-based and ends are not included. */
export interface Hunk {
  readonly before: { readonly start: number; readonly end: number };
  readonly after: { readonly start: number; readonly end: number };
  /** With their line ends, as in the file. */
  readonly removed: string;
  readonly added: string;
}

/** The stretches of a file of a patch, in order; one for a file that comes or goes. */
export function hunksOf({ before = '', after = '' }: PatchedFile): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let old = 0;
  let next = 0;
  let open: { -readonly [Key in keyof Hunk]: Hunk[Key] } | undefined;
  for (const { value, added, removed, count } of diffLines(before, after)) {
    if (!added && !removed) {
      if (open !== undefined) hunks.push(open);
      open = undefined;
      old += count;
      next += count;
      continue;
    }
    open ??= { before: { start: old, end: old }, after: { start: next, end: next }, removed: '', added: '' };
    if (removed) old += count;
    if (added) next += count;
    open.before = { start: open.before.start, end: old };
    open.after = { start: open.after.start, end: next };
    if (removed) open.removed += value;
    if (added) open.added += value;
  }
  if (open !== undefined) hunks.push(open);
  return hunks;
}

/**
 * The file with some of its hunks alone. A file that comes or goes does so whole, or stays as it is.
 * @param isWanted by index in `hunksOf`
 * @returns undefined when nothing of it is left
 */
export function withHunks(file: PatchedFile, isWanted: (hunk: number) => boolean): PatchedFile | undefined {
  const hunks = hunksOf(file);
  const wanted = hunks.filter((_, index) => isWanted(index));
  if (file.before === undefined || file.after === undefined)
    return isWanted(0) || hunks.length === 0 ? file : undefined;
  if (wanted.length === 0) return undefined;
  if (wanted.length === hunks.length) return file;
  const lines = file.before.split(/(?<=\r\n|\n|\r(?!\n))/);
  let text = '';
  let at = 0;
  for (const { before, added } of wanted) {
    text += lines.slice(at, before.start).join('') + added;
    at = before.end;
  }
  return { ...file, after: text + lines.slice(at).join('') };
}

/**
 * A short line for a person: what goes and what comes. Of a line that is changed in one place, that place alone.
 * @returns empty where nothing but blank lines comes and goes; see `blankLines`
 */
export function hunkLabel({ removed, added }: Hunk): string {
  const lines = (text: string): readonly string[] =>
    text.split(/\r\n|\n|\r/).flatMap((line) => line.trim() || []);
  const [olds, nexts] = [lines(removed), lines(added)];
  // Of lines that are only moved in or out the first that says something else has the name.
  const differs = olds.findIndex((line, at) => line !== nexts[at]);
  const at = differs < 0 ? olds.length : differs;
  const [old, next] = [olds[at], nexts[at]];
  // Only indentation changes.
  if (old === undefined && next === undefined) return olds[0] ?? '';
  if (old === undefined) return `+ ${next ?? ''}`;
  if (next === undefined) return `− ${old}`;
  const [from, to] = changedPlace(old, next);
  // Only white space changes, which has no name: the lines have.
  if (from === '' && to === '') return `${old} → ${next}`;
  if (from === '') return `+ ${to}`;
  return to === '' ? `− ${from}` : `${from} → ${to}`;
}

/** How many more blank lines there are after a hunk that has no others than before it; below 0 when there are fewer. */
export function blankLines({ before, after }: Hunk): number {
  return after.end - after.start - (before.end - before.start);
}

/** Where two lines differ, to the ends of words, of operators and of characters that take two units. */
function changedPlace(old: string, next: string): readonly [string, string] {
  const shortest = Math.min(old.length, next.length);
  let start = 0;
  while (start < shortest && old[start] === next[start]) start += 1;
  let end = 0;
  while (end < shortest - start && old.at(-1 - end) === next.at(-1 - end)) end += 1;
  const cutsToken = (text: string, at: number): boolean =>
    /^(?:[\w$]{2}|[-+*/%=<>!&|^~?:]{2}|[\uD800-\uDBFF][\uDC00-\uDFFF])$/.test(
      text.slice(Math.max(0, at - 1), at + 1),
    );
  while (start > 0 && (cutsToken(old, start) || cutsToken(next, start))) start -= 1;
  while (end > 0 && (cutsToken(old, old.length - end) || cutsToken(next, next.length - end))) end -= 1;
  return [old.slice(start, old.length - end).trim(), next.slice(start, next.length - end).trim()];
}
