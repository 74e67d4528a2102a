import type { WorkspaceEnvironment } from '../environment/environment.ts';
import type { TraceEvent } from '../loop/events.ts';
import type { Comparison, Outcome } from '../loop/types.ts';
import { whyNot } from '../trace/why-not.ts';
import type { Alternative } from './protocol.ts';

/** So many are sent along; a person compares two or three. */
const MOST = 5;

/** Listens to an episode for what tells the patches that pass apart. */
export class Alternatives {
  #comparison: Comparison | undefined;
  /** By candidate: which tests failed with it. */
  readonly #failing = new Map<string, ReadonlySet<string>>();

  hear(event: TraceEvent): void {
    if (event.type === 'compared') this.#comparison = event.comparison;
    // What breaks something is no alternative, and there may be thousands of them.
    if (event.type !== 'observed' || event.observation.broken.length > 0) return;
    const { candidate, tests } = event.observation;
    const failing = tests.filter(({ status }) => status === 'failed').map(({ id }) => id);
    if (tests.length > 0) this.#failing.set(candidate, new Set(failing));
  }

  /** The other patches that passed, with why each was not the one; those that do otherwise first. */
  of(outcome: Outcome, environment: Pick<WorkspaceEnvironment, 'patch'>): readonly Alternative[] {
    const seen = { comparison: this.#comparison, failing: this.#failing };
    return outcome.alternatives
      .map((candidate) => ({ candidate, ...whyNot(candidate, outcome, seen) }))
      .toSorted((a, b) => Number(b.differs) - Number(a.differs))
      .slice(0, MOST)
      .map(({ candidate, differs, why }) => ({
        ...{ candidate: candidate.id, title: candidate.title, differs, why },
        patch: environment.patch(candidate),
      }));
  }
}
