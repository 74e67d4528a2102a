import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Contender, evidenceFor, posterior, tiedWith } from '../../../src/loop/choice.ts';
import type { Behaviour } from '../../../src/loop/types.ts';
import { aCandidate } from '../../support/world.ts';

const behaviourOf = (candidate: string, over: Partial<Behaviour> = {}): Behaviour => ({
  candidate,
  cluster: 0,
  green: { kept: 3, of: 3 },
  near: { kept: 30, of: 40 },
  far: { kept: 10, of: 10 },
  broke: 0,
  mended: 0,
  examples: { held: 0, broken: 0 },
  irregular: [],
  words: 0,
  size: 1,
  ...over,
});

const contender = (id: string, prior: number, over: Partial<Behaviour> = {}): Contender => ({
  candidate: aCandidate(id, prior),
  prior,
  behaviour: behaviourOf(id, over),
});

const share = fc.nat(40).map((kept) => ({ kept, of: 40 }));
const behaviours = fc.record({
  cluster: fc.nat(4),
  near: share,
  broke: fc.nat(10),
  examples: fc.record({ held: fc.nat(3), broken: fc.nat(3) }),
  irregular: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
  words: fc.constantFrom(-1, 0, 1),
});
const contenders = fc
  .array(fc.record({ prior: fc.double({ min: 1e-6, max: 0.5, noNaN: true }), behaviour: behaviours }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) => all.map(({ prior, behaviour }, index) => contender(`c${index}`, prior, behaviour)));
const accident = fc.double({ min: 1e-9, max: 0.5, noNaN: true });

const credenceOf = (all: readonly Contender[], id: string, chance: number): number =>
  posterior(all, chance).find(({ candidates }) => candidates.some((each) => each.id === id))?.credence ?? -1;

