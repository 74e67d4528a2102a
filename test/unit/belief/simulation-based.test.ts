import { describe, expect, it } from 'vitest';
import { type Beta, betaFromMean, cumulative, observe, pool, sampleBeta } from '../../../src/belief/beta.ts';
import { learnForecast } from '../../../src/belief/calibration.ts';
import { seededRandom, standardNormal } from '../../../src/belief/random.ts';
import { type Effects, NO_EFFECTS, project, type Term } from '../../../src/belief/sampling/effects.ts';
import {
  afterSamples,
  chanceOfPass,
  learnRate,
  type PassRate,
  passRate,
  SPREADS,
} from '../../../src/belief/sampling/pass-rate.ts';
import { logistic } from '../../../src/belief/sampling/quadrature.ts';
import { learnOutcome } from '../../../src/belief/sampling/recalibration.ts';
import { chanceOfNext } from '../../../src/belief/value-of-computation.ts';

/*
 * Simulation-based calibration (Talts et al., 2018): the truth is drawn from the prior, data from the truth, and the
 * place of the truth in the posterior must be uniform. What is off shows as a slope or a bend of these places.
 */

/** Φ by Abramowitz and Stegun, 26.2.17. */
function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    Math.exp((-x * x) / 2) *
    0.3989423 *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

/** The greatest distance of the places (each 0..1) from a uniform distribution (Kolmogorov and Smirnov). */
function distance(places: readonly number[]): number {
  const sorted = places.toSorted((a, b) => a - b);
  return Math.max(
    ...sorted.map((place, i) => Math.max(place - i / sorted.length, (i + 1) / sorted.length - place)),
  );
}

/** Beyond this a uniform distribution comes once in a thousand times. */
const limit = (count: number): number => 1.95 / Math.sqrt(count);

const flip = (random: () => number, p: number): boolean => random() < p;

function counts(random: () => number, p: number, n: number): { success: number; failure: number } {
  const success = Array.from({ length: n }, () => flip(random, p)).filter(Boolean).length;
  return { success, failure: n - success };
}

describe('the posterior of a rate', () => {
  it('holds the true rate where it says, after any number of observations', () => {
    const random = seededRandom(11);
    const prior = betaFromMean(0.3, 6);
    const places = Array.from({ length: 800 }, (_, i) => {
      const rate = sampleBeta(prior, random);
      const { success, failure } = counts(random, rate, i % 30);
      return cumulative(observe(prior, success, failure), rate);
    });
    expect(distance(places)).toBeLessThan(limit(places.length));
  });

  it('of a workspace holds it too, where workspaces are drawn around the user', () => {
    const random = seededRandom(12);
    const strength = 12;
    const places = Array.from({ length: 800 }, () => {
      const user: Beta = { alpha: 8, beta: 12 };
      const rate = sampleBeta(betaFromMean(0.4, strength), random);
      const own = counts(random, rate, 9);
      return cumulative(pool(user, own, strength), rate);
    });
    expect(distance(places)).toBeLessThan(limit(places.length));
  });
});

describe('the hazard of an enumerating skill', () => {
  it('is how often the next idea is the right one among those tasks where all before it failed', () => {
    const random = seededRandom(13);
    const shares = [0.4, 0.2, 0.1, 0.05, 0.05];
    const skill = 0.6;
    const seen = shares.map(() => ({ tried: 0, right: 0 }));
    for (let i = 0; i < 20_000; i += 1) {
      // Which idea is right, if any: the skill cannot solve every task, and its ideas do not hold all of its belief.
      let at = -1;
      if (random() < skill) {
        let left = random();
        at = shares.findIndex((share) => {
          left -= share;
          return left < 0;
        });
      }
      for (const [k, tally] of seen.entries()) {
        tally.tried += 1;
        if (k === at) tally.right += 1;
        if (k === at) break;
      }
    }
    let failed = 0;
    for (const [k, share] of shares.entries()) {
      const { tried, right } = seen[k] ?? { tried: 1, right: 0 };
      expect(Math.abs(right / tried - chanceOfNext(skill, share, failed))).toBeLessThan(0.015);
      failed += share;
    }
  });
});

