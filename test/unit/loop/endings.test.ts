import { expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Ports } from '../../../src/loop/ports.ts';
import type { TestReport } from '../../../src/loop/types.ts';
import { aCandidate, anObservation, aSurvey, aTask, aTest, portsOf } from '../../support/world.ts';

const evidence: TestReport['evidence'] = { command: ['vitest', 'run'], seconds: 1, tail: '' };

/** A request about nothing that fails: a test is written first, and the only edit there is passes it. */
function byATest(): Ports {
  const results = [aTest('adds', 'passed'), aTest('keeps', 'passed')];
  const ports = portsOf({
    candidates: [{ candidate: aCandidate('a', 0.5), search: 'passes' }],
    survey: aSurvey({ tests: { status: 'ran', results, fileErrors: [], evidence } }),
    models: { 'direct-edit': { replies: [{ search: 'tests' }] } },
  });
  const own = { ...aTest('rounds', 'failed'), id: 'new.test.ts::rounds', file: 'new.test.ts' };
  const passing: Ports['environment']['confirm'] = async ({ id }, { tests }) => ({
    ...anObservation(id, 'passes'),
    fixed: tests,
  });
  let asked = 0;
  return {
    ...ports,
    environment: {
      ...ports.environment,
      evaluate: async (candidate, target, signal) =>
        candidate.id === 'a' ? passing(candidate, target, signal) : anObservation(candidate.id, 'tests'),
      confirm: passing,
      reproduce: async () => ({ status: 'ran', results: [own], fileErrors: [], evidence }),
    },
    proposer: {
      ...ports.proposer,
      propose: async (skill, situation, signal) => {
        asked += 1;
        if (asked > 1) return ports.proposer.propose(skill, situation, signal);
        return { kind: 'test', test: { path: 'new.test.ts', text: '', claim: 'it rounds' } };
      },
    },
  };
}

it('a patch that is believed, by a test that nobody confirmed, ends in a question about the test and not about the patch', async () => {
  const events: TraceEvent[] = [];
  const task = aTask({
    request: 'Round the total',
    budget: { seconds: 60, candidates: 30, tokens: 99_999, dollars: 1 },
  });
  const { signal } = new AbortController();
  for await (const event of solve(task, byATest(), { version: 'test', assessOnly: false }, signal))
    events.push(event);
  const last = events.findLast((event) => event.type === 'decided')?.decision;
  const outcome = events.findLast((event) => event.type === 'outcome')?.outcome;
  expect(outcome?.onceConfirmed?.offered, outcome?.reason).toBe(true);
  expect(last).toMatchObject({ kind: 'ask' });
  expect(last?.reason).toContain('the test that it was proved by says what you mean');
  expect(last?.reason).not.toContain('more likely wrong');
});