describe('the posterior over behaviours', () => {
  it('is a distribution with something left for none of them, best first, each candidate in one cluster', () => {
    fc.assert(
      fc.property(contenders, accident, (all, chance) => {
        const clusters = posterior(all, chance);
        const credences = clusters.map(({ credence }) => credence);
        expect(credences.every((credence) => credence >= 0 && credence <= 1)).toBe(true);
        expect(credences.reduce((sum, each) => sum + each, 0)).toBeLessThan(1);
        expect(credences).toEqual(credences.toSorted((a, b) => b - a));
        const ids = clusters.flatMap(({ candidates }) => candidates.map(({ id }) => id));
        expect(ids.toSorted()).toEqual(all.map(({ candidate }) => candidate.id).toSorted());
      }),
    );
  });

  it('does not depend on the order in which candidates were found', () => {
    fc.assert(
      fc.property(contenders, accident, (all, chance) => {
        for (const { candidate } of all)
          expect(credenceOf(all.toReversed(), candidate.id, chance)).toBeCloseTo(
            credenceOf(all, candidate.id, chance),
            9,
          );
      }),
    );
  });

  it('is never lowered by a rival that does the same, and always by one that does otherwise', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.5, noNaN: true }), accident, (prior, chance) => {
        const alone = credenceOf([contender('a', 0.1)], 'a', chance);
        expect(credenceOf([contender('a', 0.1), contender('b', prior)], 'a', chance)).toBeGreaterThanOrEqual(
          alone,
        );
        expect(
          credenceOf([contender('a', 0.1), contender('b', prior, { cluster: 1 })], 'a', chance),
        ).toBeLessThan(alone);
      }),
    );
  });

  it('falls with the chance that all pass by accident', () => {
    const all = [contender('a', 0.02)];
    expect(credenceOf(all, 'a', 0.02)).toBeCloseTo(0.5, 6);
    expect(credenceOf(all, 'a', 0.0002)).toBeGreaterThan(0.98);
  });

  it('believes less what refuses beside the failing tests what was answered, also alone', () => {
    const directed = { kept: 90, of: 100, refused: 0 };
    const narrow = contender('narrow', 0.02, { directed });
    const wide = contender('wide', 0.02, { directed: { ...directed, refused: 5 } });
    expect(credenceOf([narrow], 'narrow', 0.01)).toBeCloseTo(2 / 3, 6);
    expect(credenceOf([wide], 'wide', 0.01)).toBeLessThan(0.4);
    // Where the failing tests only break down, another answer there counts as it does on any input, and a single one little.
    const answered = { kept: 60, of: 60 };
    const odds = (kept: number, of: number): number =>
      evidenceFor(behaviourOf('a', { answered, directed: { kept, of, refused: 0 } }), []);
    expect(odds(40, 40)).toBeCloseTo(0, 6);
    expect(odds(20, 40)).toBeLessThan(-1.5);
    expect(odds(0, 1)).toBeGreaterThan(odds(20, 40));
    expect(evidenceFor(behaviourOf('a', { directed: { kept: 20, of: 40, refused: 0 } }), [])).toBeCloseTo(
      0,
      6,
    );
  });

  it('leaves a candidate that could not be compared on its own', () => {
    const uncompared: Contender = { candidate: aCandidate('u'), prior: 0.1 };
    const clusters = posterior([contender('a', 0.1), uncompared], 0.001);
    expect(clusters).toHaveLength(2);
    expect(clusters.find(({ candidates }) => candidates[0]?.id === 'u')).not.toHaveProperty('number');
  });

  it('takes what there was no time to compare for no better than what was compared', () => {
    const broken = contender('broken', 0.1, { broke: 20 });
    const unknown: Contender = { candidate: aCandidate('unknown', 0.1), prior: 0.1 };
    const alone = posterior([broken], 0.05)[0]?.credence ?? 0;
    expect(credenceOf([broken, unknown], 'unknown', 0.05)).toBeLessThan(0.5);
    expect(credenceOf([broken, unknown], 'broken', 0.05)).toBeGreaterThan(alone / 2 - 0.05);
  });

  it('believes the smaller of two edits that do the same first', () => {
    const [large, small] = [contender('a', 0.1, { size: 80 }), contender('b', 0.1, { size: 1 })];
    expect(posterior([large, small], 0.001)[0]?.candidates.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('goes by the text of edits that could not be compared', () => {
    const alone = (id: string, text: string): Contender => ({
      candidate: { ...aCandidate(id), edits: [edit(text)] },
      prior: 0.1,
    });
    const clusters = posterior([alone('a', 'x'.repeat(80)), alone('b', 'x')], 0.001);
    expect(clusters.map(({ candidates: [first] }) => first?.id)).toEqual(['b', 'a']);
  });

  it('counts a behaviour that can be had by many edits little more than one that can be had by one', () => {
    const many = Array.from({ length: 9 }, (_, index) => contender(`c${index}`, 0.1));
    const one = contender('one', 0.1, { cluster: 1 });
    expect(credenceOf([...many, one], 'one', 0.001)).toBeGreaterThan(0.3);
  });
});

const edit = (text: string) => ({
  kind: 'modify' as const,
  path: 'a.ts',
  replacements: [{ start: 0, end: 1, text }],
});

describe('what a behaviour speaks for', () => {
  const better: readonly (readonly [string, Partial<Behaviour>, Partial<Behaviour>])[] = [
    ['an example in the documentation that holds', { examples: { held: 1, broken: 0 } }, {}],
    ['no broken example', {}, { examples: { held: 0, broken: 1 } }],
    ['answering what was answered before', {}, { broke: 5 }],
    ['changing fewer answers', { near: { kept: 39, of: 40 } }, { near: { kept: 5, of: 40 } }],
    [
      'keeping the answers where only what broke down was to be mended',
      { answered: { kept: 20, of: 20 } },
      { answered: { kept: 15, of: 20 } },
    ],
    ['keeping the regularities of the results', {}, { irregular: ['f: a result is not negative'] }],
  ];
  it.each(better)('%s is evidence for it', (_, good, bad) => {
    const one = behaviourOf('a', good);
    const other = behaviourOf('b', { cluster: 1, ...bad });
    expect(evidenceFor(one, [one, other])).toBeGreaterThan(evidenceFor(other, [one, other]));
    const clusters = posterior(
      [contender('b', 0.1, { cluster: 1, ...bad }), contender('a', 0.1, good)],
      0.001,
    );
    expect(clusters[0]?.candidates[0]?.id).toBe('a');
  });
});

describe('that few answers change', () => {
  const few = { near: { kept: 39, of: 40 } };
  const all = { cluster: 1, near: { kept: 0, of: 40 } };
  const credenceWith = (calls: number): number => {
    const green = { kept: calls, of: calls };
    return credenceOf(
      [contender('few', 0.1, { ...few, green }), contender('all', 0.1, { ...all, green })],
      'few',
      0.001,
    );
  };

  it('counts by the tests that have found the function right', () => {
    expect(credenceWith(2)).toBeGreaterThan(credenceWith(0) + 0.05);
  });
});

describe('how an edit reads', () => {
  const looking = (id: string, aligned: number, pointless: number, cluster: number): Contender => ({
    ...contender(id, 0.1, { cluster }),
    look: { candidate: id, aligned, pointless },
  });

  it('decides between rivals that do otherwise, where one goes with its sibling', () => {
    const [first] = posterior([looking('odd', -1, 0, 0), looking('aligned', 2, 0, 1)], 0.001);
    expect(first?.candidates[0]?.id).toBe('aligned');
    // Siblings may differ on purpose, so that going less with one decides less.
    const less = credenceOf([looking('less', -2, 0, 0), looking('same', 0, 0, 1)], 'less', 0.001);
    expect(less).toBeLessThan(0.4);
    expect(less).toBeGreaterThan(0.1);
  });

  it('speaks against an accident where it makes a longer piece of code the same as another', () => {
    const twin = {
      ...looking('twin', 0, 0, 0),
      look: { candidate: 'twin', aligned: 0, pointless: 0, twins: 1 },
    };
    expect(credenceOf([twin], 'twin', 0.1)).toBeGreaterThan(
      credenceOf([looking('single', 0, 0, 0)], 'single', 0.1) + 0.2,
    );
  });

  it('lowers the belief in what says a thing twice, or goes less with its sibling, though nothing else passes', () => {
    const once = credenceOf([looking('once', 0, 0, 0)], 'once', 0.05);
    expect(credenceOf([looking('twice', 0, 1, 0)], 'twice', 0.05)).toBeLessThan(once);
    expect(credenceOf([looking('odd', -1, 0, 0)], 'odd', 0.05)).toBeLessThan(once);
  });
});

describe('patches that were not compared', () => {
  it('are one behaviour where one is known to stand with the other', () => {
    const whole = { candidate: aCandidate('whole', 0.1), prior: 0.1 };
    const part = { candidate: aCandidate('part', 0.1), prior: 0.1 };
    expect(tiedWith(posterior([whole, part], 0.01))).toHaveLength(1);
    const together = posterior([{ ...whole, standsWith: 'part' }, part], 0.01);
    expect(together).toHaveLength(1);
    expect(together[0]?.credence).toBeGreaterThan(0.9);
  });
});

describe('behaviours that do the same on every usual input', () => {
  /** Three clusters: the first two differ on so many of a hundred usual inputs, the third on a third of them. */
  const alike = (apart: number) => ({
    of: 100,
    kept: [
      [100, 100 - apart, 66],
      [100 - apart, 100, 66],
      [66, 66, 100],
    ],
  });
  const all = [contender('a', 0.1), contender('b', 0.1, { cluster: 1 }), contender('c', 0.1, { cluster: 2 })];

  it('are right together, so that each is believed for both', () => {
    const [first, second, third] = posterior(all, 0.01, alike(0));
    const [alone] = posterior(all, 0.01);
    expect(alone?.credence).toBeLessThan(0.4);
    expect(first?.credence).toBeGreaterThan(0.55);
    expect(second?.credence).toBeCloseTo(first?.credence ?? 0, 9);
    expect(third?.candidates[0]?.id).toBe('c');
    expect(third?.credence).toBeCloseTo(alone?.credence ?? 0, 1);
  });

  it('are no tie, and less alike the more they differ', () => {
    const tied = (apart: number): number =>
      tiedWith(posterior(all.slice(0, 2), 0.01, alike(apart)), alike(apart)).length;
    expect([tied(0), tied(20)]).toEqual([0, 1]);
    const credences = [0, 1, 3, 20].map((apart) => posterior(all, 0.01, alike(apart))[0]?.credence ?? 0);
    expect(credences).toEqual(credences.toSorted((a, b) => b - a));
    expect(new Set(credences).size).toBe(4);
  });

  it('are not right together where a person has told them apart, on an input that is not among those', () => {
    const said = [1, 0.01, 0.01].map((each, index) => ({
      ...contender(`s${index}`, 0.1, { cluster: index }),
      said: each,
    }));
    const [meant, ...refuted] = posterior(said, 0.01, alike(0));
    expect(meant?.candidates[0]?.id).toBe('s0');
    expect(meant?.credence).toBeGreaterThan(0.85);
    expect(refuted.map(({ credence }) => credence < 0.02)).toEqual([true, true]);
    // What the person has not told apart is as alike as before.
    const asked = [0.01, 0.01].map((each, index) => ({
      ...contender(`s${index}`, 10, { cluster: index }),
      said: each,
    }));
    expect(posterior(asked, 0.01, alike(0))[1]?.credence).toBeGreaterThan(0.85);
  });

  it('say little where few inputs were tried', () => {
    const few = {
      of: 4,
      kept: [
        [4, 4],
        [4, 4],
      ],
    };
    const [first] = posterior(all.slice(0, 2), 0.01, few);
    expect(first?.credence).toBeLessThan(0.65);
  });

  it('leave a distribution over what is meant', () => {
    const sum = posterior(all, 0.01, alike(0)).reduce((total, { exactly }) => total + exactly, 0);
    expect(sum).toBeLessThan(1);
    expect(sum).toBeGreaterThan(0.9);
  });
});

describe('a tie', () => {
  it('is told where a rival is nearly as well believed, and not where one is clear', () => {
    const tied = posterior([contender('a', 0.1), contender('b', 0.08, { cluster: 1 })], 0.001);
    expect(tiedWith(tied).map(({ candidates }) => candidates[0]?.id)).toEqual(['b']);
    expect(tiedWith(posterior([contender('a', 0.1), contender('b', 0.01, { cluster: 1 })], 0.001))).toEqual(
      [],
    );
  });
});
