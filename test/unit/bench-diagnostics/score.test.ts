import { describe, expect, it } from 'vitest';
import { type CaseResult, score } from '../../../bench/repair/diagnostics/score.ts';

function result(ending: CaseResult['ending'], over: Partial<CaseResult> = {}): CaseResult {
  return {
    id: 'x',
    code: 'TS2304',
    heldOut: false,
    ending,
    credence: 0.95,
    seconds: 1,
    candidates: 1,
    title: '',
    ...over,
  };
}

describe('the figures', () => {
  it('are shares of all cases, and counts by code', () => {
    const figures = score([
      result('solved', { seconds: 1 }),
      result('wrong', { seconds: 3 }),
      result('declined', { code: 'TS18048', seconds: 8, credence: 0 }),
      result('solved', { code: 'TS18048', seconds: 2 }),
    ]);
    expect(figures).toMatchObject({ cases: 4, solved: 0.5, wrong: 0.25, declined: 0.25, medianSeconds: 2.5 });
    expect(figures.byCode).toEqual({
      TS2304: { solved: 1, wrong: 1, declined: 0 },
      TS18048: { solved: 1, wrong: 0, declined: 1 },
    });
  });

  it('tell how far the credence of what was offered is from how often it was right', () => {
    const right = Array.from({ length: 8 }, () => result('solved', { credence: 0.8 }));
    const wrong = Array.from({ length: 2 }, () => result('wrong', { credence: 0.8 }));
    expect(score([...right, ...wrong]).ece).toBeCloseTo(0);
    expect(score([...right, ...wrong, result('declined', { credence: 0 })]).ece).toBeCloseTo(0);
    expect(score(wrong).ece).toBeCloseTo(0.8);
    // Too high in one bin does not make up for too low in another.
    expect(
      score([result('solved', { credence: 0.5 }), result('wrong', { credence: 0.5 + 0.3 })]).ece,
    ).toBeCloseTo(0.65);
    expect(score([result('solved', { credence: 1 })]).ece).toBe(0);
  });

  it('of nothing are none', () => {
    expect(score([])).toMatchObject({ cases: 0, solved: 0, wrong: 0, declined: 0, ece: 0, byCode: {} });
  });
});
