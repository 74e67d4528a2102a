import type { Written } from './decode.ts';
import { hunksOf } from './delta.ts';
import type { Hunk } from './lines.ts';
import { merged } from './merge.ts';
import { styleOf } from './style.ts';
import { indentOf, isOptional, meaningOf, tokensOf } from './tokens.ts';

/** The tokens of a text that mean something, as numbers, and the line of each. */
interface Stream {
  readonly tokens: Int32Array;
  readonly lines: Int32Array;
}

/** Lines `[s0, s1)` of the search that say what lines `[f0, f1)` of the file say, broken in other places. */
interface Group {
  readonly s0: number;
  readonly s1: number;
  readonly f0: number;
  readonly f1: number;
}

/**
 * A block that a formatter has been over, as if it had not: the same words in the same order, broken into the lines of
 * the file. Undefined unless they stand in the file exactly once and fill its lines, and what changed can be told.
 */
export function unformatted({ search, replace }: Written, file: readonly string[]): Written | undefined {
  const groups = groupsOf(search, file);
  if (groups === undefined) return undefined;
  const hunks = hunksOf(search, replace, 0, (line) => line.trimEnd());
  const result = { search: [...search], replace: [...replace] };
  for (const group of groups.toReversed()) {
    const { s0, s1, f0, f1 } = group;
    const own = file.slice(f0, f1);
    // Line for line the same words: nothing is broken in another place.
    if (s1 - s0 === 1 && own.length === 1) continue;
    const within = hunks.filter(
      ({ from, to }) => (from < s1 && to > s0) || (from === to && from > s0 && from < s1),
    );
    if (within.some(({ from, to }) => from < s0 || to > s1)) return undefined;
    if (within.length > 0 && comments(search.slice(s0, s1)) !== comments(own)) return undefined;
    const r0 = s0 + shift(hunks.filter(({ from, to }) => to <= s0 && (from < s0 || from === to)));
    const r1 = r0 + (s1 - s0) + shift(within);
    const now = within.length === 0 ? own : rewritten(search.slice(s0, s1), replace.slice(r0, r1), own);
    if (now === undefined) return undefined;
    result.search.splice(s0, s1 - s0, ...own);
    result.replace.splice(r0, r1 - r0, ...now);
  }
  return result;
}

const shift = (hunks: readonly Hunk[]): number =>
  hunks.reduce((sum, { from, to, lines }) => sum + lines.length - (to - from), 0);

const comments = (lines: readonly string[]): string =>
  lines
    .flatMap((line) =>
      tokensOf(line)
        .filter(({ kind }) => kind === 'comment')
        .map(meaningOf),
    )
    .join('\n');

/** The file's own lines with what the model changed in its way of writing them. */
function rewritten(
  search: readonly string[],
  replace: readonly string[],
  own: readonly string[],
): readonly string[] | undefined {
  const depth = (lines: readonly string[]): string =>
    indentOf(lines.find((line) => line.trim() !== '') ?? '');
  if (replace.length === 0) return [];
  if (depth(search) !== depth(replace)) return undefined;
  const style = styleOf([{ written: search.join(' '), own: own.join(' ') }]);
  const [head, ...rest] = merged(search, replace, own, style, () => undefined) ?? [];
  return head === undefined ? undefined : [depth(own) + head, ...rest];
}

/** Where the words of the search stand in the file, line by line as far as lines begin at the same words. */
function groupsOf(search: readonly string[], file: readonly string[]): readonly Group[] | undefined {
  const numbers = new Map<string, number>();
  const own = streamOf(file, numbers);
  const known = numbers.size;
  const sought = streamOf(search, numbers);
  const { length } = sought.tokens;
  if (length < 6 || sought.tokens.some((token) => token >= known)) return undefined;
  const starts: number[] = [];
  const [first = -1] = sought.tokens;
  for (let at = own.tokens.indexOf(first); at >= 0; at = own.tokens.indexOf(first, at + 1)) {
    let i = 0;
    while (i < length && own.tokens[at + i] === sought.tokens[i]) i += 1;
    if (i === length) starts.push(at);
  }
  const [start] = starts;
  if (start === undefined || starts.length > 1) return undefined;
  const begins = ({ lines }: Stream, at: number): boolean => lines[at] !== lines[at - 1];
  // Part of a line is not what a block is about.
  if (!begins(own, start) || !begins(own, start + length)) return undefined;
  const groups: Group[] = [];
  let from = 0;
  for (let i = 1; i <= length; i += 1) {
    if (i < length && !(begins(sought, i) && begins(own, start + i))) continue;
    const line = ({ lines }: Stream, at: number): number => lines[at] ?? 0;
    groups.push({
      s0: line(sought, from),
      s1: line(sought, i - 1) + 1,
      f0: line(own, start + from),
      f1: line(own, start + i - 1) + 1,
    });
    from = i;
  }
  return groups;
}

function streamOf(texts: readonly string[], numbers: Map<string, number>): Stream {
  const tokens: number[] = [];
  const lines: number[] = [];
  const add = (text: string, line: number): void => {
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    tokens.push(number);
    lines.push(line);
  };
  let waiting: { text: string; line: number } | undefined;
  for (const [line, text] of texts.entries()) {
    const found = tokensOf(text).filter((token) => token.kind !== 'comment');
    for (const [i, token] of found.entries()) {
      const meaning = meaningOf(token);
      // A comma before a bracket that closes is the formatter's; any other is the author's.
      if (waiting !== undefined && !/^[)\]}]$/.test(meaning)) add(waiting.text, waiting.line);
      waiting = undefined;
      if (isOptional(token) && token.text === ',') waiting = { text: meaning, line };
      else if (
        !(token.text === ';' && i === found.length - 1) &&
        !(token.text === '\\' && i === found.length - 1)
      )
        add(meaning, line);
    }
  }
  return { tokens: Int32Array.from(tokens), lines: Int32Array.from(lines) };
}
