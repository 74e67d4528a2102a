import { describe, expect, it } from 'vitest';
import { drawnFor } from '../../../bench/replay/baselines.ts';
import { auroc, calibrationError, figuresOf, fixedCap } from '../../../bench/replay/figures.ts';
import { type Episode, type Move, play, type ReplayPolicy, type Terms } from '../../../bench/replay/play.ts';
import pooled from '../../../bench/replay/pooled-policy.ts';
import { type Row, streams } from '../../../bench/replay/rows.ts';

const row = (over: Partial<Row>): Row => ({ s: 's', m: 'm', p: 'p', n: 6, hid: '000000', ...over });
const terms: Terms = { mode: 'perfect', cap: 6, price: 0.05, wrong: 1, feedback: 1, reps: 2 };

/** Does the same after the same number of samples, and tells what it saw. */
function scripted(moves: readonly Move[]) {
  const seen: string[] = [];
  const policy: ReplayPolicy = {
    start: ({ model, cap }) => seen.push(`start ${model} ${cap}`),
    decide: (history) => {
      seen.push(history.map(({ out }) => out).join('') || '-');
      return moves[history.length] ?? { act: 'abstain' };
    },
    end: ({ submitted, correct }) => seen.push(`end ${submitted} ${correct}`),
  };
  return { seen, policy };
}

function played(rows: readonly Row[], moves: readonly Move[], over: Partial<Terms> = {}) {
  const { seen, policy } = scripted(moves);
  return { seen, episodes: play(streams(rows), () => policy, { ...terms, reps: 1, ...over }) };
}

const draws = (count: number): Move[] => new Array<Move>(count).fill({ act: 'draw' });

describe('playing recorded samples', () => {
  it('shows one sample at a time, and ends a task when one passes for certain', () => {
    const { seen, episodes } = played([row({ hid: '111111', out: 'PPPPPP' })], draws(6));
    expect(seen).toEqual(['start m 6', '-', 'end 0 true']);
    expect(episodes).toMatchObject([{ draws: 1, submitted: true, right: true }]);
  });

  it('never shows more than the cap, and takes one draw too many for giving up', () => {
    const { seen, episodes } = played([row({})], draws(9), { cap: 3 });
    expect(seen).toEqual(['start m 3', '-', 'F', 'FF', 'FFF', 'end null null']);
    expect(episodes).toMatchObject([{ draws: 3, submitted: false, right: false }]);
  });

  it('hides what is right behind the check that can be seen', () => {
    const problem = row({ hid: '000000', vis: '111111', out: 'HHHHHH' });
    const moves: Move[] = [...draws(2), { act: 'submit', i: 1, p: 0.8 }];
    const { seen, episodes } = played([problem], moves, { mode: 'visible', feedback: 0 });
    expect(seen).toEqual(['start m 6', '-', 'V', 'VV', 'end 1 null']);
    expect(episodes).toMatchObject([{ draws: 2, submitted: true, right: false, credence: 0.8 }]);
  });

  it('judges a forecast by the samples that were left, drawn or not', () => {
    const { episodes } = played(
      [row({ hid: '000000', t: '2023-01-01' }), row({ p: 'q', t: '2024-01-01', hid: '111111' })],
      [{ act: 'abstain', p: 0.4 }],
    );
    expect(episodes.map(({ forecasts }) => forecasts)).toEqual([
      [{ failures: 0, p: 0.4, came: false }],
      [{ failures: 0, p: 0.4, came: true }],
    ]);
  });

  it('gives a stream its problems by date', () => {
    const rows = ['2024-03-01', '2023-01-01', '2023-06-01'].map((t, i) => row({ p: `p${i}`, t }));
    expect(
      streams(rows)
        .get('m')
        ?.map(({ p }) => p),
    ).toEqual(['p1', 'p2', 'p0']);
  });

  it('gives the pooled policy the same start again when the same models come again', () => {
    const rows = ['a', 'b'].flatMap((m) =>
      Array.from({ length: 12 }, (_, i) =>
        row({
          m,
          p: `p${i}`,
          t: `2024-01-${10 + i}`,
          hid: i % 2 === 0 ? '000000' : '111111',
          f: { plen: 50 * i, nvis: 2 },
        }),
      ),
    );
    const once = play(streams(rows), pooled, terms);
    expect(play(streams(rows), pooled, terms)).toEqual(once);
    // What the first model showed of a problem moves what is forecast of it for the second.
    const first = (episode: Episode | undefined): number => episode?.forecasts[0]?.p ?? Number.NaN;
    const forecasts = once.filter(({ model }) => model === 'b').map(first);
    expect(forecasts[1]).toBeGreaterThan((forecasts[0] ?? 1) + 0.1);
  });
});

describe('the figures', () => {
  it('rank: half for ties, one where every positive is above every negative', () => {
    const told = (pairs: readonly (readonly [number, number])[]) => pairs.map(([p, y]) => ({ p, y }));
    expect(
      auroc(
        told([
          [0.1, 0],
          [0.9, 1],
        ]),
      ),
    ).toBe(1);
    expect(
      auroc(
        told([
          [0.5, 0],
          [0.5, 1],
        ]),
      ),
    ).toBe(0.5);
    expect(
      auroc(
        told([
          [0.1, 1],
          [0.3, 0],
          [0.5, 1],
          [0.5, 0],
        ]),
      ),
    ).toBeCloseTo(0.375, 12);
    expect(auroc(told([[0.5, 1]]))).toBeNaN();
  });

  it('calibrate: the mean gap of the bins, by their size', () => {
    expect(
      calibrationError([
        { p: 0.15, y: 0 },
        { p: 0.15, y: 0 },
        { p: 0.95, y: 1 },
        { p: 0.95, y: 0 },
      ]),
    ).toBeCloseTo((0.3 + 0.9) / 4, 12);
  });

  it('count what best-of-n would have had on the same draws', () => {
    const { episodes } = played([row({ hid: '111111' }), row({ p: 'q' })], draws(1));
    const figures = figuresOf(episodes, { ...terms, reps: 1 });
    expect(figures).toMatchObject({ solved: 0.5, draws: 1, solvedOfBest: 1, drawsOfBest: 2 / 7 });
    expect(figures.utility).toBeCloseTo(0.5 - 0.05, 12);
    expect(episodes.map((episode) => fixedCap(episode, 4).draws)).toEqual(expect.arrayContaining([1, 4]));
  });

  it('read the samples for a share of the solves between two points of the frontier', () => {
    const points = [
      { solved: 0.8, drawn: 0.2 },
      { solved: 1, drawn: 0.6 },
    ];
    expect(drawnFor(points, 0.9)).toBeCloseTo(0.4, 12);
    expect(drawnFor(points, 0.7)).toBe(0.2);
    expect(drawnFor(points.slice(0, 1), 0.9)).toBeUndefined();
  });
});
