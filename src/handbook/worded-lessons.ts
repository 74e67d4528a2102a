import type { Behavior } from '../loop/types.ts';
import type { EvidenceRecord } from './evidence.ts';
import type { Known } from './known.ts';
import type { Worded } from './wording.ts';

/** Asks somebody to word what a behavior says; undefined for one that nobody may be told. */
export type WordLesson = (behavior: Behavior) => Promise<Worded | undefined>;

type WordedRecord = Extract<EvidenceRecord, { type: 'worded' }>;

/** New lessons of one episode that are worded at most: each is a call. */
const MOST = 2;

/**
 * What became of wording the lessons that an episode taught and that enter the handbook with it. Each is asked about once.
 * Where faults recur, and which template to try, is said as well as it can be: only what was mended has better words.
 */
export async function wordedRecords(
  { records, staged, owned }: Pick<Known, 'records' | 'staged' | 'owned'>,
  episode: string,
  word: WordLesson,
): Promise<readonly Omit<WordedRecord, 'at'>[]> {
  const asked = new Set(records.flatMap((each) => (each.type === 'worded' ? [each.name] : [])));
  const fresh = records.flatMap((each) => {
    if (each.type !== 'learned' || each.episode !== episode) return [];
    const { name, prefer } = each.behavior;
    if (owned.has(name) || asked.has(name) || !isAboutCode(prefer)) return [];
    return staged.get(name) ?? [];
  });
  const worded: Omit<WordedRecord, 'at'>[] = [];
  for (const behavior of [...new Set(fresh)].slice(0, MOST)) {
    const by = await word(behavior);
    if (by !== undefined) worded.push({ type: 'worded', episode, name: behavior.name, ...by });
  }
  return worded;
}

/** An edit that may recur, or what a skill that asks a model has done. */
function isAboutCode(prefer: string | undefined): boolean {
  return prefer !== undefined && (prefer.startsWith('idiom:') || !prefer.includes(':'));
}
