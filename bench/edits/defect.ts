import type { Edit, Entry } from './author.ts';
import type { Chance } from './chance.ts';
import { type BlockOptions, replyOf } from './reply.ts';

/** One reply for one file, with what shall become of it. */
export interface Attempt {
  readonly reply: string;
  readonly text: string;
  /** The file as the author means it; undefined when the reply must be refused. */
  readonly wanted: string | undefined;
}

export interface Defect {
  readonly name: string;
  /** Another edit is at hand for defects that mix two. Undefined where the defect cannot befall the edit. */
  readonly make: (edit: Edit, chance: Chance, other: Edit) => Attempt | undefined;
}

export const textOf = (lines: readonly string[], eol = '\n'): string => lines.join(eol) + eol;

/** A block with other lines in it, for the edit's own file. */
export function attempt(
  edit: Edit,
  entries: readonly Entry[] | undefined,
  options?: BlockOptions,
): Attempt | undefined {
  if (entries === undefined) return undefined;
  return {
    reply: replyOf(edit.file.path, entries, options),
    text: textOf(edit.before),
    wanted: textOf(edit.after),
  };
}

/** Changes every line of the block; undefined when none becomes another. */
export function each(entries: readonly Entry[], change: (text: string) => string): Entry[] | undefined {
  const now = entries.map(({ kind, text }) => ({ kind, text: change(text) }));
  return now.some((entry, i) => entry.kind !== '+' && entry.text !== entries[i]?.text) ? now : undefined;
}

/** The places of the lines of context that are worth spoiling. */
export function contextAt(entries: readonly Entry[]): number[] {
  return entries.flatMap(({ kind, text }, i) => (kind === ' ' && text.trim().length > 4 ? [i] : []));
}

/** Changes one line of context, on both sides or in the search alone. */
export function spoilt(entries: readonly Entry[], at: number, text: string, isBoth: boolean): Entry[] {
  return entries.flatMap((entry, i): Entry[] =>
    i !== at
      ? [entry]
      : isBoth
        ? [{ kind: ' ', text }]
        : [
            { kind: '-', text },
            { kind: '+', text: entry.text },
          ],
  );
}
