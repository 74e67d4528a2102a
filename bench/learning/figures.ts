import type { ArmName, Played } from './play.ts';

/** What learning saved in one stream: the arm that learns against the one that does not, on the same tasks. */
export interface StreamFigures {
  /** Share of the candidates per solved task that is saved, in each half; below 0 it took more. */
  readonly candidates: Halves;
  /** The same, of candidates until the patch that was kept. */
  readonly untilKept: Halves;
  /** Of the seconds of a task, and of those of them that are not spent on measuring the untouched project. */
  readonly seconds: Halves;
  readonly searching: Halves;
  /** Of processor seconds, which other work on the machine does not change. */
  readonly processor: Halves;
  /** Tasks that were solved without what was learned, and not with it. */
  readonly lost: number;
  /** The other way round. */
  readonly won: number;
  readonly tasks: number;
}

export interface Halves {
  readonly first: number;
  readonly second: number;
}

export function figuresOf(played: Readonly<Record<ArmName, readonly Played[]>>): StreamFigures {
  const pairs = played.on.flatMap((on, index) => {
    const off = played.off[index];
    return off === undefined ? [] : [{ on, off }];
  });
  const middle = Math.floor(pairs.length / 2);
  const halves = (pick: (one: Played) => number): Halves => ({
    first: savingOf(pairs.slice(0, middle), pick),
    second: savingOf(pairs.slice(middle), pick),
  });
  return {
    candidates: halves(({ candidates }) => candidates),
    untilKept: halves(({ untilKept }) => untilKept),
    seconds: halves(({ seconds }) => seconds),
    searching: halves(({ searching }) => searching),
    processor: halves(({ processor }) => processor),
    lost: pairs.filter(({ on, off }) => off.solved && !on.solved).length,
    won: pairs.filter(({ on, off }) => !off.solved && on.solved).length,
    tasks: pairs.length,
  };
}

/** 1 − (sum with / solved with) / (sum without / solved without): what failed tasks took is charged to the solved ones. */
function savingOf(
  pairs: readonly { readonly on: Played; readonly off: Played }[],
  pick: (one: Played) => number,
): number {
  const perSolved = (arm: ArmName): number => {
    const all = pairs.map((pair) => pair[arm]);
    const sum = all
      .map(pick)
      .filter(Number.isFinite)
      .reduce((a, b) => a + b, 0);
    return sum / Math.max(1, all.filter(({ solved }) => solved).length);
  };
  const without = perSolved('off');
  return without > 0 ? 1 - perSolved('on') / without : 0;
}

/** All streams as one: sums over their tasks. */
export function togetherOf(
  streams: readonly Readonly<Record<ArmName, readonly Played[]>>[],
): StreamFigures | undefined {
  if (streams.length === 0) return undefined;
  // Halves stay halves: the first halves of all, then the second halves of all.
  const half = (arm: ArmName, second: boolean): readonly Played[] =>
    streams.flatMap((stream) => {
      const middle = Math.floor(stream[arm].length / 2);
      return second ? stream[arm].slice(middle) : stream[arm].slice(0, middle);
    });
  const both = (arm: ArmName): readonly Played[] => [...half(arm, false), ...half(arm, true)];
  return figuresOf({ on: both('on'), off: both('off') });
}
