import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { learn } from '../../../src/belief/sampling/learning.ts';
import { lookAt } from '../../../src/belief/sampling/outlook.ts';
import { choose } from '../../../src/belief/sampling/policy.ts';
import { NOTHING_LEARNED } from '../../../src/belief/sampling/state.ts';
import { beginEpisode, type Episode } from '../../../src/loop/episode.ts';
import type { Situation } from '../../../src/loop/ports.ts';
import {
  learnFromSamples,
  sampleEvidence,
  samplesOf,
  samplingTask,
  samplingTerms,
} from '../../../src/loop/sampling.ts';
import type { Observation } from '../../../src/loop/types.ts';
import { aCandidate, anObservation, aSurvey, aTask } from '../../support/world.ts';

const situation: Situation = {
  ...{ task: aTask(), survey: aSurvey(), suspects: [], behaviors: [], beliefs: {}, steps: [] },
  target: { kind: 'failing-test', tests: ['cart.test.ts::adds'], files: [], diagnostics: [] },
  remaining: { seconds: 60, tokens: 1000, dollars: 0 },
};

/** An episode in which the model was asked as often as there are observations, and a template tried in between. */
function episodeOf(observations: readonly Observation[]): Episode {
  const reward = { total: 0, parts: [] };
  const steps = observations.flatMap((observation, index) => [
    {
      index: 2 * index,
      candidate: aCandidate(observation.candidate, 0.1, { skills: ['direct-edit'] }),
      observation,
      reward,
    },
    {
      index: 2 * index + 1,
      candidate: aCandidate(`t${index}`),
      observation: anObservation('t', 'tests'),
      reward,
    },
  ]);
  return { ...beginEpisode(situation, [], [], seededRandom(1)), steps };
}

const hanging = (): Observation => ({
  ...anObservation('hangs', 'tests'),
  rungs: anObservation('hangs', 'tests').rungs.map((rung) =>
    rung.rung === 'tests' ? { ...rung, status: 'timed-out' } : rung,
  ),
});

describe('the candidates of a model as samples', () => {
  it('are its own alone, and failed in the way that the ladder tells', () => {
    const episode = episodeOf([
      anObservation('a', 'types'),
      anObservation('b', 'tests'),
      hanging(),
      anObservation('c', 'passes'),
    ]);
    expect(samplesOf(episode, 'direct-edit')).toMatchObject([
      { passed: false, type: 'error' },
      { passed: false, type: 'wrong' },
      { passed: false, type: 'timeout' },
      { passed: true },
    ]);
    expect(samplesOf(episode, 'another-skill')).toEqual([]);
  });

  it('are stopped at when they are not worth their price, and taken when one passes', () => {
    const task = samplingTask(situation, 'direct-edit', 'some-model');
    const failures = samplesOf(
      episodeOf(new Array<Observation>(5).fill(anObservation('b', 'tests'))),
      'direct-edit',
    );
    const cheap = lookAt(task, samplingTerms(20, 0.0005, 0.01), NOTHING_LEARNED);
    expect(choose(cheap, failures).kind).toBe('draw');
    const dear = lookAt(task, samplingTerms(20, 0.3, 0.01), NOTHING_LEARNED);
    expect(choose(dear, failures).kind).toBe('stop');
    const passing = samplesOf(episodeOf([anObservation('c', 'passes')]), 'direct-edit');
    expect(choose(dear, passing)).toMatchObject({ kind: 'submit', sample: 0 });
  });

  it('of one kind of task say more of that kind than of another', () => {
    const task = samplingTask(situation, 'direct-edit', 'some-model');
    const other = samplingTask(
      { ...situation, target: { ...situation.target, kind: 'diagnostic', tests: [], diagnostics: ['k'] } },
      'direct-edit',
      'some-model',
    );
    const terms = samplingTerms(5, 0.01, 0.01);
    let state = NOTHING_LEARNED;
    for (let i = 0; i < 30; i += 1) {
      state = learn(lookAt(task, terms, state), state, [{ passed: false, type: 'wrong' }]);
      state = learn(lookAt(other, terms, state), state, [{ passed: true }]);
    }
    const credence = (of: typeof task): number => choose(lookAt(of, terms, state), []).credence;
    expect(credence(other) - credence(task)).toBeGreaterThan(0.3);
  });

  it('teach by the cold run how far a pass of the search path is to be believed', () => {
    const task = samplingTask(situation, 'direct-edit', 'some-model');
    const outlook = lookAt(task, samplingTerms(5, 0.01, 0.01), NOTHING_LEARNED);
    const passing = anObservation('c', 'passes');
    const candidate = aCandidate('c', 0.1, { skills: ['direct-edit'] });
    const episode = episodeOf([anObservation('b', 'tests'), passing]);
    const believed = (finalists: Episode['finalists']): number => {
      const evidence = sampleEvidence(outlook, { ...episode, finalists }, 'direct-edit');
      const state = learnFromSamples(NOTHING_LEARNED, evidence);
      const other = { ...task, id: 'another' };
      return choose(lookAt(other, samplingTerms(1, 0.01, 0.01), state), [{ passed: true }]).credence;
    };
    const confirmed = believed([{ candidate, observation: passing, confirmation: passing }]);
    const notYet = believed([{ candidate, observation: passing }]);
    const contradicted = believed([]);
    expect(confirmed).toBeGreaterThan(notYet);
    expect(contradicted).toBeLessThan(notYet);
  });

  it('are remembered of the target, whichever model is asked about it next', () => {
    const terms = samplingTerms(5, 0.01, 0.01);
    const weak = samplingTask(situation, 'direct-edit', 'weak');
    const episode = episodeOf(new Array<Observation>(5).fill(anObservation('b', 'tests')));
    const evidence = sampleEvidence({ task: weak, terms }, episode, 'direct-edit');
    const state = learnFromSamples(NOTHING_LEARNED, evidence);
    const strong = samplingTask(situation, 'direct-edit', 'strong');
    const elsewhere = { ...situation, target: { ...situation.target, tests: ['cart.test.ts::other'] } };
    const credence = (task: typeof strong): number => choose(lookAt(task, terms, state), []).credence;
    expect(credence(strong)).toBeLessThan(credence(samplingTask(elsewhere, 'direct-edit', 'strong')));
  });
});
