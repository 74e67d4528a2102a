import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { habitKey, habitOdds, unproven } from '../../../src/loop/habits.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Situation } from '../../../src/loop/ports.ts';
import { learnFromSurvival } from '../../../src/loop/survival.ts';
import type { Behavior, Reflection } from '../../../src/loop/types.ts';
import { aCandidate, aSurvey, aTask, portsOf, type World } from '../../support/world.ts';

const IDIOM = 'idiom:< → <=';
const patch = aCandidate('a', 0.1, { favours: IDIOM });

function aHabit(tasks: number, mended: number): Behavior {
  return {
    name: 'mend-less',
    trigger: { taskKind: 'failing-test' },
    instruction: 'Try “<=” early.',
    prefer: IDIOM,
    status: 'trial',
    evidence: { usedSolved: tasks - 1, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
    sources: Array.from({ length: mended }, (_, at) => `episode-${at}`),
  };
}

function odds(
  habit: Behavior | undefined,
  became: Partial<Record<'success' | 'failure', number>> = {},
  rise = 2 / 3,
): number {
  return habitOdds(patch, situationOf(habit, became), rise);
}

/** What became of patches of the habit in the person's hands, in observations. */
function situationOf(
  habit: Behavior | undefined,
  became: Partial<Record<'success' | 'failure', number>> = {},
): Situation {
  return {
    ...{ task: aTask(), survey: aSurvey(), suspects: [], steps: [] },
    behaviors: habit === undefined ? [] : [habit],
    beliefs: { [habitKey('failing-test', IDIOM)]: { success: 0, failure: 0, ...became } },
    target: { kind: 'failing-test', tests: ['cart.test.ts::adds'], files: [], diagnostics: [] },
    remaining: { seconds: 60, tokens: 0, dollars: 0 },
  };
}

describe('a verified patch that follows a habit', () => {
  it('is believed more only where a person kept such patches, and more so the oftener', () => {
    expect(odds(aHabit(3, 3))).toBe(1);
    expect(odds(undefined, { success: 2 })).toBe(1);
    const once = odds(aHabit(3, 3), { success: 0.4 });
    expect(once).toBeGreaterThan(1.5);
    expect(odds(aHabit(3, 3), { success: 1.2 })).toBeGreaterThan(once);
  });

  it('is believed for what the odds of any edit leave out of its prior, and no more', () => {
    const rises = [1, 0.67, 0.5, 0].map((rise) => odds(aHabit(3, 3), { success: 1.2 }, rise));
    expect(rises[0]).toBe(1);
    expect(rises).toEqual(rises.toSorted((a, b) => a - b));
    expect(new Set(rises).size).toBe(4);
  });

  it('is believed no more than any other once such a patch was taken back', () => {
    expect(odds(aHabit(9, 9), { success: 4, failure: 0.5 })).toBe(1);
  });

  it('is never believed less than without a habit, nor more than the share of tasks that it mended allows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.nat(200),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (mended, others, success) => {
          const rise = odds(aHabit(mended + others, mended), { success });
          expect(rise).toBeGreaterThanOrEqual(1);
          expect(rise).toBeLessThanOrEqual(
            Math.max(1, (100 * (mended + 0.04)) / (mended + others + 4)) ** (2 / 3) + 1e-9,
          );
        },
      ),
    );
  });

  it('that nobody has kept yet comes early and is believed as if it had not', () => {
    const raised = aCandidate('b', 0.2, { favours: IDIOM, raised: 50 });
    const left = (became: Partial<Record<'success' | 'failure', number>>, rise = 0.67) =>
      unproven(raised, situationOf(aHabit(3, 3), became), rise);
    // The share is fifty times as large for the habit, and the weight no larger.
    expect(left({}) * 50 ** 0.67).toBeCloseTo(1, 9);
    expect(left({ success: 0.4 })).toBeGreaterThan(3 * left({}));
    expect(left({ success: 4 })).toBeGreaterThan(left({ success: 0.4 }));
    expect(left({ success: 4, failure: 1 })).toBe(left({}));
    expect(left({ success: 1e9 })).toBeCloseTo(1, 6);
    expect(unproven(patch, situationOf(aHabit(3, 3)), 0.67)).toBe(1);
  });

  it('what a person makes of it says what its habit is worth', () => {
    const keys = (fate: 'kept' | 'reverted') =>
      learnFromSurvival({ candidate: patch, credence: 0.9 }, 'failing-test', { fate, share: 1, minutes: 60 })
        .updates.filter(({ key }) => key === habitKey('failing-test', IDIOM))
        .map(({ success, failure }) => Math.sign(success - failure));
    expect(keys('kept')).toEqual([1]);
    expect(keys('reverted')).toEqual([-1]);
  });

  it('and that its cold run refutes says so of the habit', async () => {
    const recorded: Reflection[] = [];
    const world: World = {
      candidates: [
        { candidate: patch, search: 'passes', confirm: 'suite' },
        { candidate: aCandidate('b', 0.3), search: 'passes' },
      ],
      handbook: {
        recall: async () => ({ behaviors: [aHabit(3, 3)], withheld: [], beliefs: {}, complaints: [] }),
        record: async (_task, reflection) => {
          recorded.push(reflection);
          return { complaints: [] };
        },
      },
    };
    const { signal } = new AbortController();
    for await (const _ of solve(aTask(), portsOf(world), { version: 'test', assessOnly: false }, signal))
      void _;
    const told = recorded[0]?.updates.filter(({ key }) => key === habitKey('failing-test', IDIOM));
    expect(told).toEqual([expect.objectContaining({ success: 0, failure: 1 })]);
  });
});
