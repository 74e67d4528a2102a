import { interval, mean } from '../../belief/beta.ts';
import { recalibrate } from '../../belief/calibration.ts';
import { beliefIn } from '../../loop/beliefs.ts';
import { REWARD_WEIGHTS, rewardWeights } from '../../loop/judge.ts';
import type { Priors, TaskKind } from '../../loop/types.ts';

/** What is believed, with the counts behind it, for a person. */
export interface PriorTable {
  readonly beliefs: readonly {
    readonly key: string;
    readonly mean: number;
    /** Holds the rate with four in five. */
    readonly range: readonly [low: number, high: number];
    readonly success: number;
    readonly failure: number;
    /** What the user's other workspaces taught. */
    readonly elsewhere?: { readonly success: number; readonly failure: number };
  }[];
  /** What becomes of a credence once earlier forecasts are counted in. */
  readonly calibration: readonly {
    readonly about: string;
    readonly forecasts: number;
    readonly map: readonly { readonly said: number; readonly told: number }[];
  }[];
  readonly reward: readonly { readonly part: string; readonly shipped: number; readonly now: number }[];
  /** Tasks on which models were sampled, or could have been. */
  readonly sampledTasks: number;
  /** By model: how much easier tasks are for it than for an ordinary one, in log-odds of a sample's passing. */
  readonly models: readonly { readonly model: string; readonly effect: number; readonly sd: number }[];
}

const SAID = [0.1, 0.3, 0.5, 0.7, 0.9];

export function tableOf(priors: Priors): PriorTable {
  const { beliefs, calibration, reward, sampling } = priors;
  const weights = rewardWeights(reward);
  return {
    beliefs: Object.entries(beliefs)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, { success, failure, user }]) => {
        const slash = key.indexOf('/');
        const belief = beliefIn(beliefs, key.slice(0, slash) as TaskKind, key.slice(slash + 1));
        const elsewhere = user === undefined ? {} : { elsewhere: user };
        return { key, mean: mean(belief), range: interval(belief), success, failure, ...elsewhere };
      }),
    calibration: Object.entries(calibration ?? {}).map(([about, { map, forecasts }]) => ({
      about,
      forecasts,
      map: SAID.map((said) => ({ said, told: recalibrate(map, said) })),
    })),
    reward: Object.entries(REWARD_WEIGHTS).map(([part, shipped]) => ({
      part,
      shipped,
      now: weights[part] ?? shipped,
    })),
    sampledTasks: sampling?.tasks ?? 0,
    models: (sampling?.rate.names ?? []).flatMap((name, at) => {
      if (sampling === undefined || !name.startsWith('model:')) return [];
      const { rate } = sampling;
      const variance = rate.covariance[at * rate.names.length + at] ?? 0;
      return [{ model: name.slice('model:'.length), effect: rate.mean[at] ?? 0, sd: Math.sqrt(variance) }];
    }),
  };
}
