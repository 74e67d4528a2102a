import { count, type Edit, type Entry, indentOf, isComment, mutated, searchOf } from './author.ts';
import type { Chance } from './chance.ts';
import { slip } from './context-defects.ts';
import { type Attempt, attempt, contextAt, type Defect, spoilt, textOf } from './defect.ts';
import { replyOf } from './reply.ts';
import { WRITING_DEFECTS } from './writing-defects.ts';

/** Two things wrong at once, and files that changed elsewhere in the meantime. */
export const MIXED_DEFECTS: readonly Defect[] = [
  {
    name: 'a typo, and other writing',
    make: (edit, chance, other) => mixed(edit, typo(edit, chance), chance, other),
  },
  {
    name: 'a comment less, and other writing',
    make: (edit, chance, other) => mixed(edit, lessComments(edit), chance, other),
  },
  { name: 'a blank line more', make: (edit, chance) => moreBlanks(edit, chance) },
  { name: 'reworded comment', make: (edit, chance) => reworded(edit, chance) },
  { name: 'elided twice', make: (edit, chance) => elidedTwice(edit, chance) },
  { name: 'the file changed nearby', make: (edit, chance) => nearby(edit, chance) },
  { name: 'plain marks for typographic ones', make: (edit, chance) => plainMarks(edit, chance) },
  { name: 'a copy at another depth', make: (edit) => deeperCopy(edit) },
];

function mixed(
  edit: Edit,
  entries: readonly Entry[] | undefined,
  chance: Chance,
  other: Edit,
): Attempt | undefined {
  if (entries === undefined || count(edit.before, searchOf(entries)) > 0) return undefined;
  return chance
    .pick(WRITING_DEFECTS.filter(({ name }) => !/indentation at all|indented$|in the file/.test(name)))
    .make({ ...edit, entries }, chance, other);
}

function typo(edit: Edit, chance: Chance): readonly Entry[] | undefined {
  const at = contextAt(edit.entries);
  if (at.length === 0) return undefined;
  const i = chance.pick(at);
  const text = slip(edit.entries[i]?.text ?? '', chance);
  return text === undefined ? undefined : spoilt(edit.entries, i, text, true);
}

function lessComments(edit: Edit): readonly Entry[] | undefined {
  const kept = edit.entries.filter((e) => e.kind !== ' ' || !isComment(e.text));
  return kept.length === edit.entries.length || kept.length < 3 ? undefined : kept;
}

function moreBlanks(edit: Edit, chance: Chance): Attempt | undefined {
  const at = contextAt(edit.entries);
  if (at.length === 0) return undefined;
  const i = chance.pick(at);
  return attempt(edit, [...edit.entries.slice(0, i), { kind: ' ', text: '' }, ...edit.entries.slice(i)]);
}

function reworded(edit: Edit, chance: Chance): Attempt | undefined {
  const at = edit.entries.flatMap((e, i) =>
    e.kind === ' ' && isComment(e.text) && e.text.trim().length > 8 ? [i] : [],
  );
  if (at.length === 0) return undefined;
  const i = chance.pick(at);
  const old = edit.entries[i]?.text ?? '';
  const words = old.trim().split(' ');
  const text = `${indentOf(old)}${[words[0], ...words.slice(1).toReversed().slice(0, 4), chance.pick(['as needed', 'here', 'first'])].join(' ')}`;
  const entries = spoilt(edit.entries, i, text, chance.likely(0.7));
  return text === old || count(edit.before, searchOf(entries)) > 0 ? undefined : attempt(edit, entries);
}

/** Dots above and below the lines around the change. */
function elidedTwice(edit: Edit, chance: Chance): Attempt | undefined {
  const { before, from, to } = edit;
  const own = Math.min(
    ...edit.entries.filter((e) => e.text.trim() !== '').map((e) => indentOf(e.text).length),
  );
  let head = from - 3;
  while (
    head > Math.max(0, from - 60) &&
    (before[head]?.trim() === '' || indentOf(before[head] ?? '').length >= own)
  )
    head -= 1;
  let tail = to + 3;
  while (tail < before.length && (before[tail]?.trim() === '' || indentOf(before[tail] ?? '').length >= own))
    tail += 1;
  const [first, last] = [before[head] ?? '', before[tail] ?? ''];
  if (
    head < 0 ||
    indentOf(first).length >= own ||
    !/[{:(]$/.test(first) ||
    tail - to > 60 ||
    last.trim() === ''
  )
    return undefined;
  const mark = edit.file.language === 'python' ? '#' : '//';
  const dots = {
    kind: ' ' as const,
    text: `${' '.repeat(own)}${mark} ${chance.pick(['...', '... existing code ...', '… unchanged …'])}`,
  };
  return attempt(edit, [{ kind: ' ', text: first }, dots, ...edit.entries, dots, { kind: ' ', text: last }]);
}

/** Somebody changed a line of the context since the model saw the file. */
function nearby(edit: Edit, chance: Chance): Attempt | undefined {
  const at = contextAt(edit.entries);
  if (at.length === 0) return undefined;
  const i = chance.pick(at);
  const text = edit.entries[i]?.text ?? '';
  const now = mutated(text, chance);
  const shown = edit.entries.slice(0, i);
  const old = edit.from + shown.filter((e) => e.kind !== '+').length;
  const later = edit.from + shown.filter((e) => e.kind !== '-').length;
  if (now === text) return undefined;
  const change = (lines: readonly string[], line: number): string[] =>
    lines.map((l, k) => (k === line ? now : l));
  return {
    reply: replyOf(edit.file.path, edit.entries),
    text: textOf(change(edit.before, old)),
    wanted: textOf(change(edit.after, later)),
  };
}

/** A comment of the context has marks and accents that the model writes as a keyboard does. */
function plainMarks(edit: Edit, chance: Chance): Attempt | undefined {
  const at = contextAt(edit.entries).filter((i) => !/["'`\\]/.test(edit.entries[i]?.text ?? ''));
  if (at.length === 0) return undefined;
  const i = chance.pick(at);
  const old = edit.entries[i]?.text ?? '';
  const shown = edit.entries.slice(0, i);
  const mark = edit.file.language === 'python' ? '#' : '//';
  const change = (lines: readonly string[], line: number): string[] =>
    lines.map((l, k) => (k === line ? `${l}  ${mark} – “tax” in the café` : l));
  const entries = spoilt(edit.entries, i, `${old}  ${mark} - "tax" in the cafe\u0301`, true);
  return {
    reply: replyOf(edit.file.path, entries),
    text: textOf(change(edit.before, edit.from + shown.filter((e) => e.kind !== '+').length)),
    wanted: textOf(change(edit.after, edit.from + shown.filter((e) => e.kind !== '-').length)),
  };
}

/** The block stands in the file as it is written, and once more within something else. */
function deeperCopy(edit: Edit): Attempt {
  const copy = searchOf(edit.entries).map((line) => (line === '' ? '' : `        ${line}`));
  const grow = (lines: readonly string[]): string => textOf([...lines, '', ...copy]);
  return { reply: replyOf(edit.file.path, edit.entries), text: grow(edit.before), wanted: grow(edit.after) };
}
