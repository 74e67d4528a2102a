import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/belief/random.ts';
import { clustersOf, diversityOf, formOf } from '../../../src/loop/clusters.ts';
import { control } from '../../../src/loop/control.ts';
import { beginEpisode, type Episode } from '../../../src/loop/episode.ts';
import { escalation } from '../../../src/loop/escalation.ts';
import type { Offer } from '../../../src/loop/offers.ts';
import type { Situation, SkillCard } from '../../../src/loop/ports.ts';
import type { Beliefs, Move, Step } from '../../../src/loop/types.ts';
import { aCandidate, anObservation, aSurvey, aTask } from '../../support/world.ts';

const card = (name: string): SkillCard => ({
  name,
  summary: '',
  suits: () => ({ fit: 1, why: '' }),
  cost: { seconds: 8, tokens: 3000, dollars: 0.01 },
});
const offer = (skill: string, worth = true): Offer => ({
  skill,
  asking: true,
  chance: 0.3,
  price: 0.01,
  worth,
});

/** A step of a model's skill that fell at the tests with this signature. */
function fell(id: string, signature: string, over: Partial<Step> = {}, skill = 'direct-edit'): Step {
  const candidate = aCandidate(id, 0.1, { skills: [skill] });
  return {
    index: 0,
    candidate,
    observation: { ...anObservation(id, 'tests'), signature },
    reward: { total: 0.3, parts: [] },
    critique: { candidate: id, type: 'logic', evidence: signature, advice: '' },
    ...over,
  };
}

function episodeWith(steps: readonly Step[], seed = 1, beliefs: Beliefs = {}): Episode {
  const situation: Situation = {
    ...{ task: aTask(), survey: aSurvey(), suspects: [], behaviors: [], beliefs, steps },
    target: { kind: 'failing-test', tests: ['cart.test.ts::adds'], files: [], diagnostics: [] },
    remaining: { seconds: 60, tokens: 100_000, dollars: 1 },
  };
  return {
    ...beginEpisode(situation, [card('direct-edit'), card('plan-first')], [], seededRandom(seed)),
    steps,
  };
}

/** How often each move is chosen over many seeds. */
function moves(steps: readonly Step[], offers: readonly Offer[], beliefs: Beliefs = {}): Map<Move, number> {
  const counts = new Map<Move, number>();
  for (let seed = 1; seed <= 200; seed += 1) {
    const { kind } = control(episodeWith(steps, seed, beliefs), offers).decision;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

describe('the control policy', () => {
  it('mostly mends a first failure, and tells what it drew', () => {
    const steps = [fell('a', 'one')];
    expect(moves(steps, [offer('direct-edit')]).get('repair')).toBeGreaterThan(150);
    const { arms, banned } = control(episodeWith(steps), [offer('direct-edit')]);
    expect(arms.map(({ move }) => move).toSorted()).toEqual(['continue', 'repair']);
    expect(banned).toEqual([]);
  });

  it('learns which move pays for this person’s model', () => {
    const beliefs: Beliefs = {
      'failing-test/move:repair': { success: 0, failure: 60 },
      'failing-test/move:continue': { success: 30, failure: 30 },
    };
    expect(moves([fell('a', 'one')], [offer('direct-edit')], beliefs).get('continue')).toBeGreaterThan(180);
  });

  it('never tries again after the same failure twice: it asks afresh or another way', () => {
    const steps = [fell('a', 'same'), fell('b', 'same')];
    const counts = moves(steps, [offer('direct-edit'), offer('plan-first')]);
    expect([...counts.keys()].toSorted()).toEqual(['refresh', 'switch']);
    const { banned } = control(episodeWith(steps), [offer('direct-edit')]);
    expect(banned.map(({ move }) => move)).toEqual(['continue', 'repair']);
  });

  it('does not ask afresh a second time when that led to the same failure', () => {
    const steps = [fell('a', 'same'), fell('b', 'same'), fell('c', 'same', { origin: { move: 'refresh' } })];
    const offers = [offer('direct-edit'), offer('plan-first')];
    expect([...moves(steps, offers).keys()]).toEqual(['switch']);
  });

  it('may go back to the parent of what became worse by mending', () => {
    const steps = [
      fell('a', 'one', { reward: { total: 0.6, parts: [] } }),
      fell('b', 'two', { reward: { total: 0.2, parts: [] }, origin: { move: 'repair', parent: 'a' } }),
    ];
    const episode = Array.from(
      { length: 50 },
      (_, seed) => control(episodeWith(steps, seed + 1), [offer('direct-edit')]).decision,
    );
    expect(episode.filter(({ kind }) => kind === 'backtrack')).not.toHaveLength(0);
    expect(episode.find(({ kind }) => kind === 'backtrack')).toMatchObject({ candidate: 'a' });
  });

  it('leaves what templates ran into out of it', () => {
    const templates = [fell('a', 'same', {}, 'template-repair'), fell('b', 'same', {}, 'template-repair')];
    const { decision, arms } = control(episodeWith(templates), [offer('direct-edit')]);
    expect(decision.kind).toBe('continue');
    expect(arms).toEqual([]);
  });
});

describe('candidates by what they do', () => {
  it('are one idea where every test says the same, whatever the edit', () => {
    expect(clustersOf([fell('a', 'x'), fell('b', 'x'), fell('c', 'y')]).map(({ length }) => length)).toEqual([
      2, 1,
    ]);
    expect(diversityOf([fell('a', 'x'), fell('b', 'x')])).toBe(0);
    expect(diversityOf([fell('a', 'x'), fell('b', 'y')])).toBeCloseTo(1);
    expect(diversityOf([fell('a', 'x')])).toBeUndefined();
  });

  it('are the same edit where only white space and comments differ', () => {
    const edit = (text: string) =>
      formOf(
        aCandidate('a', 0.1, {
          edits: [{ kind: 'modify', path: 'a.ts', replacements: [{ start: 0, end: 1, text }] }],
        }),
      );
    expect(edit('a + b // sum')).toBe(edit('a  +\n  b'));
    expect(edit('a + b')).not.toBe(edit('a - b'));
    expect(edit('return x')).not.toBe(edit('returnx'));
  });
});

describe('what only a person can settle', () => {
  const breaking = (id: string) =>
    fell(id, `breaks ${id}`, {
      candidate: aCandidate(id, 0.1, {
        skills: ['direct-edit'],
        edits: [{ kind: 'create', path: `${id}.ts`, text: id }],
      }),
      observation: {
        ...anObservation(id, 'tests'),
        fixed: ['cart.test.ts::adds'],
        broken: ['cart.test.ts::keeps'],
      },
    });

  it('are two tests that no edit can please at once', () => {
    expect(escalation(episodeWith([breaking('a'), breaking('b')]))).toMatchObject({
      kind: 'ask',
      question: { options: ['“adds” is right', '“keeps” is right', expect.any(String)] },
    });
    expect(escalation(episodeWith([breaking('a')]))).toBeUndefined();
  });

  it('is a wall that different edits run into in the same way', () => {
    const wall = (id: string) => ({
      ...fell(id, 'wall'),
      candidate: aCandidate(id, 0.1, {
        skills: ['direct-edit'],
        edits: [{ kind: 'create', path: `${id}.ts`, text: id }],
      }),
    });
    expect(escalation(episodeWith(['a', 'b', 'c'].map(wall)))?.kind).toBe('escalate');
    expect(escalation(episodeWith([wall('a'), fell('b', 'else'), fell('c', 'other')]))).toBeUndefined();
  });
});
