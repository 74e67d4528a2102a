import { diffArrays } from 'diff';
import type { Chance } from './chance.ts';
import type { SourceFile } from './sources.ts';

/** A line of the block that an author writes: context, a line that goes, or one that comes. */
export interface Entry {
  readonly kind: ' ' | '-' | '+';
  readonly text: string;
}

/** What an author means: a file before and after, and the block that says so. */
export interface Edit {
  readonly file: SourceFile;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly entries: readonly Entry[];
  /** The lines of the file that the block shows: `[from, to)`. */
  readonly from: number;
  readonly to: number;
}

export const isComment = (line: string): boolean => /^\s*(?:\/\/|#|\/\*|\*)/.test(line);
export const indentOf = (line: string): string => /^[ \t]*/.exec(line)?.[0] ?? '';
export const searchOf = (entries: readonly Entry[]): string[] =>
  entries.filter((e) => e.kind !== '+').map((e) => e.text);
export const replaceOf = (entries: readonly Entry[]): string[] =>
  entries.filter((e) => e.kind !== '-').map((e) => e.text);

/** Draws an edit of a file; undefined when the draw was no good. Its block stands in the file exactly once. */
export function author(file: SourceFile, chance: Chance, most = 4): Edit | undefined {
  const before = file.text.replace(/\n$/, '').split('\n');
  const at = chance.between(2, before.length - 8);
  const size = chance.pick([0, 1, 1, 1, 1, 2, 2, 3, 4]);
  const old = before.slice(at, at + size);
  const now = size === 0 ? inserted(before, at, chance) : changed(old, before, before[at - 1] ?? '', chance);
  if (now === undefined || (now.length === old.length && now.every((line, i) => line === old[i])))
    return undefined;
  const lead = chance.between(1, most);
  const trail = chance.between(1, most);
  const from = Math.max(0, at - lead);
  const to = Math.min(before.length, at + size + trail);
  const entries: Entry[] = [
    ...before.slice(from, at).map((text) => ({ kind: ' ' as const, text })),
    ...minimal(old, now),
    ...before.slice(at + size, to).map((text) => ({ kind: ' ' as const, text })),
  ];
  const after = [...before.slice(0, at), ...now, ...before.slice(at + size)];
  const search = searchOf(entries);
  if (search.join('').trim().length < 20 || count(before, search) !== 1) return undefined;
  if (count(after, replaceOf(entries)) !== 1) return undefined;
  return { file, before, after, entries, from, to };
}

/** How often lines stand in a file, apart from indentation. */
export function count(file: readonly string[], lines: readonly string[]): number {
  let found = 0;
  const wanted = lines.map((l) => l.replace(/\s+/g, ''));
  const there = file.map((l) => l.replace(/\s+/g, ''));
  for (let at = 0; at + wanted.length <= there.length; at += 1)
    if (wanted.every((line, i) => there[at + i] === line)) found += 1;
  return found;
}

/** What stays the same is context. */
function minimal(old: readonly string[], now: readonly string[]): Entry[] {
  const entries = diffArrays([...old], [...now]).flatMap(({ added, removed, value }) =>
    value.map((text): Entry => ({ kind: added ? '+' : removed ? '-' : ' ', text })),
  );
  return entries;
}

function inserted(before: readonly string[], at: number, chance: Chance): string[] | undefined {
  const beside = before[at - 1] ?? '';
  if (beside.trim() === '' || before[at]?.trim() === '') return undefined;
  if (/[,([{\\]\s*$/.test(beside) || isComment(beside) || /['"]{3}/.test(beside)) return undefined;
  const isScript = before.some((line) => /;$/.test(line));
  const donors = before.filter(
    (line) =>
      (isScript ? /^\s*[\w.]+(?: = |\().*;$/ : /^\s*[\w.]+(?: = |\().*[)\w]$/).test(line) && line.length < 90,
  );
  if (donors.length === 0) return undefined;
  const indent =
    indentOf(before[at] ?? '').length > indentOf(beside).length
      ? indentOf(before[at] ?? '')
      : indentOf(beside);
  return Array.from(
    { length: chance.between(1, 3) },
    () => indent + mutated(chance.pick(donors).trim(), chance),
  );
}

function changed(
  old: readonly string[],
  before: readonly string[],
  lead: string,
  chance: Chance,
): string[] | undefined {
  const telling = old.filter((line) => line.trim().length > 3);
  if (telling.length === 0) return undefined;
  const draw = chance.next();
  if (draw < 0.12) return [];
  if (draw < 0.6)
    return old.map((line) =>
      line.trim().length > 3 && (old.length === 1 || chance.likely(0.6)) ? mutated(line, chance) : line,
    );
  if (draw < 0.75) {
    if (old.at(-1)?.trim() === '') return undefined;
    const extra = indentOf(old.at(-1) ?? '') + mutated(chance.pick(telling).trim(), chance);
    return [...old.slice(0, -1), mutated(old.at(-1) ?? '', chance), extra];
  }
  if (draw < 0.85) return old.slice(1).map((line) => mutated(line, chance));
  // A block goes around whole statements.
  if (
    old.some((line) => !/[;:\w)\]}]\s*$/.test(line) || isComment(line)) ||
    /[,([{\\]\s*$/.test(lead) ||
    old[0]?.trim() === ''
  )
    return undefined;
  const indent = indentOf(old[0] ?? '');
  if (old.some((line) => line.trim() !== '' && indentOf(line).length < indent.length)) return undefined;
  const unit = before.some((line) => line.startsWith('\t'))
    ? '\t'
    : before.filter((line) => /^ {2}[a-z@]/.test(line)).length > 2
      ? '  '
      : '    ';
  const inner = old.map((line) => (line.trim() === '' ? line : unit + line));
  return /[;{}]\s*$/m.test(before.slice(0, 60).join('\n'))
    ? [`${indent}if (enabled) {`, ...inner, `${indent}}`]
    : [`${indent}if enabled:`, ...inner];
}

const OPERATORS: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '<=': '<',
  '>=': '>',
  ' + ': ' - ',
  ' - ': ' + ',
  '&&': '||',
  ' and ': ' or ',
  ' or ': ' and ',
  True: 'False',
  true: 'false',
};

/** A line with one thing changed: a number, an operator, a name, a text. */
export function mutated(line: string, chance: Chance): string {
  const changes: (() => string)[] = [];
  for (const match of line.matchAll(/\b\d+\b/g))
    changes.push(
      () =>
        line.slice(0, match.index) +
        String(Number(match[0]) + chance.between(1, 9)) +
        line.slice(match.index + match[0].length),
    );
  for (const [from, to] of Object.entries(OPERATORS))
    if (line.includes(from)) changes.push(() => line.replace(from, to));
  for (const match of line.matchAll(/\b[A-Za-z_]\w{2,}\b/g))
    changes.push(
      () =>
        line.slice(0, match.index) +
        chance.pick(['next', 'other', 'current', 'extra', 'base', 'limit']) +
        (chance.likely(0.5) ? '' : match[0]) +
        line.slice(match.index + match[0].length),
    );
  for (const match of line.matchAll(/(['"])([^'"\\]+)\1/g))
    changes.push(
      () =>
        line.slice(0, match.index) +
        match[1] +
        match[2] +
        chance.pick(['!', ' again', '2', '_x']) +
        match[1] +
        line.slice(match.index + match[0].length),
    );
  return changes.length === 0 ? `${line} `.trimEnd() : chance.pick(changes)();
}
