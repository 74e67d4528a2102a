import { ends, isUnchecked } from '../loop/rungs.ts';
import { type Observation, RUNGS, type RungName, type RungOutcome } from '../loop/types.ts';
import type { CandidateView } from './view.ts';

/**
 * How a candidate stands: not looked at yet; refused by a rung; through the search; confirmed cold; or through the
 * search and then refused by the cold run.
 */
export type Standing = 'waiting' | 'failed' | 'passed' | 'confirmed' | 'contradicted';

export function standingOf({ observation, confirmation }: CandidateView): Standing {
  if (confirmation !== undefined) return holds(confirmation) ? 'confirmed' : 'contradicted';
  if (observation === undefined) return 'waiting';
  return holds(observation) ? 'passed' : 'failed';
}

function holds({ rungs }: Observation): boolean {
  return !rungs.some((rung) => ends(rung.status));
}

/** Every rung in its place; one that was not reached is `skipped`. */
export function rungsOf({ observation, confirmation }: CandidateView): readonly RungOutcome[] {
  const known = new Map((confirmation ?? observation)?.rungs.map((rung) => [rung.rung, rung]) ?? []);
  return RUNGS.map((rung) => known.get(rung) ?? { rung, status: 'skipped', detail: '', seconds: 0 });
}

/** What a rung did to the candidates that reached it. */
export interface RungTally {
  readonly rung: RungName;
  readonly passed: number;
  readonly refused: number;
  /** Tried without an answer either way. */
  readonly unclear: number;
}

export function tallyOf(candidates: readonly CandidateView[]): readonly RungTally[] {
  const counts = new Map(RUNGS.map((rung) => [rung, { passed: 0, refused: 0, unclear: 0 }]));
  for (const { observation, confirmation } of candidates)
    for (const { rung, status } of (confirmation ?? observation)?.rungs ?? []) {
      const count = counts.get(rung);
      if (count === undefined) continue;
      if (status === 'passed') count.passed += 1;
      else if (ends(status)) count.refused += 1;
      else if (isUnchecked(status)) count.unclear += 1;
    }
  return RUNGS.map((rung) => ({ rung, ...(counts.get(rung) ?? { passed: 0, refused: 0, unclear: 0 }) }));
}

/** A way to fail that several candidates share. */
export interface FailurePattern {
  readonly signature: string;
  readonly count: number;
  /** The first that failed so, with its critique where it has one. */
  readonly example: CandidateView;
}

/** The ways in which candidates failed, the most frequent first. */
export function failurePatterns(candidates: readonly CandidateView[], most = 8): readonly FailurePattern[] {
  const found = new Map<string, { count: number; example: CandidateView }>();
  for (const view of candidates) {
    const signature = view.observation?.signature ?? '';
    if (signature === '') continue;
    const known = found.get(signature);
    if (known === undefined) found.set(signature, { count: 1, example: view });
    else {
      known.count += 1;
      if (known.example.critique === undefined && view.critique !== undefined) known.example = view;
    }
  }
  return [...found]
    .map(([signature, each]) => ({ signature, ...each }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, most);
}
