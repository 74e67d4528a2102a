import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learn } from '../../../src/belief/sampling/learning.ts';
import { lookAt, type Sample } from '../../../src/belief/sampling/outlook.ts';
import { NOTHING_LEARNED, type SamplingState } from '../../../src/belief/sampling/state.ts';
import { formatSamplingState, parseSamplingState } from '../../../src/handbook/sampling-state.ts';

/** Forty tasks of three groups, with a verdict on every other submission. */
function learned(): SamplingState {
  let state = NOTHING_LEARNED;
  for (let i = 0; i < 40; i += 1) {
    const task = { model: `m${i % 2}`, group: `g${i % 3}`, difficulty: 'hard', measures: { tests: i % 5 } };
    const outlook = lookAt(task, { cap: 5, price: 0.01, check: { certain: false, wrong: 1 } }, state);
    const samples: readonly Sample[] = [{ passed: false, type: 'error', signature: 's' }, { passed: true }];
    state = learn(outlook, state, samples, i % 2 === 0 ? { sample: 1, right: i % 4 === 0 } : undefined);
  }
  return state;
}

describe('what was learned about models, on disk', () => {
  it('is read as it was written', () => {
    const state = learned();
    const read = parseSamplingState(formatSamplingState(state));
    expect(read?.tasks).toBe(40);
    expect(read?.rate.names).toEqual(state.rate.names);
    for (const [i, mean] of state.rate.mean.entries()) expect(read?.rate.mean[i]).toBeCloseTo(mean, 7);
    expect(parseSamplingState(formatSamplingState(NOTHING_LEARNED))).toEqual(NOTHING_LEARNED);
  });

  it('is nothing where the file is torn, foreign or of another version', () => {
    const text = formatSamplingState(learned());
    expect(parseSamplingState(text.slice(0, -20))).toBeUndefined();
    expect(parseSamplingState('[]')).toBeUndefined();
    expect(parseSamplingState(text.replace('"version":1', '"version":2'))).toBeUndefined();
  });

  it.each([
    [
      'a covariance that is cut short',
      (s: SamplingState) => ({ ...s, rate: { ...s.rate, covariance: s.rate.covariance.slice(1) } }),
    ],
    [
      'a variance below 0',
      (s: SamplingState) => ({ ...s, truth: { ...s.truth, covariance: s.truth.covariance.map((c) => -c) } }),
    ],
    ['a spread that sums to more than 1', (s: SamplingState) => ({ ...s, spread: s.spread.map(() => 1) })],
    ['a count that is no number', (s: SamplingState) => ({ ...s, tasks: 'many' })],
    [
      'one effect twice',
      (s: SamplingState) => ({ ...s, rate: { ...s.rate, names: s.rate.names.map(() => 'intercept') } }),
    ],
  ])('is nothing where it has %s', (_, spoil) => {
    expect(parseSamplingState(JSON.stringify(spoil(learned())))).toBeUndefined();
  });

  it('never throws on what a file may hold', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseSamplingState(text)).toBeUndefined();
      }),
    );
  });
});
