import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../bench/verify/engine-protocol.ts';
import { figuresOf } from '../../../bench/verify/figures.ts';
import { readOptions } from '../../../bench/verify/options.ts';
import { highestRate, median } from '../../../bench/verify/statistics.ts';

const cold = { typesSeconds: 1, testsSeconds: 3, errors: [], passed: new Set<string>(), failed: 0 };

function mutant(id: string, isKilled: boolean) {
  return { candidate: { id, skills: ['bench'] as const, title: id, edits: [], share: 0, why: '' }, isKilled };
}

function evaluated(seconds: number, verdicts: readonly Verdict['verdict'][]) {
  return {
    seconds,
    verdicts: verdicts.map((verdict, n) => ({
      candidate: String(n),
      verdict,
      why: 'tests',
      seconds: seconds / 2,
      rungs: [{ rung: 'tests' as const, seconds: seconds / 4 }],
    })),
  };
}

const measured = {
  baseline: cold,
  opened: { passing: 1, warmTests: 1, left: [], parallelism: 4, seconds: 5 },
  firstVerdict: 6,
  cold: [cold, cold],
  oneByOne: [evaluated(0.02, ['passed', 'failed'])],
  atOnce: [evaluated(0.04, ['passed', 'failed', 'not-covered', 'not-covered'])],
  batches: [evaluated(0.01, ['failed', 'failed', 'failed', 'failed', 'failed'])],
  stryker: {
    kind: 'ran' as const,
    mutants: [mutant('1', true), mutant('0', true)],
    secondsEach: 0.4,
    seconds: 20,
  },
  strykersOwn: evaluated(0.02, ['passed', 'failed']),
  judged: [],
  peak: { engine: 300, services: 200 },
};
const agreement = { compared: 200, disagreements: [], wrongPasses: 0, unsteady: 0 };

describe('the figures', () => {
  it('divide the cold seconds by ours, per candidate that some test covers', () => {
    const figures = figuresOf(measured, agreement);
    // 4 s cold; 40 ms for two covered ones.
    expect(figures.vsColdMean).toBeCloseTo(200);
    // 10 ms each, one by one.
    expect(figures.vsCold).toBeCloseTo(400);
    // 400 ms each, against 20 ms for two.
    expect(figures.vsStryker).toBeCloseTo(40);
    expect(figures.counts).toMatchObject({ stryker: 2, strykerDiffers: 1 });
    expect(figures.batchVsCold).toBeCloseTo(2000);
    expect(figures.firstVerdict).toBeCloseTo(1.5);
    expect(figures.milliseconds.rungs).toEqual({ tests: 5 });
    expect(figures.counts.covered).toBe(4);
  });

  it('say nothing against StrykerJS where it could not be run', () => {
    const without = {
      ...measured,
      stryker: { kind: 'unavailable' as const, reason: 'not there' },
      strykersOwn: undefined,
    };
    expect(figuresOf(without, agreement).vsStryker).toBeUndefined();
  });

  it('count what differs', () => {
    const differing = { candidate: 'a', fast: 'passed', cold: 'breaks x' };
    expect(figuresOf(measured, { ...agreement, disagreements: [differing] }).agreement).toBeCloseTo(0.995);
  });
});

describe('the median', () => {
  it('is the middle one, or between the middle two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});

describe('the highest rate', () => {
  it('falls with the draws and is never below what was seen', () => {
    expect(highestRate(0, 0)).toBe(1);
    expect(highestRate(0, 200)).toBeCloseTo(0.0188, 3);
    expect(highestRate(0, 1000)).toBeLessThan(highestRate(0, 200));
    expect(highestRate(5, 100)).toBeGreaterThan(0.05);
  });
});

describe('the options', () => {
  it('measure everything unless told', () => {
    expect(readOptions([])).toMatchObject({ parts: ['small', 'medium', 'scaling'], quick: false, seed: 1 });
    expect(readOptions(['--only', 'small', '--seed', '7'])).toMatchObject({ parts: ['small'], seed: 7 });
  });

  it('say what is wrong with them', () => {
    expect(readOptions(['--seed', 'x'])).toContain('--seed');
    expect(readOptions(['--only', 'huge'])).toContain('huge');
    expect(readOptions(['--fast'])).toContain('--fast');
  });
});
