import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { chapterOf, isMilestone } from '../../../src/trace/chapters.ts';
import { TraceFold } from '../../../src/trace/fold.ts';
import { failurePatterns, rungsOf, standingOf, tallyOf } from '../../../src/trace/ladder.ts';
import { shiftsOf } from '../../../src/trace/shifts.ts';
import { aCandidate, anObservation } from '../../support/world.ts';
import { longTrace } from './long-trace.ts';
import { sampleTrace } from './sample-trace.ts';

describe('folding a trace', () => {
  const events = longTrace(10_000);

  it('tells of each of thousands of candidates what the events said of it', () => {
    const { view } = TraceFold.of(events);
    expect(view.candidates).toHaveLength(events.filter((event) => event.type === 'proposed').length);
    const [first, last] = [view.candidates[0], view.candidates[99]];
    expect(first).toMatchObject({ step: 0, critique: { evidence: 'way 0' }, diff: '@@ -0 @@\n-a\n+b' });
    expect(last && standingOf(last)).toBe('confirmed');
  });

  it('gives at any moment what a fold of the events until then gives', () => {
    const whole = sampleTrace();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length }), (until) => {
        const stepwise = new TraceFold();
        for (const event of whole.slice(0, until)) stepwise.add(event);
        expect(stepwise.count).toBe(until);
        expect(stepwise.view).toEqual(TraceFold.of(whole.slice(0, until)).view);
      }),
    );
  });

  it('touches no candidate but the one that an event is about', () => {
    const fold = TraceFold.of(events);
    const before = [...fold.view.candidates];
    const observation = anObservation('c7', 'types');
    fold.add({ at: 200, type: 'observed', step: 7, observation, reward: { total: 1, parts: [] } });
    const changed = fold.view.candidates.flatMap((each, index) =>
      each === before[index] ? [] : [each.candidate.id],
    );
    expect(changed).toEqual(['c7']);
  });

  it('keeps the tests that were written, and what they show', () => {
    const test = { path: 'new.test.ts', text: 'it()', claim: 'fifty is free' };
    const { view } = TraceFold.of([
      { at: 1, type: 'reproduced', test, shows: false, reason: 'it passes already' },
      { at: 2, type: 'reproduced', test, shows: true },
    ]);
    expect(view.newTests).toEqual([
      { test, shows: false, reason: 'it passes already' },
      { test, shows: true },
    ]);
  });

  it('knows of what was withheld which was used after all', () => {
    const known = TraceFold.of(sampleTrace()).view;
    const withheld = [...known.behaviors, ...known.withheld];
    const late = withheld.slice(0, 1);
    const { view } = TraceFold.of([
      { at: 0, type: 'recalled', behaviors: [], withheld, complaints: [] },
      { at: 9, type: 'released', behaviors: late, candidates: 40 },
    ]);
    expect(withheld).toHaveLength(2);
    expect(view.withheld).toEqual(withheld);
    expect(view.released).toEqual(late);
  });

  it('means the latest proposal where an id comes twice', () => {
    const propose = (step: number): TraceEvent => ({
      at: 0,
      type: 'proposed',
      step,
      candidate: aCandidate('c'),
    });
    const { view } = TraceFold.of([
      propose(0),
      propose(1),
      { at: 1, type: 'confirmed', candidate: 'c', observation: anObservation('c', 'passes') },
    ]);
    expect(view.candidates.map(standingOf)).toEqual(['waiting', 'confirmed']);
  });
});

describe('the ladder', () => {
  const { candidates } = TraceFold.of(longTrace(10_000)).view;

  it('has a place for every rung, reached or not', () => {
    expect(rungsOf({ step: 0, candidate: aCandidate('c') }).map((rung) => rung.status)).toEqual(
      Array.from({ length: 7 }, () => 'skipped'),
    );
  });

  it('counts at each rung who reached it and who fell', () => {
    const tests = tallyOf(candidates).find((each) => each.rung === 'tests');
    const passed = candidates.filter((each) => standingOf(each) === 'confirmed').length;
    expect(tests).toEqual({ rung: 'tests', passed, refused: candidates.length - passed, unclear: 0 });
  });

  it('says that a cold run refused what the search had passed', () => {
    const observation = anObservation('c', 'passes');
    const confirmation = anObservation('c', 'tests');
    expect(standingOf({ step: 0, candidate: aCandidate('c'), observation, confirmation })).toBe(
      'contradicted',
    );
  });

  it('groups those that failed alike, the most frequent first', () => {
    const patterns = failurePatterns(candidates, 3);
    expect(patterns).toHaveLength(3);
    expect(patterns[0]?.count).toBeGreaterThanOrEqual(patterns[2]?.count ?? 0);
    expect(patterns[0]?.example.critique?.evidence).toBe(patterns[0]?.signature);
  });
});

describe('the strategy over time', () => {
  const strategy = (first: number) => ({
    weights: [
      { skill: 'a', weight: first, why: '' },
      { skill: 'b', weight: 1 - first, why: '' },
    ],
  });

  it('is thinned to what a picture can show, and keeps how it began and ended', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (many) => {
        const strategies = Array.from({ length: many }, (_, at) => ({ at, strategy: strategy(at / many) }));
        const { points, skills } = shiftsOf(strategies, many + 5, 50);
        expect(points.length).toBeLessThanOrEqual(53);
        expect(points[0]?.at).toBe(0);
        expect(points.at(-1)?.at).toBe(many + 5);
        for (const { shares } of points) {
          expect(shares).toHaveLength(skills.length);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
        }
      }),
    );
  });

  it('makes shares of weights that do not sum to one, and nothing of none', () => {
    const half = { weights: [{ skill: 'a', weight: 0.25, why: '' }] };
    expect(shiftsOf([{ at: 0, strategy: half }], 0).points[0]?.shares).toEqual([1]);
    expect(shiftsOf([], 3)).toEqual({ skills: [], points: [] });
  });
});

describe('milestones', () => {
  it('are what a person would tell, not each of thousands of candidates', () => {
    const events = longTrace(10_000);
    expect(events.filter(isMilestone).length).toBeLessThan(events.length / 50);
    expect(new Set(events.map(chapterOf))).toEqual(
      new Set(['judgement', 'candidates', 'decisions', 'strategy']),
    );
    const kinds = sampleTrace()
      .filter(isMilestone)
      .map((event) => event.type);
    expect(kinds).toEqual(expect.arrayContaining(['started', 'assessed', 'confirmed', 'outcome']));
    expect(kinds).not.toContain('proposed');
  });
});
