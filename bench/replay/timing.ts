import { performance } from 'node:perf_hooks';
import { eligible, play, type ReplayPolicy, type Terms } from './play.ts';
import shipped from './policy.ts';
import pooled from './pooled-policy.ts';
import { type Row, streams } from './rows.ts';

export interface Times {
  readonly count: number;
  readonly median: number;
  readonly ninetyNine: number;
  /** Milliseconds that one in a thousand exceeds. */
  readonly most: number;
}

/** How long one call takes: of `start`, `decide` and `end` each, over streams of both modes, alone and with one memory for all. */
export function decisionTimes(rows: readonly Row[], cap: number): Times {
  const spent: number[] = [];
  const timed = (policy: ReplayPolicy): ReplayPolicy => {
    const watch = <T>(call: () => T): T => {
      const began = performance.now();
      const result = call();
      spent.push(performance.now() - began);
      return result;
    };
    return {
      start: (problem) => watch(() => policy.start(problem)),
      decide: (history) => watch(() => policy.decide(history)),
      end: (feedback) => watch(() => policy.end(feedback)),
    };
  };
  for (const mode of ['perfect', 'visible'] as const) {
    const terms: Terms = { mode, cap, price: 0.02, wrong: 1, feedback: 1, reps: 1 };
    const some = [...streams(rows.filter((row) => eligible(row, terms)))].slice(0, 6);
    play(new Map(some), () => timed(shipped()), terms);
    play(new Map(some), (options) => timed(pooled(options)), terms);
  }
  const sorted = spent.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { count: sorted.length, median: at(0.5), ninetyNine: at(0.99), most: at(0.999) };
}
