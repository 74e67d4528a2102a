import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { beginEpisode } from '../../../src/loop/episode.ts';
import { offersOf } from '../../../src/loop/offers.ts';
import type { Situation, SkillCard } from '../../../src/loop/ports.ts';
import { paced } from '../../../src/loop/transitions.ts';
import { aSurvey, aTask } from '../../support/world.ts';

const templates: SkillCard = {
  name: 'template-repair',
  summary: '',
  suits: () => ({ fit: 1, why: '' }),
  cost: { seconds: 0.3, tokens: 0, dollars: 0 },
};

const situation: Situation = {
  ...{ task: aTask(), survey: aSurvey(), suspects: [], behaviors: [], beliefs: {}, steps: [] },
  target: { kind: 'failing-test', tests: ['cart.test.ts::adds'], files: [], diagnostics: [] },
  remaining: { seconds: 60, tokens: 0, dollars: 0 },
};

/** What a further candidate costs once a patch is verified, after so many seconds at so many a candidate. */
function priceAfter(seconds: number, pace: number): number {
  const begun = beginEpisode(situation, [templates], [], seededRandom(1));
  const episode = { ...begun, pace, spend: { ...begun.spend, seconds } };
  return offersOf(episode, 0.1, 'verified')[0]?.price ?? Number.NaN;
}

it('what the first batch pays once is not expected of the next one', () => {
  const episode = beginEpisode(situation, [templates], [], seededRandom(1));
  const first = paced(episode, 16, 4);
  expect(first.pace).toBeLessThan(0.05);
  // From the second on, batches are what they are.
  expect(paced(paced(first, 16, 3.2), 16, 3.2).pace).toBeGreaterThan(0.14);
  expect(paced(episode, 0, 4).pace).toBeUndefined();
});

it('rivals are looked for as thoroughly on a machine that is ten times slower', () => {
  expect(priceAfter(80, 0.2)).toBeCloseTo(priceAfter(8, 0.02));
  // A second is a second while the wait is short.
  expect(priceAfter(4, 0.2)).toBeCloseTo(10 * priceAfter(4, 0.02));
});