describe('the belief about the pass rate of a task', () => {
  const spread = [0.15, 0.29, 0.29, 0.18, 0.06, 0.02, 0.01];
  const eta = { mean: 0.1, variance: 1.2 };
  /** A task's rate, drawn as the belief says. */
  const task = (random: () => number): number => {
    const mu = logistic(eta.mean + Math.sqrt(eta.variance) * standardNormal(random));
    let left = random();
    const at = spread.findIndex((w) => {
      left -= w;
      return left < 0;
    });
    const kappa = SPREADS[at] ?? 1;
    return sampleBeta(betaFromMean(Math.min(1 - 1e-6, Math.max(1e-6, mu)), kappa), random);
  };

  it('forecasts the next sample, whatever came before', () => {
    const random = seededRandom(14);
    const before: PassRate = passRate(eta, spread);
    const bins = new Map<string, { said: number; passed: number; count: number }>();
    for (let i = 0; i < 6000; i += 1) {
      const rate = task(random);
      const drawn = i % 4;
      const { success, failure } = counts(random, rate, drawn);
      const key = `${success}/${failure}`;
      const said = chanceOfPass(afterSamples(before, success, failure));
      const bin = bins.get(key) ?? { said, passed: 0, count: 0 };
      bins.set(key, { said, passed: bin.passed + Number(flip(random, rate)), count: bin.count + 1 });
    }
    for (const { said, passed, count } of bins.values()) {
      const error = Math.abs(passed / count - said);
      expect(error).toBeLessThan(3.5 * Math.sqrt((said * (1 - said)) / count) + 0.01);
    }
  });

  it('says where the level of the tasks lies that it learned from', () => {
    const random = seededRandom(15);
    const places = Array.from({ length: 300 }, () => {
      const level = 0.1 + Math.sqrt(1.2) * standardNormal(random);
      const mu = Math.min(1 - 1e-6, Math.max(1e-6, logistic(level)));
      let left = random();
      const at = spread.findIndex((w) => {
        left -= w;
        return left < 0;
      });
      const { success, failure } = counts(random, sampleBeta(betaFromMean(mu, SPREADS[at] ?? 1), random), 6);
      const { eta: after } = learnRate(eta, spread, success, failure);
      return normalBelow((level - after.mean) / Math.sqrt(after.variance));
    });
    // The posterior is held as a normal, which it is not quite.
    expect(distance(places)).toBeLessThan(limit(places.length) + 0.03);
  });
});

describe('effects learned from outcomes', () => {
  const terms = (x: number): readonly Term[] => [
    { name: 'level', value: 1, mean: 0.2, sd: 0.8 },
    { name: 'slope', value: x, mean: -0.3, sd: 0.6 },
  ];

  it('hold the true effects where they say', () => {
    const random = seededRandom(16);
    const places: number[] = [];
    for (let i = 0; i < 250; i += 1) {
      const level = 0.2 + 0.8 * standardNormal(random);
      const slope = -0.3 + 0.6 * standardNormal(random);
      let effects: Effects = NO_EFFECTS;
      for (let n = 0; n < 25; n += 1) {
        const x = 2 * random() - 1;
        effects = learnOutcome(effects, terms(x), 0, flip(random, logistic(level + slope * x)));
      }
      const { mean, variance } = project(effects, [{ name: 'level', value: 1, mean: 0, sd: 1 }]);
      places.push(normalBelow((level - mean) / Math.sqrt(variance)));
    }
    expect(distance(places)).toBeLessThan(limit(places.length) + 0.02);
  });

  it('do so for the calibration map, but for what it forgets on purpose', () => {
    const random = seededRandom(17);
    const places: number[] = [];
    for (let i = 0; i < 250; i += 1) {
      const shift = 0.6 * standardNormal(random);
      let map: Effects = NO_EFFECTS;
      for (let n = 0; n < 30; n += 1) {
        const said = 0.05 + 0.9 * random();
        map = learnForecast(map, said, flip(random, logistic(shift + Math.log(said / (1 - said)))));
      }
      const { mean, variance } = project(map, [{ name: 'shift', value: 1, mean: 0, sd: 0.6 }]);
      places.push(normalBelow((shift - mean) / Math.sqrt(variance)));
    }
    // The slopes are at their prior's mean here and not drawn from it, so that the posterior is a little too wide.
    expect(distance(places)).toBeLessThan(limit(places.length) + 0.05);
  });
});
