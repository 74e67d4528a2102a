import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RepairTask } from '../../../bench/repair/corpus.ts';
import type { TaskResult } from '../../../bench/repair/result.ts';
import { brierScore, byMiss, calibrationError, figuresOf } from '../../../bench/repair/score.ts';
import { progressLine, tablesOf } from '../../../bench/repair/table.ts';

function result(
  verdict: TaskResult['verdict'],
  over: Partial<TaskResult> = {},
  repairable = true,
): TaskResult {
  const task: RepairTask = {
    id: verdict,
    language: 'python',
    project: 'age',
    folder: '',
    runner: 'pytest',
    kind: repairable ? 'off-by-one' : 'wrong-test',
    repairable,
    bug: [],
    add: {},
    hidden: [],
  };
  return { task, verdict, note: 'note', seconds: 1, candidates: 10, passing: 0, ...over };
}

describe('the figures', () => {
  const results = [
    result('solved', { seconds: 2, credence: 0.9, forecast: 0.5, firstPassingRight: true, rightRank: 4 }),
    result('solved', { seconds: 4, credence: 0.9, forecast: 0.5, firstPassingRight: false, rightRank: 6 }),
    result('wrong', { seconds: 6, credence: 0.4, forecast: 0.5, firstPassingRight: false, miss: 'accident' }),
    result('declined', { seconds: 8, forecast: 0.5, miss: 'no-template' }),
    result('failed', { seconds: 90, miss: 'engine' }),
    result('declined', { seconds: 10, forecast: 0.1 }, false),
    result('wrong', { seconds: 12, credence: 0.4, forecast: 0.1, firstPassingRight: false }, false),
    result('harness-error', { seconds: 0 }),
  ];

  it('count each share among those it speaks of, and leave out what the bench itself failed at', () => {
    expect(figuresOf(results)).toMatchObject({
      tasks: 7,
      harnessErrors: 1,
      repairable: 5,
      solved: 2 / 5,
      wrong: 2 / 7,
      declined: 1 / 2,
      failed: 1 / 7,
      medianSeconds: 8,
      medianSolvedSeconds: 3,
      medianRightRank: 5,
      firstPassingWrong: 3 / 4,
      offeredWrong: 2 / 4,
    });
  });

  it('compare the credence of offers with what they were, and the forecasts with whether all came right', () => {
    const { ece, brier, forecastEce } = figuresOf(results);
    // Two of 90% were right, two of 40% were wrong.
    expect(ece).toBeCloseTo((2 * 0.1 + 2 * 0.4) / 4);
    expect(brier).toBeCloseTo((2 * 0.01 + 2 * 0.16) / 4);
    // Of four of 50% two came true; of two of 10% none.
    expect(forecastEce).toBeCloseTo((0 + 2 * 0.1) / 6);
  });

  it('have nothing to say of nothing', () => {
    expect(figuresOf([])).toMatchObject({
      tasks: 0,
      solved: undefined,
      ece: undefined,
      medianSeconds: undefined,
    });
  });

  it('tell the misses, the most frequent first', () => {
    const misses = byMiss([...results, result('declined', { miss: 'no-template' })]);
    expect(misses.map(([miss, of]) => [miss, of.length])).toEqual([
      ['no-template', 2],
      ['accident', 1],
      ['engine', 1],
    ]);
  });

  it('are set out with held-out kinds apart', () => {
    const tables = tablesOf(results);
    expect(tables).toMatch(/\| python, held out +\| +2 \| +– \| +50% \| +50% \|/);
    const [, kinds, heldOut] = tables.split(/\nBy kind.*\n/);
    expect(kinds).toMatch(/off-by-one/);
    expect(kinds).not.toMatch(/wrong-test/);
    expect(heldOut).toMatch(/wrong-test/);
  });

  it('leave a task in one line, however much it says', () => {
    const line = progressLine(result('wrong', { note: `a\n  b ${'x'.repeat(900)}` }), 3, 120);
    expect(line).toMatch(/^ {2}3\/120 {2}wrong {5}.* a b x+$/);
    expect(line.length).toBeLessThan(330);
  });
});

describe('calibration', () => {
  const forecast = fc.record({ credence: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() });

  it('is perfect for those who know, and worst for those who know the opposite', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1 }), (rights) => {
        const sure = rights.map((right) => ({ credence: Number(right), right }));
        const contrary = rights.map((right) => ({ credence: Number(!right), right }));
        expect([calibrationError(sure), brierScore(sure)]).toEqual([0, 0]);
        expect([calibrationError(contrary), brierScore(contrary)]).toEqual([1, 1]);
      }),
    );
  });

  it('lies within 0 and 1, is no less than the gap of the means, and does not mind the order', () => {
    fc.assert(
      fc.property(fc.array(forecast, { minLength: 1, maxLength: 40 }), (forecasts) => {
        const error = calibrationError(forecasts) ?? Number.NaN;
        const mean = (of: (each: (typeof forecasts)[number]) => number) =>
          forecasts.reduce((sum, each) => sum + of(each), 0) / forecasts.length;
        const gap = Math.abs(mean(({ credence }) => credence) - mean(({ right }) => Number(right)));
        expect(error).toBeGreaterThanOrEqual(gap - 1e-9);
        expect(error).toBeLessThanOrEqual(1 + 1e-9);
        expect(calibrationError(forecasts.toReversed())).toBeCloseTo(error);
      }),
    );
  });
});
