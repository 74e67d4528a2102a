import { diffLines } from 'diff';
import type { PatchedFile } from '../../engine/protocol.ts';

/** What a person made of a patch: it stands, it was reworked, or it was taken back. */
export type Fate = 'kept' | 'edited' | 'reverted';

export interface Survival {
  readonly fate: Fate;
  /** Share of the patch's lines that still stand, 0..1. */
  readonly share: number;
}

/** From this share on a patch counts as kept, and below the other one as reverted. */
const KEPT = 0.9;
const REVERTED = 0.2;

/**
 * How much of a patch still stands: of the lines that it put in, those that are there; of those that it took away,
 * those that have not come back. Lines are compared without the white space around them, so that formatting is no edit.
 * @param now the file's text as it is; undefined when there is none
 */
export function survivalOf(
  patch: readonly PatchedFile[],
  now: (path: string) => string | undefined,
): Survival {
  let stand = 0;
  let all = 0;
  for (const file of patch) {
    const one = standing(file, now(file.path));
    stand += one.stand;
    all += one.all;
  }
  const share = all === 0 ? 1 : stand / all;
  return { share, fate: share >= KEPT ? 'kept' : share < REVERTED ? 'reverted' : 'edited' };
}

function standing(
  { before, after }: PatchedFile,
  now: string | undefined,
): { readonly stand: number; readonly all: number } {
  // What the patch deleted stays deleted, or does not.
  if (after === undefined) return { stand: now === undefined ? 1 : 0, all: 1 };
  const added: string[] = [];
  const removed: string[] = [];
  for (const part of diffLines(before ?? '', after)) {
    if (part.added) added.push(...linesOf(part.value));
    if (part.removed) removed.push(...linesOf(part.value));
  }
  const wanted = countsOf(linesOf(after));
  const current = countsOf(linesOf(now ?? ''));
  const stand =
    added.filter((line) => (current.get(line) ?? 0) >= (wanted.get(line) ?? 0)).length +
    removed.filter((line) => (current.get(line) ?? 0) <= (wanted.get(line) ?? 0)).length;
  return { stand: now === undefined ? 0 : stand, all: added.length + removed.length };
}

/** Lines with something on them. */
function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\n|\r/).flatMap((line) => line.trim() || []);
}

function countsOf(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}
