import { diffLines, diffWordsWithSpace } from 'diff';
import type { Sources } from '../../loop/rooms.ts';
import { leavesEarly, sensesIn, wordsFor } from '../../loop/senses.ts';
import { rangeBetween } from '../../syntax/change.ts';
import type { ChangedFunction } from './changed-functions.ts';

/** Whole texts in place of the snapshot's; `undefined` deletes. */
export type Texts = ReadonlyMap<string, string | undefined>;

interface Change {
  readonly removed: string;
  readonly added: string;
  /** The lines that it takes and that it makes. */
  readonly lines: readonly string[];
  /** The lines that it stands in, and the one after them. */
  readonly around: string;
}

function changesOf(texts: Texts, sources: Sources): readonly Change[] {
  return [...texts].flatMap(([path, after]) => {
    const before = sources.read(path);
    if (before === undefined || after === undefined) return [];
    const { start, end, newEnd } = rangeBetween(before, after);
    const next = after.indexOf('\n', newEnd);
    const last = next === -1 ? -1 : after.indexOf('\n', next + 1);
    return [
      {
        // A changed operator is known by its neighbours.
        removed: before.slice(Math.max(0, start - 1), end + 1),
        added: after.slice(Math.max(0, start - 1), newEnd + 1),
        lines: [linesAround(before, start, end), linesAround(after, start, newEnd)],
        around: after.slice(after.lastIndexOf('\n', start) + 1, last === -1 ? undefined : last),
      },
    ];
  });
}

function linesAround(text: string, start: number, end: number): string {
  const last = text.indexOf('\n', end);
  return text.slice(text.lastIndexOf('\n', start - 1) + 1, last === -1 ? undefined : last);
}

/** The lines that a version changes, as they are and as it has them. */
export function linesOf(texts: Texts, sources: Sources): readonly string[] {
  return changesOf(texts, sources).flatMap(({ lines }) => lines);
}

/** What a version puts in. */
export function addedBy(texts: Texts, sources: Sources): string {
  return changesOf(texts, sources)
    .map(({ added }) => added)
    .join('\n');
}

/** A line that stands elsewhere counts as so many characters at most: to move it is one thing, however long it is. */
const MOVED = 12;

/** Characters of the words that a version takes away and puts in, however far apart its edits are. */
export function sizeOf(texts: Texts, sources: Sources): number {
  const lengthOf = (parts: readonly { added?: boolean; removed?: boolean; value: string }[]): number =>
    parts.reduce((sum, { added, removed, value }) => (added || removed ? sum + value.length : sum), 0);
  let sum = 0;
  for (const [path, after] of texts) {
    const lines = diffLines(sources.read(path) ?? '', after ?? '');
    const [gone, come]: [string[], string[]] = [[], []];
    for (const [index, part] of lines.entries()) {
      const next = lines[index + 1];
      if (part.removed && next?.added) sum += lengthOf(diffWordsWithSpace(part.value, next.value));
      else if (part.removed) gone.push(...linesIn(part.value));
      else if (part.added && !lines[index - 1]?.removed) come.push(...linesIn(part.value));
    }
    for (const line of gone) {
      const at = come.findIndex((other) => other.trim() === line.trim());
      if (at === -1) sum += line.length;
      else sum += Math.min(MOVED, line.length + (come.splice(at, 1)[0]?.length ?? 0));
    }
    sum += come.reduce((all, line) => all + line.length, 0);
  }
  return sum;
}

/** With their ends. */
function linesIn(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What the words near the changed functions, and those of the failing tests' names, say of an edit; -1..1. */
export function wordsOf(
  texts: Texts,
  functions: readonly ChangedFunction[],
  sources: Sources,
  wanted: string,
): number {
  const senses = sensesIn([...functions.map((each) => each.documentation), wanted].join('\n'));
  const sum = changesOf(texts, sources).reduce(
    (all, { removed, added, around }) => all + wordsFor(senses, removed, added, () => leavesEarly(around)),
    0,
  );
  return Math.max(-1, Math.min(1, sum));
}
