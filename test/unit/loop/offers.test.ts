import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { beginEpisode } from '../../../src/loop/episode.ts';
import { offersOf } from '../../../src/loop/offers.ts';
import type { Situation, SkillCard } from '../../../src/loop/ports.ts';
import { aSurvey, aTask } from '../../support/world.ts';

const templates: SkillCard = {
  name: 'template-repair',
  summary: '',
  suits: () => ({ fit: 1, why: '' }),
  cost: { seconds: 0.3, tokens: 0, dollars: 0 },
};

/** What a further candidate costs once a patch is verified, after so many seconds at so many a candidate. */
function priceAfter(seconds: number, pace: number): number {
  const situation: Situation = {
    ...{ task: aTask(), survey: aSurvey(), suspects: [], behaviors: [], beliefs: {}, steps: [] },
    target: { kind: 'failing-test', tests: ['cart.test.ts::adds'], files: [], diagnostics: [] },
    remaining: { seconds: 60, tokens: 0, dollars: 0 },
  };
  const begun = beginEpisode(situation, [templates], [], seededRandom(1));
  const episode = { ...begun, pace, spend: { ...begun.spend, seconds } };
  return offersOf(episode, 0.1, 'verified')[0]?.price ?? Number.NaN;
}

it('rivals are looked for as thoroughly on a machine that is ten times slower', () => {
  expect(priceAfter(80, 0.2)).toBeCloseTo(priceAfter(8, 0.02));
  // A second is a second while the wait is short.
  expect(priceAfter(4, 0.2)).toBeCloseTo(10 * priceAfter(4, 0.02));
});
