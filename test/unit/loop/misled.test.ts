import { describe, expect, it } from 'vitest';
import { habitKey } from '../../../src/loop/habits.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Behavior, Behaviour, Candidate, Comparison, Outcome } from '../../../src/loop/types.ts';
import { aCandidate, aTask, portsOf, type World } from '../../support/world.ts';

const IDIOM = 'idiom:< → <=';
const HABIT: Behavior = {
  name: 'mend-less',
  trigger: { taskKind: 'failing-test' },
  instruction: 'Try “<=” early.',
  prefer: IDIOM,
  status: 'trial',
  evidence: { usedSolved: 2, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
  sources: ['one', 'two', 'three'],
};

/** Two patches, of which the less likely follows the habit, and what comparing shows of each. */
async function play(
  compare?: (id: string) => Partial<Behaviour> | undefined,
  task = aTask(),
): Promise<{ readonly verdict: Outcome['verdict']; readonly misled: number }> {
  const comparison = (candidates: readonly Candidate[]): Comparison => ({
    behaviours: candidates.flatMap(({ id }): Behaviour[] => {
      const its = compare?.(id);
      if (its === undefined) return [];
      return [
        {
          ...{ candidate: id, cluster: 0, broke: 0, mended: 0, irregular: [], words: 0, size: 1 },
          ...{ green: { kept: 2, of: 2 }, near: { kept: 20, of: 30 }, far: { kept: 5, of: 10 } },
          ...{ examples: { held: 0, broken: 0 }, ...its },
        },
      ];
    }),
    ...{ inputs: 42, seconds: 0.1 },
    differences: [
      {
        ...{ input: 'clamp(5)', before: '4' },
        results: [0, 1].map((cluster) => ({ cluster, result: `${5 + cluster}` })),
      },
    ],
  });
  const world: World = {
    candidates: [
      { candidate: aCandidate('winner', 0.1), search: 'passes' },
      { candidate: aCandidate('habit', 0.09, { favours: IDIOM }), search: 'passes' },
    ],
    ...(compare === undefined ? {} : { comparison }),
  };
  const ports = portsOf(world);
  const recall = async () => ({ behaviors: [HABIT], withheld: [], beliefs: {}, complaints: [] });
  const handbook = { ...ports.handbook, recall };
  const options = { version: 'test', assessOnly: false };
  const steps = solve(task, { ...ports, handbook }, options, new AbortController().signal);
  for (;;) {
    const next = await steps.next();
    if (!next.done) continue;
    const updates = ports.recorded.flatMap((reflection) => reflection.updates);
    const told = updates.filter(({ key }) => key === habitKey('failing-test', IDIOM));
    return { verdict: next.value.verdict, misled: told.reduce((sum, { failure }) => sum + failure, 0) };
  }
}

describe('a habit of which a patch passed, while another patch is offered', () => {
  it('misled where its patch was seen to do something else', async () => {
    const examples = (id: string) => ({ held: 0, broken: id === 'habit' ? 1 : 0 });
    const seen = await play((id) => ({ cluster: id === 'habit' ? 1 : 0, examples: examples(id) }));
    expect(seen).toEqual({ verdict: 'solved', misled: 1 });
  });

  it('did not where its patch does the same, or nobody knows what it does', async () => {
    expect(await play(() => ({}))).toEqual({ verdict: 'solved', misled: 0 });
    expect((await play()).misled).toBe(0);
    expect((await play((id) => (id === 'habit' ? undefined : {}))).misled).toBe(0);
  });

  it('did not while a person is asked, since neither gives what they said is meant', async () => {
    const answers = [{ question: 'What should clamp(5) give?', answer: '7' }];
    const asked = await play((id) => ({ cluster: id === 'habit' ? 1 : 0 }), aTask({ answers }));
    expect(asked).toEqual({ verdict: 'asked', misled: 0 });
  });
});
