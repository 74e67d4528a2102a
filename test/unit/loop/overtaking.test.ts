import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { beginEpisode, type Episode } from '../../../src/loop/episode.ts';
import { offersOf } from '../../../src/loop/offers.ts';
import { chanceToOvertake } from '../../../src/loop/overtaking.ts';
import type { Situation, SkillCard } from '../../../src/loop/ports.ts';
import { aCandidate, anObservation, aSurvey, aTask } from '../../support/world.ts';

const templates: SkillCard = {
  name: 'template-repair',
  summary: '',
  suits: () => ({ fit: 1, why: '' }),
  cost: { seconds: 0.01, tokens: 0, dollars: 0 },
};

/** An episode in which patches of these shares pass. */
function passing(...shares: readonly number[]): Episode {
  const situation: Situation = {
    ...{ task: aTask(), survey: aSurvey(), suspects: [], behaviors: [], beliefs: {}, steps: [] },
    target: { kind: 'failing-test', tests: ['cart.test.ts::adds'], files: [], diagnostics: [] },
    remaining: { seconds: 60, tokens: 0, dollars: 0 },
  };
  const finalists = shares.map((share, at) => ({
    candidate: aCandidate(`p${at}`, share),
    observation: anObservation(`p${at}`, 'passes'),
  }));
  return { ...beginEpisode(situation, [templates], [], seededRandom(1)), finalists };
}

/** One whose last candidate had this share, and failed. */
function after(share: number, episode: Episode): Episode {
  const observation = anObservation('last', 'tests');
  const step = {
    index: 0,
    candidate: aCandidate('last', share),
    observation,
    reward: { total: 0, parts: [] },
  };
  return { ...episode, steps: [step], pace: 0.002 };
}

describe('the chance that a right patch would take the place of the one that passes', () => {
  const chance = (share: number, episode: Episode): number =>
    chanceToOvertake('template-repair', share, episode);

  it('is certain while nothing passes', () => {
    expect(chance(1e-6, passing())).toBe(1);
  });

  it('is better than even for what is as likely, and next to none for what is far less likely', () => {
    expect(chance(0.01, passing(0.01))).toBeGreaterThan(0.5);
    expect(chance(1e-5, passing(0.01))).toBeLessThan(0.02);
  });

  it('falls with the likelihood of the next candidate, and rises where the best is doubtful', () => {
    const chances = [1e-2, 1e-3, 1e-4, 1e-5].map((share) => chance(share, passing(0.01)));
    expect(chances).toEqual(chances.toSorted((a, b) => b - a));
    expect(chance(1e-3, passing(0.001))).toBeGreaterThan(chance(1e-3, passing(0.02)));
  });

  it('decides whether rivals are looked for: after a clear leader no longer, after a doubtful one still', () => {
    const isWorth = (leader: number): boolean =>
      offersOf(after(3e-4, passing(leader)), 0.2, 'verified')[0]?.worth === true;
    expect(isWorth(0.03)).toBe(false);
    expect(isWorth(3e-4)).toBe(true);
  });
});
