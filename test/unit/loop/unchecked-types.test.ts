import { describe, expect, it } from 'vitest';
import { solve } from '../../../src/loop/loop.ts';
import { aCandidate, aSurvey, aTask, portsOf } from '../../support/world.ts';

/** The credence of a patch whose types could not be checked, where a type checker is there or is not. */
async function credenceWhere(available: boolean): Promise<number> {
  const { rungs } = aSurvey();
  const survey = aSurvey({
    rungs: rungs.map((each) => (each.rung === 'types' ? { ...each, available } : each)),
  });
  const ports = portsOf({ survey, candidates: [{ candidate: aCandidate('a', 0.01), search: 'passes' }] });
  const { confirm } = ports.environment;
  const environment: typeof ports.environment = {
    ...ports.environment,
    confirm: async (candidate, target, signal) => {
      const seen = await confirm(candidate, target, signal);
      return {
        ...seen,
        rungs: seen.rungs.map((each) =>
          each.rung === 'types' ? { ...each, status: 'could-not-check' as const } : each,
        ),
      };
    },
  };
  const options = { version: 'test', assessOnly: false };
  const steps = solve(aTask(), { ...ports, environment }, options, new AbortController().signal);
  for (;;) {
    const next = await steps.next();
    if (next.done) return next.value.credence;
  }
}

describe('a patch of a failing test whose types nobody checked', () => {
  it('is believed less where a type checker is there, and as usual where there is none', async () => {
    const [withChecker, without] = [await credenceWhere(true), await credenceWhere(false)];
    expect(without).toBeGreaterThan(withChecker);
    expect(withChecker).toBeGreaterThan(0.5);
  });
});
