import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { learningOf, reliabilityOf, type ToldEpisode } from '../../../src/trace/own-figures.ts';

/** An episode as its trace tells it. */
const episode = (
  day: number,
  told: { credence: number; verdict: string; candidates?: number; kept?: number; assessed?: string },
): ToldEpisode => ({
  id: `202601${String(day).padStart(2, '0')}120000-abc`,
  events: [
    {
      at: 1,
      type: 'assessed',
      assessment: {
        verdict: told.assessed ?? 'solve',
        credence: told.credence,
        target: { kind: 'failing-test' },
      },
    },
    { at: 2, type: 'reflected', reflection: told.kept === undefined ? {} : { candidates: told.kept } },
    {
      at: 3,
      type: 'outcome',
      verdict: told.verdict,
      seconds: 4,
      candidates: told.candidates ?? 10,
    },
  ] as unknown as TraceEvent[],
});

describe('the reliability of the product’s own credences', () => {
  it('compares what was held likely with what came true', () => {
    const episodes = [1, 2, 3, 4].map((day) =>
      episode(day, { credence: 0.75, verdict: day === 4 ? 'exhausted' : 'solved' }),
    );
    const curve = reliabilityOf([...episodes, episode(5, { credence: 1, verdict: 'solved' })]);
    expect(curve.episodes).toBe(5);
    expect(
      curve.bins.map(({ low, count, predicted, observed }) => [low, count, predicted, observed.mean]),
    ).toEqual([
      [0.7, 4, 0.75, 0.75],
      [0.9, 1, 1, 1],
    ]);
    expect(curve.ece).toBeCloseTo(0, 10);
    expect(curve.brier).toBeCloseTo((3 * 0.0625 + 0.5625) / 5, 10);
    const [first] = curve.bins;
    expect(first?.observed.low).toBeGreaterThan(0.3);
    expect(first?.observed.high).toBeLessThan(0.97);
  });

  it('leaves out what was never tried or was stopped', () => {
    const curve = reliabilityOf([
      episode(1, { credence: 0.2, verdict: 'abstained', assessed: 'abstain' }),
      episode(2, { credence: 0.8, verdict: 'cancelled' }),
    ]);
    expect(curve).toEqual({ bins: [], episodes: 0 });
  });
});

describe('the learning curve', () => {
  it('follows the effort per solved task, oldest first', () => {
    const curve = learningOf([
      episode(4, { credence: 0.8, verdict: 'solved', kept: 10 }),
      episode(1, { credence: 0.8, verdict: 'solved', kept: 100 }),
      episode(2, { credence: 0.8, verdict: 'solved', kept: 400 }),
      episode(3, { credence: 0.8, verdict: 'solved', kept: 40 }),
      episode(5, { credence: 0.8, verdict: 'exhausted', candidates: 5000 }),
    ]);
    expect(curve.points.map(({ solved, untilKept }) => [solved, untilKept])).toEqual([
      [true, 100],
      [true, 400],
      [true, 40],
      [true, 10],
      [false, undefined],
    ]);
    expect(curve.points[0]?.at).toBe(Date.UTC(2026, 0, 1, 12));
    expect(curve.trend.map(({ candidates }) => Math.round(candidates))).toEqual([100, 200, 117, 63]);
    // Four are too few to say that later ones take less.
    expect(curve.later).toBeUndefined();
  });

  it('compares later tasks with earlier ones as far as their number allows', () => {
    const solved = (day: number, kept: number) => episode(day, { credence: 0.8, verdict: 'solved', kept });
    const days = Array.from({ length: 20 }, (_, day) => day + 1);
    const faster = learningOf(days.map((day) => solved(day, (day > 10 ? 10 : 100) + (day % 3))));
    expect(faster.later?.candidates.mean).toBeCloseTo(0.1, 1);
    expect(faster.later?.candidates.high).toBeLessThan(0.2);
    expect(faster.later?.seconds.mean).toBeCloseTo(1, 10);
    const asBefore = learningOf(days.map((day) => solved(day, day % 2 === 0 ? 3 : 3000)));
    expect(asBefore.later?.candidates.low).toBeLessThan(1);
    expect(asBefore.later?.candidates.high).toBeGreaterThan(1);
  });

  it('takes a question before there is a patch for no success, and one about a verified patch for one', () => {
    const asked = (kept?: number) =>
      episode(1, { credence: 0.8, verdict: 'asked', ...(kept === undefined ? {} : { kept }) });
    expect(learningOf([asked()]).points[0]?.solved).toBe(false);
    expect(learningOf([asked(7)]).points[0]?.solved).toBe(true);
    expect(reliabilityOf([asked()]).episodes).toBe(0);
    expect(reliabilityOf([asked(7)]).bins[0]?.observed.mean).toBe(1);
  });

  it('tells how far from the diagonal chance alone leads', () => {
    const all = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        episode(1 + (at % 28), { credence: 0.75, verdict: at % 4 === 0 ? 'exhausted' : 'solved' }),
      );
    expect(reliabilityOf(all(1)).eceByChance).toBeCloseTo(Math.sqrt((2 * 0.75 * 0.25) / Math.PI), 10);
    expect(reliabilityOf(all(400)).eceByChance).toBeLessThan(0.02);
  });
});
