import { count, type Edit, type Entry, indentOf, isComment, searchOf } from './author.ts';
import type { Chance } from './chance.ts';
import { attempt as attemptAny, contextAt, type Defect, spoilt } from './defect.ts';

/** What models get wrong in the lines around a change. */
export const CONTEXT_DEFECTS: readonly Defect[] = [
  {
    name: 'dropped comment',
    make: (edit) => dropped(edit, (text) => isComment(text) && !/['"]{3}/.test(text)),
  },
  { name: 'dropped blank lines', make: (edit) => dropped(edit, (text) => text.trim() === '') },
  { name: 'dropped line of context', make: (edit, chance) => droppedLine(edit, chance) },
  { name: 'dropped docstring', make: (edit) => droppedDocstring(edit) },
  { name: 'comment that is not there', make: (edit, chance) => added(edit, chance) },
  { name: 'typo in context', make: (edit, chance) => typo(edit, chance, true) },
  { name: 'typo in the search alone', make: (edit, chance) => typo(edit, chance, false) },
  { name: 'paraphrased context', make: (edit, chance) => paraphrase(edit, chance, true) },
  { name: 'paraphrased in the search alone', make: (edit, chance) => paraphrase(edit, chance, false) },
  { name: 'renamed local in context', make: (edit, chance) => renamed(edit, chance) },
  { name: 'reordered context', make: (edit, chance) => reordered(edit, chance) },
  { name: 'two typos', make: (edit, chance) => twoTypos(edit, chance) },
];

/** The spoilt block must not read like some other place of the file: nobody could tell then. */
function attempt(edit: Edit, entries: readonly Entry[]) {
  return count(edit.before, searchOf(entries)) > 0 ? undefined : attemptAny(edit, entries);
}

function dropped(edit: Edit, drop: (text: string) => boolean) {
  const kept = edit.entries.filter(({ kind, text }) => kind !== ' ' || !drop(text));
  return kept.length === edit.entries.length || kept.length < 3 ? undefined : attempt(edit, kept);
}

function droppedLine(edit: Edit, chance: Chance) {
  const inner = contextAt(edit.entries).filter((i) => i > 0 && i < edit.entries.length - 1);
  if (inner.length === 0 || edit.entries.length < 5) return undefined;
  const gone = chance.pick(inner);
  return attempt(
    edit,
    edit.entries.filter((_, i) => i !== gone),
  );
}

/** The block shows the line that opens a function, but not the text that documents it. */
function droppedDocstring(edit: Edit) {
  const { before, from } = edit;
  for (let at = from - 1; at >= Math.max(0, from - 14); at -= 1) {
    if (!/^\s*(?:def|class|async def)\b.*:\s*$/.test(before[at] ?? '')) continue;
    const first = before[at + 1] ?? '';
    if (!/^\s*r?"""/.test(first)) return undefined;
    let end = at + 1;
    if ((first.match(/"""/g) ?? []).length < 2)
      do end += 1;
      while (end < from && !(before[end] ?? '').includes('"""'));
    if (end >= from) return undefined;
    const lines = [before[at] ?? '', ...before.slice(end + 1, from)];
    return attempt(edit, [...lines.map((text): Entry => ({ kind: ' ', text })), ...edit.entries]);
  }
  return undefined;
}

function added(edit: Edit, chance: Chance) {
  const places = contextAt(edit.entries);
  if (places.length === 0) return undefined;
  const at = chance.pick(places);
  const mark = edit.file.language === 'python' ? '#' : '//';
  const text = `${indentOf(edit.entries[at]?.text ?? '')}${mark} ${chance.pick(['Update the value', 'Handle the edge case', 'First check the input'])}`;
  return attempt(edit, [...edit.entries.slice(0, at), { kind: ' ', text }, ...edit.entries.slice(at)]);
}

/** Swaps, drops or doubles a letter. */
export function slip(text: string, chance: Chance): string | undefined {
  const words = [...text.matchAll(/[A-Za-z]{4,}/g)];
  if (words.length === 0) return undefined;
  const word = chance.pick(words);
  const at = word.index + chance.between(1, word[0].length - 2);
  const how = chance.below(3);
  const now =
    how === 0
      ? text.slice(0, at) + text.slice(at + 1)
      : how === 1
        ? text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2)
        : text.slice(0, at) + (text[at] ?? '') + text.slice(at);
  return now === text ? undefined : now;
}

function typo(edit: Edit, chance: Chance, isBoth: boolean) {
  const places = contextAt(edit.entries);
  if (places.length === 0) return undefined;
  const at = chance.pick(places);
  const text = slip(edit.entries[at]?.text ?? '', chance);
  return text === undefined ? undefined : attempt(edit, spoilt(edit.entries, at, text, isBoth));
}

function twoTypos(edit: Edit, chance: Chance) {
  const places = contextAt(edit.entries);
  if (places.length < 2) return undefined;
  const a = chance.pick(places);
  const b = chance.pick(places.filter((i) => i !== a));
  const [first, second] = [
    slip(edit.entries[a]?.text ?? '', chance),
    slip(edit.entries[b]?.text ?? '', chance),
  ];
  if (first === undefined || second === undefined) return undefined;
  return attempt(edit, spoilt(spoilt(edit.entries, a, first, true), b, second, true));
}

function paraphrase(edit: Edit, chance: Chance, isBoth: boolean) {
  const places = contextAt(edit.entries);
  if (places.length < 2) return undefined;
  const at = chance.pick(places);
  const old = edit.entries[at]?.text ?? '';
  const words = ['result', 'value', 'item', 'data', 'options', 'handler', 'check', 'size'];
  const text = old.replace(/\b[A-Za-z_]\w{2,}\b/g, (word) =>
    chance.likely(0.45) ? chance.pick(words) : word,
  );
  return text === old ? undefined : attempt(edit, spoilt(edit.entries, at, text, isBoth));
}

/** A name that the change does not use, written otherwise in all of the context. */
function renamed(edit: Edit, chance: Chance) {
  const change = edit.entries
    .filter((e) => e.kind !== ' ')
    .map((e) => e.text)
    .join(' ');
  const context = edit.entries
    .filter((e) => e.kind === ' ')
    .map((e) => e.text)
    .join('\n');
  const names = [...new Set(context.match(/\b[a-z]\w{3,}\b/g))].filter(
    (name) => !new RegExp(`\\b${name}\\b`).test(change),
  );
  if (names.length === 0) return undefined;
  const name = chance.pick(names);
  const now = chance.pick(['entry', 'payload', 'current', `${name}Value`]);
  const entries = edit.entries.map((e) =>
    e.kind === ' ' ? { ...e, text: e.text.replace(new RegExp(`\\b${name}\\b`, 'g'), now) } : e,
  );
  return attempt(edit, entries);
}

function reordered(edit: Edit, chance: Chance) {
  const places = contextAt(edit.entries).filter((i) => {
    const next = edit.entries[i + 1];
    return (
      next !== undefined &&
      next.kind === ' ' &&
      next.text.trim().length > 4 &&
      next.text !== edit.entries[i]?.text
    );
  });
  if (places.length === 0) return undefined;
  const at = chance.pick(places);
  const entries = [...edit.entries];
  const [a, b] = [entries[at], entries[at + 1]];
  if (a === undefined || b === undefined) return undefined;
  entries[at] = b;
  entries[at + 1] = a;
  return count(edit.before, searchOf(entries)) > 0 ? undefined : attempt(edit, entries);
}
