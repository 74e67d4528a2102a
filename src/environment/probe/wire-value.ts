import * as z from 'zod/mini';

/**
 * A value of the program under test as JSON. What JSON has no word for is an object with a `t`; what cannot be written
 * down at all is `live`: a reference to what a test passed, by its number within one recorded call.
 */
export type WireValue = null | boolean | number | string | Tagged;

export type Tagged =
  | { readonly t: 'array' | 'tuple' | 'set'; readonly v: readonly WireValue[] }
  /** A plain object; the keys in their order. */
  | { readonly t: 'object'; readonly v: readonly (readonly [key: string, value: WireValue])[] }
  | { readonly t: 'map'; readonly v: readonly (readonly [key: WireValue, value: WireValue])[] }
  | {
      readonly t: 'instance';
      readonly ref: number;
      readonly class: string;
      readonly v: readonly (readonly [key: string, value: WireValue])[];
    }
  /** `number`: what JSON has no number for. `float`: a number that Python tells from an integer. `date`: milliseconds. */
  | { readonly t: 'number' | 'float' | 'bigint' | 'date'; readonly v: string }
  | { readonly t: 'undefined' | 'cut' }
  | { readonly t: 'live'; readonly ref: number; readonly text: string };

/**
 * Whether this is such a value. Checked by hand: a union of schemas looks at what lies within once for every alternative, at
 * each level, which takes seconds for the objects of a small project.
 */
export function isWireValue(value: unknown): value is WireValue {
  if (value === null) return true;
  if (typeof value !== 'object') return /^(boolean|number|string)$/.test(typeof value);
  const { t, v, ref, class: name, text } = value as Readonly<Record<string, unknown>>;
  switch (t) {
    case 'array':
    case 'tuple':
    case 'set':
      return Array.isArray(v) && v.every(isWireValue);
    case 'object':
      return hasKeys(v);
    case 'instance':
      return Number.isSafeInteger(ref) && typeof name === 'string' && hasKeys(v);
    case 'map':
      return (
        Array.isArray(v) && v.every((pair) => isPair(pair) && isWireValue(pair[0]) && isWireValue(pair[1]))
      );
    case 'number':
    case 'float':
    case 'bigint':
    case 'date':
      return typeof v === 'string';
    case 'undefined':
    case 'cut':
      return true;
    case 'live':
      return Number.isSafeInteger(ref) && typeof text === 'string';
    default:
      return false;
  }
}

function isPair(value: unknown): value is readonly [unknown, unknown] {
  return Array.isArray(value) && value.length === 2;
}

function hasKeys(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((pair) => isPair(pair) && typeof pair[0] === 'string' && isWireValue(pair[1]))
  );
}

const wireValueSchema = z.custom<WireValue>(isWireValue);

/** One step of what a test did with a part of the project: the last step is the call that is looked at. */
const wireStepSchema = z.object({
  kind: z.enum(['new', 'value', 'call']),
  /** What is made or called, for people. */
  name: z.string(),
  args: z.array(wireValueSchema),
});
export type WireStep = z.infer<typeof wireStepSchema>;

/** A call that a test made, with what led to it. */
export const wireCallSchema = z.object({
  /** Tells the call from the others of its run; the same call of a test has the same in every version. */
  base: z.string(),
  /** `path#Class.method`. */
  function: z.string(),
  test: z.string(),
  passed: z.boolean(),
  /** The test made it itself; otherwise the project did. */
  isEntry: z.boolean(),
  steps: z.array(wireStepSchema),
});
export type WireCall = z.infer<typeof wireCallSchema>;

/** How one input ended. */
export const wireOutcomeSchema = z.object({
  input: z.int(),
  kind: z.enum(['returned', 'threw', 'hung', 'unmatched']),
  /** What was returned; for what was thrown, its kind and message. */
  value: wireValueSchema,
  /** Arguments that the call changed, by position. */
  changed: z.array(z.tuple([z.int(), wireValueSchema])),
  /** The receiver afterwards. */
  receiver: z.optional(wireValueSchema),
});
export type WireOutcome = z.infer<typeof wireOutcomeSchema>;

/** A recorded call with other arguments in some of its steps. */
export interface WireInput {
  readonly id: number;
  readonly base: string;
  readonly args: readonly (readonly [step: number, args: readonly WireValue[]])[];
}

/** What one version of the project did. */
export interface Probed {
  readonly status: 'ran' | 'could-not-run';
  readonly calls: readonly WireCall[];
  readonly outcomes: readonly WireOutcome[];
  /** Those of the second time, where it was asked for. */
  readonly again?: readonly WireOutcome[];
  /**
   * Steps that the inputs took, as far as they were counted: lines in Python; turns of loops, bodies of conditions and
   * calls in JavaScript.
   */
  readonly steps: number;
  /** Those of the longest input that came to an end, either time; 0 where none did. */
  readonly longest: number;
  /** Why, when it could not be run. */
  readonly reason?: string;
}

/** Runs one version's tests while recording their calls, then runs inputs. Only in a process that candidates run in anyway. */
export interface ProbeRequest {
  /** Texts in place of the snapshot's, which are none for the untouched version. */
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Files whose functions are recorded. */
  readonly files: readonly string[];
  /** Functions that calls must reach to be kept, as `path#Class.method`. */
  readonly wanted: readonly string[];
  /** Tests whose calls are recorded. */
  readonly tests: readonly string[];
  readonly inputs: readonly WireInput[];
  /** Whether all of it is wanted a second time, in a state of its own, with the inputs from the last to the first. */
  readonly again?: boolean;
  /** Once the inputs took so many, no other is run: the same on a busy machine as on a quiet one. */
  readonly steps: number;
  /** What takes more of them on one input is taken for endless, the same for each version; as many as go when absent. */
  readonly enough?: number;
  /** For what counts no steps. */
  readonly limitSeconds: number;
}

export function isTagged(value: WireValue): value is Tagged {
  return typeof value === 'object' && value !== null;
}
