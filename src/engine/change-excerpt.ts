import type { Candidate, FileEdit, Replacement } from '../loop/types.ts';

/** Lines around a change, and lines of one excerpt: a trace holds thousands of them. */
const CONTEXT = 2;
const LONGEST = 80;
const WIDEST = 300;

interface KnownFile {
  readonly text: string;
  readonly lines: readonly string[];
  /** Offset of each line's start. */
  readonly starts: readonly number[];
}

/**
 * What candidates change, as short hunks for people. Where a change stands is known from its offsets, so that nothing
 * is compared: a file is split into lines once and each of the thousands of candidates costs a few lines.
 * @param read the snapshot's text of a path
 */
export function excerpts(read: (path: string) => string | undefined): (candidate: Candidate) => string {
  const known = new Map<string, KnownFile>();
  const fileOf = (path: string): KnownFile => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const file = split(read(path) ?? '');
    known.set(path, file);
    return file;
  };
  return (candidate) => {
    const lines = candidate.edits.flatMap((edit) => [...head(edit), ...body(edit, fileOf)]);
    const shown = lines
      .slice(0, LONGEST)
      .map((line) => (line.length > WIDEST ? `${line.slice(0, WIDEST)}…` : line));
    const rest = lines.length - shown.length;
    return rest > 0 ? `${shown.join('\n')}\n… ${rest} more lines` : shown.join('\n');
  };
}

function split(text: string): KnownFile {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, lines: text.split('\n').map((line) => line.replace(/\r$/, '')), starts };
}

function head(edit: FileEdit): readonly string[] {
  const from = edit.kind === 'create' ? '/dev/null' : `a/${edit.path}`;
  const to = edit.kind === 'delete' ? '/dev/null' : `b/${edit.path}`;
  return [`--- ${from}`, `+++ ${to}`];
}

function body(edit: FileEdit, fileOf: (path: string) => KnownFile): readonly string[] {
  if (edit.kind === 'create')
    return edit.text
      .trimEnd()
      .split('\n')
      .map((line) => `+${line}`);
  if (edit.kind === 'delete') return fileOf(edit.path).lines.map((line) => `-${line}`);
  const file = fileOf(edit.path);
  return groups(edit.replacements, file).flatMap((group) => hunk(group, file));
}

interface Group {
  readonly replacements: readonly Replacement[];
  /** First and last changed line, counted from 0. */
  readonly first: number;
  readonly last: number;
}

/** Changes that stand so near each other that they share their context. */
function groups(replacements: readonly Replacement[], file: KnownFile): readonly Group[] {
  const result: Group[] = [];
  for (const each of replacements) {
    const first = lineOf(each.start, file.starts);
    const last = lineOf(each.end, file.starts);
    const before = result.at(-1);
    if (before !== undefined && first - before.last <= 2 * CONTEXT)
      result[result.length - 1] = {
        ...before,
        replacements: [...before.replacements, each],
        last: Math.max(last, before.last),
      };
    else result.push({ replacements: [each], first, last });
  }
  return result;
}

function hunk({ replacements, first, last }: Group, { text, lines, starts }: KnownFile): readonly string[] {
  const start = starts[first] ?? 0;
  const end = starts[last + 1] ?? text.length;
  let after = '';
  let at = start;
  for (const each of replacements) {
    after += text.slice(at, each.start) + each.text;
    at = each.end;
  }
  after += text.slice(at, end);
  const old = lines.slice(first, last + 1);
  const fresh = after === '' ? [] : after.replace(/\r?\n$/, '').split(/\r?\n/);
  const same = commonStart(old, fresh);
  const tail = commonStart(old.slice(same).toReversed(), fresh.slice(same).toReversed());
  const from = Math.max(0, first + same - CONTEXT);
  const to = Math.min(lines.length, last + 1 - tail + CONTEXT);
  const removed = old.slice(same, old.length - tail);
  const added = fresh.slice(same, fresh.length - tail);
  return [
    `@@ -${from + 1} @@`,
    ...lines.slice(from, first + same).map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...lines.slice(last + 1 - tail, to).map((line) => ` ${line}`),
  ];
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n += 1;
  return n;
}

/** The line that holds an offset, by halving. */
function lineOf(offset: number, starts: readonly number[]): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
