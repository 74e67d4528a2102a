import { describe, expect, it } from 'vitest';
import { learn, type Verdict } from '../../../../src/belief/sampling/learning.ts';
import { lookAt, type Sample, type Terms } from '../../../../src/belief/sampling/outlook.ts';
import { choose } from '../../../../src/belief/sampling/policy.ts';
import { NOTHING_LEARNED, type SamplingState } from '../../../../src/belief/sampling/state.ts';
import type { SamplingTask } from '../../../../src/belief/sampling/terms.ts';

/*
 * Several models at the tasks of one workspace: what one of them showed bears on what is forecast of the next.
 */

const sure: Terms = { cap: 10, price: 0.02, check: { certain: true } };
const unsure: Terms = { cap: 10, price: 0.5, check: { certain: false, wrong: 1 } };
const passed: Sample = { passed: true };
const failed: Sample = { passed: false, type: 'wrong' };

function shown(
  state: SamplingState,
  task: SamplingTask,
  samples: readonly Sample[],
  terms = sure,
  verdict?: Verdict,
): SamplingState {
  return learn(lookAt(task, terms, state), state, samples, verdict);
}

describe('two models at the same tasks', () => {
  const levels = ['easy', 'hard'] as const;
  const forecast = (state: SamplingState, model: string, difficulty: string): number =>
    choose(lookAt({ model, difficulty }, sure, state), []).credence;

  /** Tasks by turns easy and hard; `even` solves every other one of both, the others solve what is easy alone. */
  function seen(rounds: number): SamplingState {
    let state = NOTHING_LEARNED;
    for (let i = 0; i < rounds; i += 1) {
      for (const difficulty of levels) {
        for (const model of ['steep', 'steeper'])
          state = shown(state, { model, difficulty }, [difficulty === 'easy' ? passed : failed]);
        state = shown(state, { model: 'even', difficulty }, [i % 2 === 0 ? passed : failed]);
      }
    }
    return state;
  }

  it('learns to which of them the difficulty matters', () => {
    const state = seen(40);
    const gap = (model: string): number => forecast(state, model, 'easy') - forecast(state, model, 'hard');
    expect(gap('steep')).toBeGreaterThan(0.6);
    expect(gap('even')).toBeLessThan(gap('steep') - 0.2);
  });

  it('leaves a model that nobody has seen to what matters to most', () => {
    const state = seen(40);
    const gap = forecast(state, 'new', 'easy') - forecast(state, 'new', 'hard');
    expect(gap).toBeGreaterThan(0.3);
  });
});

describe('a task whose check lets something wrong pass', () => {
  const credence = (state: SamplingState, task: SamplingTask): number => {
    const choice = choose(lookAt(task, { ...unsure, check: { certain: false, wrong: 0 } }, state), [passed]);
    return choice.kind === 'submit' ? choice.credence : Number.NaN;
  };
  const judged = (right: boolean): SamplingState => {
    let state = NOTHING_LEARNED;
    for (let i = 0; i < 30; i += 1)
      state = shown(state, { model: 'a', id: `t${i}` }, [passed], unsure, { sample: 0, right: true });
    return shown(state, { model: 'a', id: 'x' }, [passed], unsure, { sample: 0, right });
  };

  it('is believed less from another model as well, and other tasks hardly less', () => {
    const state = judged(false);
    const elsewhere = credence(state, { model: 'b', id: 'y' });
    expect(credence(state, { model: 'b', id: 'x' })).toBeLessThan(elsewhere - 0.25);
    expect(elsewhere).toBeGreaterThan(0.75);
  });

  it('is believed more once something that passed it was found right', () => {
    const state = judged(true);
    expect(credence(state, { model: 'b', id: 'x' })).toBeGreaterThan(
      credence(state, { model: 'b', id: 'y' }),
    );
  });
});
