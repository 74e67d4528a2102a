import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { beginEpisode, type Episode } from '../../../src/loop/episode.ts';
import { preferred } from '../../../src/loop/finalists.ts';
import { mending } from '../../../src/loop/mended.ts';
import type { Situation } from '../../../src/loop/ports.ts';
import type { TestStatus } from '../../../src/loop/types.ts';
import { aCandidate, anObservation, aSurvey, aTask, aTest } from '../../support/world.ts';

const FAILING = ['totals', 'rounds'];

/** An error of the compiler in a project where two tests fail, and patches that leave them with these statuses. */
function episodeOf(
  patches: Readonly<Record<string, readonly TestStatus[] | undefined>>,
  kind: Situation['target']['kind'] = 'diagnostic',
): Episode {
  const failing = FAILING.map((name) => aTest(name, 'failed'));
  const plain = aSurvey();
  const survey =
    plain.tests === undefined ? plain : { ...plain, tests: { ...plain.tests, results: failing } };
  const situation: Situation = {
    ...{ task: aTask(), survey, suspects: [], behaviors: [], beliefs: {}, steps: [] },
    target: { kind, tests: [], files: [], diagnostics: ['k'] },
    remaining: { seconds: 60, tokens: 0, dollars: 0 },
  };
  const finalists = Object.entries(patches).map(([id, statuses], index) => {
    const candidate = aCandidate(id, 0.3 - index / 100);
    const observation = anObservation(id, 'passes');
    if (statuses === undefined) return { candidate, observation };
    const tests = failing.map((test, at) => ({ ...test, status: statuses[at] ?? 'failed' }));
    return { candidate, observation, confirmation: { ...observation, tests } };
  });
  return { ...beginEpisode(situation, [], [], seededRandom(1)), finalists };
}

function ratios(episode: Episode): readonly number[] {
  return episode.finalists.map((finalist) => mending(finalist, episode));
}

describe('tests that fail beside a compile error', () => {
  it('speak for the patch that mends them, though another is believed more', () => {
    const episode = episodeOf({ likely: ['failed', 'failed'], mends: ['passed', 'passed'] });
    expect(preferred(episode.finalists, episode)?.candidate.id).toBe('mends');
  });

  it('speak less for a patch that mends some of them', () => {
    const [none = 0, some = 0, all = 0] = ratios(
      episodeOf({ none: ['failed', 'failed'], some: ['passed', 'failed'], all: ['passed', 'passed'] }),
    );
    expect(none).toBeLessThan(1);
    expect(some).toBeGreaterThan(1);
    expect(all).toBeGreaterThan(some);
  });

  it('say nothing before the whole suite ran, and nothing where the tests are the target', () => {
    expect(ratios(episodeOf({ unconfirmed: undefined }))).toEqual([1]);
    expect(ratios(episodeOf({ a: ['passed', 'passed'] }, 'failing-test'))).toEqual([1]);
  });

  it('let an unconfirmed rival be looked at before one that mends nothing', () => {
    const episode = episodeOf({ likely: ['failed', 'failed'], rival: undefined });
    expect(preferred(episode.finalists, episode)?.candidate.id).toBe('rival');
  });

  it('are taken to have another cause once four patches have left them as they were', () => {
    const none = ['failed', 'failed'] as const;
    expect(ratios(episodeOf({ a: none, b: none, c: none }))).not.toContain(1);
    expect(ratios(episodeOf({ a: none, b: none, c: none, d: none }))).toEqual([1, 1, 1, 1]);
  });
});
