import { describe, expect, it } from 'vitest';
import { learn } from '../../../../src/belief/sampling/learning.ts';
import { lookAt, type Sample, type Terms } from '../../../../src/belief/sampling/outlook.ts';
import { choose } from '../../../../src/belief/sampling/policy.ts';
import { NOTHING_LEARNED, type SamplingState } from '../../../../src/belief/sampling/state.ts';
import type { SamplingTask } from '../../../../src/belief/sampling/terms.ts';

const terms: Terms = { cap: 5, price: 0.01, check: { certain: true } };
const passed: Sample = { passed: true };
const failed: Sample = { passed: false, type: 'wrong' };

function having(state: SamplingState, task: SamplingTask, samples: readonly Sample[]): SamplingState {
  return learn(lookAt(task, terms, state), state, samples);
}

const credence = (state: SamplingState, task: SamplingTask): number =>
  choose(lookAt(task, terms, state), []).credence;

describe('a task that comes again', () => {
  it('is believed to be as hard as it was for another model', () => {
    let state = having(NOTHING_LEARNED, { model: 'a', id: 'hard' }, [failed, failed, failed, failed, failed]);
    state = having(state, { model: 'a', id: 'easy' }, [passed]);
    const [hard, unknown, easy] = ['hard', 'other', 'easy'].map((id) => credence(state, { model: 'b', id }));
    expect(hard).toBeLessThan((unknown ?? 0) - 0.1);
    expect(easy).toBeGreaterThan((unknown ?? 1) + 0.05);
  });

  it('says the more the more models tried it', () => {
    let state = NOTHING_LEARNED;
    const credences = ['a', 'b', 'c', 'd'].map((model) => {
      const now = credence(state, { model, id: 'hard' });
      state = having(state, { model, id: 'hard' }, [failed, failed, failed]);
      // Another task keeps the models from being taken for weak.
      state = having(state, { model, id: `easy for ${model}` }, [passed]);
      return now;
    });
    expect(credences).toEqual(credences.toSorted((a, b) => b - a));
  });

  it('leaves no trace among the effects that all tasks share', () => {
    const state = having(NOTHING_LEARNED, { model: 'a', id: 'x' }, [failed, passed]);
    expect(state.rate.names).toEqual(['intercept', 'model:a']);
    expect(Object.keys(state.known)).toEqual(['task:x']);
  });

  it('is forgotten when a thousand others came since', () => {
    let state = NOTHING_LEARNED;
    for (let i = 0; i < 1100; i += 1) state = having(state, { model: 'a', id: `${i % 1050}` }, [passed]);
    expect(Object.keys(state.known)).toHaveLength(1000);
    expect(state.known['task:49']).toBeDefined();
    expect(state.known['task:60']).toBeUndefined();
  });

  it('whose name means something to the language is a name like any other', () => {
    const state = having(
      NOTHING_LEARNED,
      { model: 'constructor', id: 'toString', measures: { valueOf: 3 } },
      [passed],
    );
    expect(credence(state, { model: 'a', id: 'toString' })).toBeGreaterThan(0);
    expect(credence(state, { model: 'a', id: 'hasOwnProperty' })).toBeGreaterThan(0);
  });
});
