import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { beginEpisode } from '../../../src/loop/episode.ts';
import type { TraceEventBody } from '../../../src/loop/events.ts';
import { monitor } from '../../../src/loop/monitor.ts';
import { aCandidate, anObservation, aSurvey, aTask, portsOf } from '../../support/world.ts';

it('what was cut off in its batch is tried with the next one, and not proposed a second time', async () => {
  const ports = portsOf({ candidates: [{ candidate: aCandidate('first'), search: 'tests' }] });
  const task = aTask();
  const survey = aSurvey();
  const target = {
    ...{ kind: 'failing-test' as const, tests: ['cart.test.ts::adds'], files: [], diagnostics: [] },
  };
  const situation = { task, survey, target, suspects: [], behaviors: [], beliefs: {}, steps: [] };
  const { skills } = ports.proposer;
  const begun = beginEpisode({ ...situation, remaining: task.budget }, skills, [], seededRandom(1));
  const run = async (before: typeof begun, environment: typeof ports.environment, signal: AbortSignal) => {
    const events: TraceEventBody[] = [];
    const steps = monitor(before, { ...ports, environment }, () => 1, signal);
    for (;;) {
      const next = await steps.next();
      if (next.done) return { episode: next.value, types: events.map(({ type }) => type) };
      events.push(next.value);
    }
  };
  const person = new AbortController();
  const stopping = {
    ...ports.environment,
    evaluate: async () => {
      person.abort();
      return anObservation('first', 'tests');
    },
  };
  const stopped = await run(begun, stopping, person.signal);
  expect(stopped.episode.cutOff.map(({ id }) => id)).toEqual(['first']);
  expect(stopped.episode.steps).toEqual([]);

  const gone = await run(stopped.episode, ports.environment, new AbortController().signal);
  expect(gone.episode.steps.map(({ candidate }) => candidate.id)).toEqual(['first']);
  expect(gone.episode.cutOff).toEqual([]);
  expect(gone.types).not.toContain('proposed');
});
