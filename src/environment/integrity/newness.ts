import type { Mark } from './finding.ts';
import { type Stretch, touches } from './hunks.ts';

/**
 * The marks that the patch brought. A mark whose text was there before is matched first; then, within a kind, as many
 * as there were before are let go, since renaming and moving change the text of what was there. Marks outside of what
 * was changed are never new.
 */
export function newMarks(
  before: readonly Mark[],
  after: readonly Mark[],
  changed: readonly Stretch[],
): readonly Mark[] {
  const texts = tally(before.map(textKey));
  const kinds = tally(before.map(kindKey));
  const unmatched = after.filter((mark) => {
    if (!take(texts, textKey(mark))) return true;
    take(kinds, kindKey(mark));
    return false;
  });
  return unmatched
    .filter((mark) => changed.some((stretch) => touches(stretch, mark)))
    .filter((mark) => !take(kinds, kindKey(mark)));
}

const textKey = (mark: Mark): string => `${mark.detector}\n${mark.kind}\n${mark.text.replace(/\s+/g, '')}`;
const kindKey = (mark: Mark): string => `${mark.detector}\n${mark.kind}\n${mark.verdict}`;

function tally(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left === 0) return false;
  counts.set(key, left - 1);
  return true;
}
