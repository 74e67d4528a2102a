import * as z from 'zod/mini';
import type { SamplingState } from '../belief/sampling/state.ts';

const number = z.number().check(z.gte(-1e9), z.lte(1e9));
const positive = z.number().check(z.nonnegative(), z.lte(1e9));

const effects = z
  .object({
    names: z.array(z.string().check(z.maxLength(400))).check(z.maxLength(96)),
    mean: z.array(number),
    covariance: z.array(number),
  })
  .check(
    z.refine(
      ({ names, mean, covariance }) =>
        mean.length === names.length &&
        covariance.length === names.length ** 2 &&
        new Set(names).size === names.length &&
        names.every((_, i) => (covariance[i * names.length + i] ?? 0) > 0),
    ),
  );

const normal = z.object({ mean: number, variance: z.number().check(z.gt(0), z.lte(1e9)) });

const schema = z.object({
  version: z.literal(1),
  rate: effects,
  spread: z.array(z.number().check(z.nonnegative(), z.lte(1))).check(
    z.length(7),
    z.refine((weights) => Math.abs(weights.reduce((a, b) => a + b, 0) - 1) < 1e-6),
  ),
  recalibration: effects,
  truth: effects,
  gauges: z.record(z.string(), z.object({ count: positive, mean: number, squares: positive })),
  known: z.record(z.string(), z.object({ rate: normal, truth: normal })),
  tasks: positive,
});

/** What was learned about models, from the text of a file; undefined when it is no such text or of another version. */
export function parseSamplingState(text: string): SamplingState | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const taken = z.object({ taken: z.array(z.string().check(z.maxLength(200))).check(z.maxLength(1000)) });

/** Names of the files beside it that the text has taken in. */
export function takenIn(text: string): readonly string[] {
  try {
    const parsed = taken.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.taken : [];
  } catch {
    return [];
  }
}

/**
 * One line, for the file that `parseSamplingState` reads. Nine digits: the spread still sums to 1.
 * @param from names of the files beside it that it has taken in
 */
export function formatSamplingState(state: SamplingState, from: readonly string[] = []): string {
  return JSON.stringify({ ...state, ...(from.length === 0 ? {} : { taken: from }) }, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(9)) : value,
  );
}
