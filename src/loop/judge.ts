import { type Parts, weightsFrom } from '../belief/preference.ts';
import type { Effects } from '../belief/sampling/effects.ts';
import { ends, isUnchecked } from './rungs.ts';
import type { Candidate, Observation, Reward, RungName, RungStatus, Target } from './types.ts';

function statusOf(observation: Observation, rung: RungName): RungStatus {
  return observation.rungs.find((r) => r.rung === rung)?.status ?? 'skipped';
}

/** Rungs that are judged on their own, and the linter's, which decides nothing. */
const AFTERWARDS: ReadonlySet<RungName> = new Set(['lint', 'tests', 'suite']);

/** Whether the search path found nothing wrong and the target reached. "Could not check" counts only off target. */
export function passedSearch(observation: Observation, target: Target): boolean {
  if (statusOf(observation, 'apply') !== 'passed') return false;
  if (observation.rungs.some(({ rung, status }) => !AFTERWARDS.has(rung) && ends(status))) return false;
  if (!fineOrUnchecked(statusOf(observation, 'types'))) return false;
  if ((observation.heldOut?.failed ?? 0) > 0) return false;
  return reached(observation, target, 'tests');
}

/** Whether the cold confirmation holds: the target is reached, the whole suite ran and nothing broke. */
export function passedConfirmation(observation: Observation, target: Target): boolean {
  return passedSearch(observation, target) && reached(observation, target, 'suite');
}

function fineOrUnchecked(status: RungStatus): boolean {
  return status === 'passed' || isUnchecked(status);
}

function reached(observation: Observation, target: Target, rung: RungName): boolean {
  const cleared = target.diagnostics.every((key) => observation.clearedDiagnostics.includes(key));
  const fixed = [...target.tests, ...target.files].every((id) => observation.fixed.includes(id));
  if (!cleared || !fixed || observation.broken.length > 0) return false;
  // Tests that are the target must have run; for a compile error they are a bonus where there are none.
  return target.kind === 'diagnostic'
    ? fineOrUnchecked(statusOf(observation, rung))
    : statusOf(observation, rung) === 'passed';
}

/** Weights of the meta-reward as shipped: what was executed weighs most, form least. */
export const REWARD_WEIGHTS: Parts = { tests: 0.45, types: 0.2, parse: 0.1, economy: 0.05 };

/** The parts that something was run for. */
const EXECUTED: ReadonlySet<string> = new Set(['tests', 'types', 'parse']);

/** The weights once pairs of candidates taught something about them. */
export function rewardWeights(learned: Effects | undefined): Parts {
  return learned === undefined ? REWARD_WEIGHTS : weightsFrom(learned, REWARD_WEIGHTS, EXECUTED);
}

/**
 * The meta-reward Q of an observation: what the search path saw, never the held-out rest of the suite. A rung that
 * could not be checked takes no part, rather than counting as passed.
 */
export function reward(
  candidate: Candidate,
  observation: Observation,
  target: Target,
  weights: Parts = REWARD_WEIGHTS,
): Reward {
  const parts: { name: string; value: number; weight: number }[] = [];
  const add = (name: string, value: number): void => {
    parts.push({ name, value, weight: weights[name] ?? 0 });
  };
  const wanted = target.tests.length + target.files.length + target.diagnostics.length;
  const done = observation.fixed.length + observation.clearedDiagnostics.length;
  const progress = wanted === 0 ? 0 : Math.min(1, done / wanted);
  add('tests', observation.broken.length > 0 ? progress / 2 : progress);
  const types = statusOf(observation, 'types');
  if (!isUnchecked(types)) add('types', types === 'passed' ? 1 : 0);
  add('parse', statusOf(observation, 'parse') === 'passed' ? 1 : 0);
  add('economy', economy(candidate));
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  return { total: parts.reduce((sum, part) => sum + part.value * part.weight, 0) / weight, parts };
}

/** 1 for an edit of a few characters, falling to 0 for one of a thousand. */
function economy(candidate: Candidate): number {
  let size = 0;
  for (const edit of candidate.edits) {
    if (edit.kind === 'create') size += edit.text.length;
    if (edit.kind === 'modify') for (const r of edit.replacements) size += r.text.length + (r.end - r.start);
    if (edit.kind === 'delete') size += 1000;
  }
  return Math.max(0, 1 - Math.log10(1 + size) / 3);
}
