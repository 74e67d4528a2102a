import type { WorkspaceEnvironment } from '../environment/environment.ts';
import type { Comparison, Outcome } from '../loop/types.ts';
import { whyNot } from '../trace/why-not.ts';
import type { Alternative } from './protocol.ts';

/** So many are sent along; a person compares two or three. */
const MOST = 5;

/** The other patches that passed, with what tells them from the chosen one; those that do otherwise first. */
export function alternativesOf(
  outcome: Outcome,
  comparison: Comparison | undefined,
  environment: Pick<WorkspaceEnvironment, 'patch'>,
): readonly Alternative[] {
  return outcome.alternatives
    .map((candidate) => ({ candidate, ...whyNot(candidate, outcome, comparison) }))
    .toSorted((a, b) => Number(b.differs) - Number(a.differs))
    .slice(0, MOST)
    .map(({ candidate, differs, why }) => ({
      candidate: candidate.id,
      title: candidate.title,
      differs,
      why,
      patch: environment.patch(candidate),
    }));
}
