import { describe, expect, it } from 'vitest';
import { mayApply, unapplied } from '../../../src/cli/unapplied.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Comparison, Outcome, TestReport } from '../../../src/loop/types.ts';
import { aCandidate, aTask, aTest, portsOf, type World } from '../../support/world.ts';

const TEST = { path: 'cart.test.ts', text: '', claim: 'it adds' };
const FAILS: TestReport = {
  ...{ status: 'ran', results: [aTest('adds', 'failed')], fileErrors: [] },
  evidence: { command: ['vitest'], seconds: 1, tail: '' },
};

/** An episode in which a skill first writes a test that fails, and nobody is there to confirm it. */
async function play(world: World): Promise<Outcome> {
  const ports = portsOf(world);
  let isWritten = false;
  const steps = solve(
    aTask(),
    {
      ...ports,
      environment: { ...ports.environment, reproduce: async () => FAILS },
      proposer: {
        ...ports.proposer,
        propose: async (...asked) => {
          if (isWritten) return ports.proposer.propose(...asked);
          isWritten = true;
          return { kind: 'test', test: TEST };
        },
      },
    },
    { version: 'test', assessOnly: false },
    new AbortController().signal,
  );
  for (;;) {
    const next = await steps.next();
    if (next.done) return next.value;
  }
}

const passing = (id: string, share: number) => ({
  candidate: aCandidate(id, share),
  search: 'passes' as const,
});

/** Each patch does something else, and an input tells them apart. */
const differing = (candidates: readonly { readonly id: string }[]): Comparison => ({
  behaviours: candidates.map(({ id }, cluster) => ({
    ...{ candidate: id, cluster, green: { kept: 2, of: 2 }, near: { kept: 20, of: 30 } },
    ...{ far: { kept: 5, of: 10 }, broke: 0, mended: 0, examples: { held: 0, broken: 0 } },
    ...{ irregular: [], words: 0, size: 1 },
  })),
  inputs: 9,
  differences: [
    {
      input: 'add(5)',
      before: '0',
      results: candidates.map((_, cluster) => ({ cluster, result: String(cluster) })),
    },
  ],
  seconds: 0.1,
});

const ACCEPTS = { apply: true, acceptTest: true };

describe('a patch for a test that nobody has confirmed', () => {
  it('is written for who accepts the test, where nothing else is in doubt', async () => {
    const outcome = await play({ candidates: [passing('a', 0.3)] });
    expect(outcome).toMatchObject({ verdict: 'asked', unconfirmedTest: TEST });
    expect(outcome.question?.text).toContain('Does this test say what you mean?');
    expect(outcome.onceConfirmed?.credence).toBeGreaterThan(outcome.credence);
    expect(mayApply(outcome, ACCEPTS)).toBe(true);
    expect(mayApply(outcome, { apply: true, acceptTest: false })).toBe(false);
    expect(mayApply(outcome, { apply: false, acceptTest: true })).toBe(false);
    expect(unapplied(outcome)).toContain('--apply --accept-test');
  });

  it('is not where rivals that do otherwise pass the test as well; the question is then about them', async () => {
    const candidates = [passing('a', 0.1), passing('b', 0.1), passing('c', 0.1)];
    const outcome = await play({ candidates, comparison: differing });
    expect(outcome).toMatchObject({ verdict: 'asked', unconfirmedTest: TEST });
    expect(outcome.undecided?.candidates).toHaveLength(3);
    expect(outcome.question).toEqual({ text: 'What should add(5) give?', options: ['0', '1', '2'] });
    expect(outcome.onceConfirmed?.credence).toBeLessThan(0.5);
    expect(mayApply(outcome, ACCEPTS)).toBe(false);
    expect(unapplied(outcome)).toMatch(/at \d+% only, since other patches .* does not write it/);
  });
});
