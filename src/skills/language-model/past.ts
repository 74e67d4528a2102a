import { passedSearch } from '../../loop/judge.ts';
import type { Situation } from '../../loop/ports.ts';
import type { Step } from '../../loop/types.ts';

/** Skills whose candidates a model wrote. */
const WRITTEN: ReadonlySet<string> = new Set([
  'direct-edit',
  'plan-first',
  'decompose',
  'analogy',
  'repair-with-critique',
  'parallel-drafts',
]);

/** What a model proposed in this episode and verification refused, in order. */
export function failedDrafts({ steps, target }: Situation): readonly Step[] {
  return steps.filter(
    (step) => WRITTEN.has(step.candidate.skills[0]) && !passedSearch(step.observation, target),
  );
}

/** How many different ways they failed in. */
export function waysOfFailing(situation: Situation): number {
  return new Set(failedDrafts(situation).map((step) => step.observation.signature)).size;
}

/** `1 edit`, `2 edits`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
