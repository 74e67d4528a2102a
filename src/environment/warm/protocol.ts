import type { WireCall, WireInput, WireOutcome } from '../probe/wire-value.ts';

/*
 * What the engine and the warm process say to each other, one JSON object a line. The process runs the project's own
 * code, so what it says is evidence only as far as the cold run agrees with it.
 */

export type Dialect = 'vitest' | 'jest' | 'mocha' | 'node:test';

/** What the process must know of the package whose tests it runs. Paths are absolute unless said otherwise. */
export interface PackageFacts {
  /** The workspace within the copy. */
  readonly root: string;
  /** The package within the copy. */
  readonly folder: string;
  readonly dialect: Dialect;
  /** Arguments of the project's own call of its runner, for the options that matter here. */
  readonly args: readonly string[];
}

/** How often statements ran: by file, the indices of its probes that were reached. */
export type Reached = readonly (readonly [path: string, probes: readonly number[]])[];

export interface WireResult {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped';
  readonly message?: string;
  readonly stack?: string;
  readonly expected?: string;
  readonly actual?: string;
  readonly reached?: Reached;
  /** Steps of its loops and functions, where they were counted. */
  readonly steps?: number;
  readonly milliseconds: number;
}

/** Workspace-relative paths with the text to use in place of the copy's; null deletes. */
export type WireTexts = readonly (readonly [path: string, text: string | null])[];

/** An expression that variants change: see `infection/checks.ts`. */
export interface WirePlace {
  readonly variants: readonly number[];
  /** Whether all that counts of its value is whether it holds. */
  readonly isCondition: boolean;
}

/** A test by its place in the list of names that the process was told, or by its id where it is not in it. */
export type TestRef = number | string;

export type ToWorker =
  | { readonly type: 'open'; readonly facts: PackageFacts }
  /** Keeps instrumented texts for the measuring of coverage, each with the name and number of its probes. */
  | {
      readonly type: 'measure';
      readonly texts: WireTexts;
      readonly probes: readonly (readonly [path: string, name: string, size: number])[];
    }
  /** The ids of all known tests, so that no later message has to spell them. */
  | { readonly type: 'names'; readonly names: readonly string[] }
  /** Runs every test of one file in a fresh state. */
  | {
      readonly type: 'file';
      readonly id: number;
      readonly file: string;
      /** With the instrumented texts. */
      readonly coverage: boolean;
      /** Last test first, to see whether tests lean on each other. */
      readonly reversed: boolean;
      /** Steps that each test may take, where one of them may never end; with the instrumented texts alone. */
      readonly steps?: number;
      readonly limit: number;
    }
  /** Keeps texts that hold the variants of many candidates, until others are kept. */
  | { readonly type: 'keep'; readonly id: number; readonly texts: WireTexts }
  /** Runs chosen tests of one candidate. */
  | {
      readonly type: 'run';
      readonly id: number;
      readonly texts: WireTexts;
      /** By file, in this order. A file whose tests lean on each other is run from its start. */
      readonly files: readonly {
        readonly file: string;
        readonly tests: readonly TestRef[];
        readonly fromStart: boolean;
        /** Steps that each of them may take; any number where it is not known. */
        readonly steps?: number;
      }[];
      readonly bail: boolean;
      /** Texts that the process keeps, in the place of those above, and which of their variants runs. */
      readonly kept?: number;
      readonly variant?: number;
      /** What the texts look at: it is told by file which variants would have given another value. */
      readonly checks?: readonly WirePlace[];
      /** Milliseconds of computing, and by the clock: the same unless given. */
      readonly limit: number;
      readonly most?: number;
    }
  /** Runs tests of instrumented texts while their calls are recorded, then inputs. */
  | {
      readonly type: 'probe';
      readonly id: number;
      readonly texts: WireTexts;
      readonly files: Extract<ToWorker, { type: 'run' }>['files'];
      /** Functions that a call must reach to be kept. */
      readonly wanted: readonly string[];
      readonly inputs: readonly WireInput[];
      /** Once the inputs took so many, no other is run. */
      readonly steps: number;
      /** What takes more of them on one input is taken for endless. */
      readonly enough?: number;
      /** Milliseconds. */
      readonly limit: number;
    };

export type FromWorker =
  | { readonly type: 'opened'; readonly reason?: string }
  | { readonly type: 'measured' }
  | { readonly type: 'named' }
  /** `isValid`: the texts can be compiled, without the copies whose numbers are given. */
  | { readonly type: 'kept'; readonly isValid: boolean; readonly without: readonly number[] }
  | {
      readonly type: 'file-ran';
      readonly id: number;
      readonly results: readonly WireResult[];
      /** Files of the project that were loaded for it, itself among them. */
      readonly loaded: readonly string[];
      /** What ran while it loaded. */
      readonly load: Reached;
      /** The file could not be loaded. */
      readonly error?: { readonly message: string; readonly stack: string };
      /** Something it uses that has no equal here. */
      readonly unsupported?: string;
      readonly milliseconds: number;
    }
  | {
      readonly type: 'ran';
      readonly id: number;
      readonly status: 'ran' | 'timed-out' | 'crashed' | 'could-not-run';
      /** Places in the list of names of tests that passed. */
      readonly passed: readonly number[];
      /** All other tests that ended. */
      readonly results: readonly WireResult[];
      readonly fileErrors: readonly {
        readonly file: string;
        readonly message: string;
        readonly stack: string;
      }[];
      /** How many of the files of the request it came to; it ended in the last of these. */
      readonly begun: number;
      /** For each of these files the variants that would have given another value; where that was looked at. */
      readonly infected?: readonly (readonly number[])[];
      readonly reason?: string;
      readonly milliseconds: number;
    }
  | {
      readonly type: 'probed';
      readonly id: number;
      readonly calls: readonly WireCall[];
      readonly outcomes: readonly WireOutcome[];
      readonly steps: number;
      /** Steps of the longest input that came to an end. */
      readonly longest: number;
      /** Why nothing could be recorded. */
      readonly reason?: string;
    };
