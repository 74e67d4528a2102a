import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { beginEpisode } from '../../../src/loop/episode.ts';
import { credenceIn } from '../../../src/loop/finalists.ts';
import type { Situation } from '../../../src/loop/ports.ts';
import { aCandidate, anObservation, aSurvey, aTask } from '../../support/world.ts';

/** The credence of an edit that writes something at 5, over so many characters of what was there. */
function credenceOf(replaced: number, kind: Situation['target']['kind']): number {
  const situation: Situation = {
    ...{ task: aTask(), survey: aSurvey(), suspects: [], behaviors: [], beliefs: {}, steps: [] },
    target: { kind, tests: [], files: [], diagnostics: [] },
    remaining: { seconds: 60, tokens: 0, dollars: 0 },
  };
  const replacements = [{ start: 5, end: 5 + replaced, text: ' + 1' }];
  const candidate = {
    ...aCandidate('a', 0.001),
    edits: [{ kind: 'modify' as const, path: 'src/a.ts', replacements }],
  };
  const finalist = { candidate, observation: anObservation('a', 'passes') };
  const episode = beginEpisode(situation, [], [], seededRandom(1));
  return credenceIn(finalist, { ...episode, finalists: [finalist] });
}

it('an edit for a failing test that only puts something in is believed less than one that takes something’s place', () => {
  expect(credenceOf(0, 'failing-test')).toBeLessThan(credenceOf(3, 'failing-test') - 0.05);
});

it('what the compiler misses is put in as rightly as anything', () => {
  expect(credenceOf(0, 'diagnostic')).toBe(credenceOf(3, 'diagnostic'));
});
