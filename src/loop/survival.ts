import { beliefKey } from './beliefs.ts';
import { habitKey } from './habits.ts';
import type { BeliefUpdate, Forecast, Outcome, TaskKind } from './types.ts';

/** What became of an accepted patch in the person's hands. */
export interface Survival {
  readonly fate: 'kept' | 'edited' | 'reverted';
  /** Share of the patch's lines that still stand, 0..1. */
  readonly share: number;
  /** Minutes since it was accepted. */
  readonly minutes: number;
}

/** What a person's habits count against a test that was run: they edit for many reasons. */
const WEIGHT = 0.5;

/** Minutes until what was not touched counts as kept: half as much after this time, all of it in the long run. */
const SETTLED = 30;

/**
 * What the fate of a patch teaches (edit survival): whether the offer was right, and how far its skills are to be
 * believed. A patch that was reverted says so at once; one that still stands says more the longer it does.
 */
export function learnFromSurvival(
  outcome: Pick<Outcome, 'candidate' | 'credence' | 'raw'>,
  kind: TaskKind,
  { fate, share, minutes }: Survival,
): { readonly updates: readonly BeliefUpdate[]; readonly forecasts: readonly Forecast[] } {
  const { candidate, credence, raw = credence } = outcome;
  if (candidate === undefined) return { updates: [], forecasts: [] };
  const stands = fate === 'reverted' ? 0 : fate === 'kept' ? 1 : Math.min(1, Math.max(0, share));
  const settled = fate === 'reverted' ? 1 : minutes / (minutes + SETTLED);
  const weight = WEIGHT * settled;
  const evidence = `the person ${fate} it: ${Math.round(100 * stands)}% stands after ${Math.round(minutes)} minutes`;
  const right = stands >= 0.5;
  // Half-way between the two it counts nothing, and still replaces what was said of the patch before.
  const clear = weight * Math.abs(2 * stands - 1);
  const keys = [
    ...candidate.skills.map((skill) => beliefKey(kind, skill)),
    ...(candidate.favours === undefined ? [] : [habitKey(kind, candidate.favours)]),
  ];
  return {
    updates: keys.map((key) => ({
      key,
      success: right ? clear : 0,
      failure: right ? 0 : clear,
      evidence,
    })),
    forecasts: [{ about: 'offer', credence: raw, happened: right, weight: clear, evidence }],
  };
}
