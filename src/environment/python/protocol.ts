import * as z from 'zod/mini';
import { type WireInput, wireCallSchema, wireOutcomeSchema } from '../probe/wire-value.ts';

/*
 * What the engine and the server say to each other, one JSON object a line. The server runs the project's own code, so
 * what it says is evidence only as far as the cold run agrees with it.
 */

/** What the server must know of the project. */
export interface ProjectFacts {
  /** Absolute path of the workspace within the copy. */
  readonly root: string;
  /** Absolute path of the project within the copy: the working folder. */
  readonly folder: string;
  readonly kind: 'pytest' | 'unittest';
  /** The cold run's own reporter, as Python. */
  readonly reporter: string;
  /** Options of every run of pytest. */
  readonly options: readonly string[];
  /** Test files, relative to the working folder. */
  readonly files: readonly string[];
}

export type Question =
  | {
      readonly type: 'open';
      readonly facts: ProjectFacts;
      readonly limit: number;
      readonly coverage: boolean;
      /** Files whose tests lean on each other, where that is known from before. */
      readonly fromStart: readonly string[] | null;
    }
  | {
      readonly type: 'run';
      readonly id: number;
      /** The texts are in the copy already. */
      readonly changed: readonly (readonly [path: string, kind: 'modify' | 'create' | 'delete'])[];
      readonly tests: readonly string[];
      readonly bail: boolean;
      readonly limit: number;
    }
  /** Runs the tests of many candidates one after another in one child, each until one fails. The copy is untouched. */
  | {
      readonly type: 'judge';
      readonly id: number;
      readonly candidates: readonly {
        /** Texts of files that the snapshot has too, as they are written. */
        readonly texts: readonly (readonly [path: string, text: string])[];
        readonly tests: readonly string[];
      }[];
      /** Seconds that one of them may take by the clock. */
      readonly limit: number;
    }
  /** Runs tests while their calls are recorded, then inputs. The texts are in the copy already. */
  | {
      readonly type: 'probe';
      readonly id: number;
      readonly changed: readonly (readonly [path: string, kind: 'modify' | 'create' | 'delete'])[];
      readonly tests: readonly string[];
      /** Functions that a call must reach to be kept. */
      readonly wanted: readonly string[];
      readonly inputs: readonly WireInput[];
      /** Whether all of it is done a second time, in another child, with the inputs from the last to the first. */
      readonly again: boolean;
      /** Once the inputs took so many, no other is run. */
      readonly steps: number;
      /** What takes more of them on one input is taken for endless. */
      readonly enough: number | null;
      readonly limit: number;
    }
  | { readonly type: 'compile'; readonly texts: readonly (readonly [path: string, text: string])[] };

const reached = z.array(z.tuple([z.string(), z.array(z.int())]));
const byName = z.array(z.tuple([z.string(), reached]));

const coverageSchema = z.object({
  statements: z.array(z.tuple([z.string(), z.array(z.tuple([z.int(), z.int()]))])),
  tests: byName,
  load: byName,
  loaded: z.array(z.tuple([z.string(), z.array(z.string())])),
});
export type WireCoverage = z.infer<typeof coverageSchema>;

const problemSchema = z.object({
  path: z.string(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  line: z.int(),
  message: z.string(),
});
/** What the compiler of Python says of a text. */
export type CompileProblem = z.infer<typeof problemSchema>;
export const problemsSchema = z.array(problemSchema);

export const answerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    reason: z.optional(z.nullable(z.string())),
    lines: z.array(z.unknown()),
    unsupported: z.array(z.tuple([z.string(), z.string()])),
    coverage: z.optional(z.nullable(coverageSchema)),
    fromStart: z.optional(z.array(z.string())),
  }),
  z.object({
    type: z.literal('ran'),
    id: z.int(),
    how: z.enum(['in place', 'loaded anew']),
    status: z.enum(['ran', 'could-not-run', 'timed-out', 'crashed']),
    lines: z.array(z.unknown()),
    reason: z.nullable(z.string()),
    /** Something of the copy may have changed. */
    dirty: z.boolean(),
  }),
  z.object({
    type: z.literal('judged'),
    id: z.int(),
    /** For each candidate what its tests reported, where one fails or does not end; null where it has to be run by itself. */
    verdicts: z.array(
      z.nullable(z.object({ status: z.enum(['ran', 'timed-out']), lines: z.array(z.unknown()) })),
    ),
    /** Whether the untouched tests still ended as they did after the candidates. */
    holds: z.boolean(),
    dirty: z.boolean(),
  }),
  z.object({
    type: z.literal('probed'),
    id: z.int(),
    status: z.enum(['ran', 'could-not-run']),
    calls: z.array(wireCallSchema),
    outcomes: z.array(wireOutcomeSchema),
    again: z.array(wireOutcomeSchema),
    steps: z.int(),
    /** Steps of the longest input that came to an end. */
    longest: z.int(),
    reason: z.nullable(z.string()),
    /** Something of the copy may have changed. */
    dirty: z.boolean(),
  }),
  z.object({ type: z.literal('compiled'), problems: problemsSchema }),
]);
export type Answer = z.infer<typeof answerSchema>;
