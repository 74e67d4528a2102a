import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { beginEpisode } from '../../../src/loop/episode.ts';
import { forecastsOf } from '../../../src/loop/lessons.ts';
import type { Situation } from '../../../src/loop/ports.ts';
import type { Ending, Target } from '../../../src/loop/types.ts';
import { aSurvey, aTask } from '../../support/world.ts';

const FAILING: Target = { kind: 'failing-test', tests: ['a.test.ts::adds'], files: [], diagnostics: [] };
const OPEN: Target = { kind: 'open-request', tests: [], files: [], diagnostics: [] };
const GAVE_UP: Ending = { kind: 'stop', because: 'exhausted', reason: 'no skill has another idea' };

function learned(target: Target, ending: Ending): readonly boolean[] {
  const situation: Situation = {
    ...{ task: aTask(), survey: aSurvey(), suspects: [], behaviors: [], beliefs: {}, steps: [], target },
    remaining: { seconds: 60, tokens: 0, dollars: 0 },
    forecast: 0.6,
  };
  const episode = beginEpisode(situation, [], [], seededRandom(1));
  return forecastsOf(episode, undefined, ending).map(({ happened }) => happened);
}

describe('the forecast of an assessment', () => {
  it('did not come true where the tests still fail', () => {
    expect(learned(FAILING, GAVE_UP)).toEqual([false]);
  });

  it('is still open after a question, a stop, or where nothing could be judged', () => {
    expect(learned(FAILING, { kind: 'ask', reason: 'only you can tell' })).toEqual([]);
    expect(learned(FAILING, { kind: 'stop', because: 'cancelled', reason: '' })).toEqual([]);
    expect(learned(OPEN, GAVE_UP)).toEqual([]);
  });
});
