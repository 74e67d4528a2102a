import { type Edit, type Entry, mutated, searchOf } from './author.ts';
import type { Chance } from './chance.ts';
import { slip } from './context-defects.ts';
import { type Attempt, contextAt, type Defect, spoilt, textOf } from './defect.ts';
import { replyOf } from './reply.ts';
import { dedented } from './writing-defects.ts';

/** Replies that nobody could apply without guessing. */
export const REFUSED_DEFECTS: readonly Defect[] = [
  { name: 'stale block', make: (edit, chance) => stale(edit, chance, edit.entries) },
  { name: 'stale and dedented', make: (edit, chance) => stale(edit, chance, dedented(edit.entries)) },
  { name: 'stale and a typo', make: (edit, chance) => stale(edit, chance, withSlip(edit.entries, chance)) },
  { name: 'stale: the line is gone', make: (edit) => gone(edit) },
  { name: 'duplicate block', make: (edit, chance) => duplicate(edit, chance, edit.entries) },
  { name: 'duplicate and dedented', make: (edit, chance) => duplicate(edit, chance, dedented(edit.entries)) },
  {
    name: 'duplicate and a typo',
    make: (edit, chance) => duplicate(edit, chance, withSlip(edit.entries, chance)),
  },
  { name: 'wrong file', make: (edit, _chance, other) => wrongFile(edit, other) },
  { name: 'wrong path', make: (edit) => refused(replyOf('lib/no/such/file.ts', edit.entries), edit.before) },
  { name: 'cut off', make: (edit, chance) => cut(edit, chance) },
  {
    name: 'applied already',
    make: (edit) =>
      edit.entries.some((e) => e.kind === '-')
        ? refused(replyOf(edit.file.path, edit.entries), edit.after)
        : undefined,
  },
];

function refused(reply: string, lines: readonly string[]): Attempt {
  return { reply, text: textOf(lines), wanted: undefined };
}

function withSlip(entries: readonly Entry[], chance: Chance): Entry[] | undefined {
  const at = contextAt(entries);
  if (at.length === 0) return undefined;
  const i = chance.pick(at);
  const text = slip(entries[i]?.text ?? '', chance);
  return text === undefined ? undefined : spoilt(entries, i, text, true);
}

/** One of the lines that the block changes reads differently in the file by now. */
function stale(edit: Edit, chance: Chance, entries: readonly Entry[] | undefined): Attempt | undefined {
  const old = goneAt(edit).filter((at) => (edit.before[at] ?? '').trim().length > 3);
  if (old.length === 0 || entries === undefined) return undefined;
  const at = chance.pick(old);
  const victim = edit.before[at] ?? '';
  const now = mutated(victim, chance);
  if (now === victim || edit.entries.some((e) => e.kind === '+' && e.text === now)) return undefined;
  return refused(
    replyOf(edit.file.path, entries),
    edit.before.map((line, i) => (i === at ? now : line)),
  );
}

/** The lines of the file that the edit takes away or changes. */
function goneAt(edit: Edit): number[] {
  const shown = edit.entries.filter((e) => e.kind !== '+');
  return shown.flatMap((e, i) => (e.kind === '-' ? [edit.from + i] : []));
}

function gone(edit: Edit): Attempt | undefined {
  const at = goneAt(edit).find((line) => (edit.before[line] ?? '').trim().length > 3);
  if (at === undefined) return undefined;
  return refused(
    replyOf(edit.file.path, edit.entries),
    edit.before.filter((_, i) => i !== at),
  );
}

/** The block stands in the file twice. */
function duplicate(edit: Edit, chance: Chance, entries: readonly Entry[] | undefined): Attempt | undefined {
  if (entries === undefined) return undefined;
  const block = searchOf(edit.entries);
  const places = edit.before.flatMap((line, i) =>
    line.trim() === '' && (i <= edit.from || i >= edit.to) ? [i] : [],
  );
  const at = places.length === 0 ? edit.before.length : chance.pick(places);
  return refused(replyOf(edit.file.path, entries), [
    ...edit.before.slice(0, at),
    '',
    ...block,
    '',
    ...edit.before.slice(at),
  ]);
}

function wrongFile(edit: Edit, other: Edit): Attempt | undefined {
  if (other.file.path === edit.file.path) return undefined;
  const there = new Set(edit.before.map((line) => line.trim()));
  if (other.entries.filter((e) => e.kind !== '+').every((e) => there.has(e.text.trim()))) return undefined;
  return refused(replyOf(edit.file.path, other.entries), edit.before);
}

function cut(edit: Edit, chance: Chance): Attempt {
  const reply = replyOf(edit.file.path, edit.entries);
  const from = reply.indexOf('<<<<<<<') + 20;
  const to = reply.indexOf('\n>>>>>>> REPLACE');
  return refused(reply.slice(0, chance.between(Math.min(from, to), to)), edit.before);
}
