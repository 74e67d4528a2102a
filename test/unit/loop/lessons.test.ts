import { describe, expect, it } from 'vitest';
import { contradiction } from '../../../src/loop/requirements.ts';
import { learnFromSurvival } from '../../../src/loop/survival.ts';
import { aCandidate } from '../../support/world.ts';

describe('what became of a patch', () => {
  const outcome = { candidate: aCandidate('a'), credence: 0.8, raw: 0.7 };
  const of = (fate: 'kept' | 'edited' | 'reverted', share: number, minutes: number) =>
    learnFromSurvival(outcome, 'failing-test', { fate, share, minutes });

  it('that was reverted says at once that the offer was wrong, and less than a test would', () => {
    const { updates, forecasts } = of('reverted', 0, 1);
    expect(updates[0]).toMatchObject({ key: 'failing-test/template-repair', success: 0, failure: 0.5 });
    expect(forecasts).toMatchObject([{ about: 'offer', credence: 0.7, happened: false, weight: 0.5 }]);
  });

  it('that stands says more the longer it does, never as much as a test', () => {
    const weight = (minutes: number): number => of('kept', 1, minutes).forecasts[0]?.weight ?? 0;
    expect(weight(1)).toBeLessThan(weight(60));
    expect(weight(60)).toBeLessThan(weight(10_000));
    expect(weight(1e9)).toBeLessThanOrEqual(0.5);
  });

  it('that was edited says as much as is left of it, and nothing where that is half', () => {
    expect(of('edited', 0.9, 60).updates[0]?.success).toBeGreaterThan(0);
    expect(of('edited', 0.1, 60).updates[0]?.failure).toBeGreaterThan(0);
    expect(of('edited', 0.5, 60).updates[0]).toMatchObject({ success: 0, failure: 0 });
    expect(of('edited', 0.5, 60).forecasts[0]?.weight).toBe(0);
  });
});

describe('a request that contradicts itself', () => {
  it.each([
    'parse() should throw on an empty string. parse() should not throw on an empty string.',
    'The list must be sorted, but it must never be sorted',
  ])('is asked about: %s', (request) => {
    expect(contradiction({ request })?.question.options).toHaveLength(2);
  });

  it.each([
    'parse() should throw on an empty string and should not throw on a number',
    'isFree must be true from 50 on; it must not be true below',
    'Make the failing test pass',
  ])('is not seen in: %s', (request) => {
    expect(contradiction({ request })).toBeUndefined();
  });
});
