import * as z from 'zod/mini';
import type { TestReport } from '../loop/types.ts';
import type { PatchedFile } from './protocol.ts';
import { verification } from './settings-schema.ts';

/*
 * What the working surfaces of the editor ask beside whole episodes: fixes that are verified before anybody asks for
 * them, tests, checkpoints, and what became of a patch. A part of `protocol.ts`.
 */

/** Where something is to be computed, and on which texts. */
const workplace = {
  /** Chosen by the editor; every answer carries it. */
  id: z.string(),
  /** Absolute path of the workspace folder. */
  folder: z.string(),
  /** Absolute folder for traces, evidence and checkpoints. */
  stateFolder: z.string(),
};

const checked = {
  ...workplace,
  /** Unsaved buffers: workspace-relative path and full text. */
  overlays: z.array(z.object({ path: z.string(), text: z.string() })),
  trusted: z.boolean(),
  fallbackTypescript: z.optional(z.string()),
  verification: z.optional(verification),
};

export const surfaceQuestions = [
  /** Verified fixes for problems of one file, with the embedded skills, within a budget. */
  z.object({
    type: z.literal('fixes'),
    ...checked,
    path: z.string(),
    /** The most wanted first. Offsets into the text that the overlay, else the disk, has. */
    problems: z.array(
      z.object({
        start: z.number(),
        end: z.number(),
        message: z.string(),
        code: z.optional(z.string()),
        source: z.optional(z.string()),
      }),
    ),
    /** Seconds for all of them together. */
    seconds: z.number(),
    /** Whether it may run while the machine has no mains power. */
    onBattery: z.boolean(),
    /** Absolute folder of what is learned over all workspaces of the user. */
    userFolder: z.optional(z.string()),
  }),
  /** The test files of the folder, with the tests that their text names. */
  z.object({ type: z.literal('list-tests'), ...checked }),
  /** Runs tests of the text as it is, by the project's own runner, in an isolated copy. */
  z.object({
    type: z.literal('run-tests'),
    ...checked,
    /** The whole suite when absent. */
    files: z.optional(z.array(z.string())),
    /** Of these files only these tests, by the names that their texts or an earlier report have; see `NamedTest`. */
    only: z.optional(
      z.array(z.object({ file: z.string(), name: z.string(), is: z.optional(z.enum(['test', 'group'])) })),
    ),
    /** Whether to measure which statements they run. */
    coverage: z.optional(z.boolean()),
    seconds: z.number(),
  }),
  /** Keeps the folder as it is, in the state folder; executes nothing. */
  z.object({
    type: z.literal('checkpoint'),
    ...workplace,
    label: z.string(),
    /** Text of unsaved buffers, kept beside what is on the disk. */
    unsaved: z.array(z.object({ path: z.string(), text: z.string() })),
    /** Checkpoints that are kept; the oldest go. */
    keep: z.number(),
    /** Bytes that all of them together may take on the disk. */
    bytes: z.number(),
  }),
  z.object({ type: z.literal('list-checkpoints'), ...workplace }),
  /** Puts the folder back. */
  z.object({ type: z.literal('restore'), ...workplace, checkpoint: z.string() }),
  /** What the person made of an accepted patch. */
  z.object({
    type: z.literal('survived'),
    ...workplace,
    /** Absolute folder of what is learned over all workspaces. */
    userFolder: z.optional(z.string()),
    /** Of the stored episode. */
    episode: z.string(),
    fate: z.enum(['kept', 'edited', 'reverted']),
    /** Share of the patch's lines that still stand, 0..1. */
    share: z.number(),
    /** Minutes since it was accepted. */
    minutes: z.number(),
  }),
] as const;

/** A fix that passed the whole ladder before anybody asked for it. */
export interface VerifiedFix {
  /** To be named by `accepted`. */
  readonly id: string;
  /** A short line for a person. */
  readonly title: string;
  readonly credence: number;
  readonly patch: readonly PatchedFile[];
  /** Who found the types in order, for example `typescript 6.0.3`; absent where nobody looked. */
  readonly types?: string;
  /** The suite with the fix; absent where no test could be run. */
  readonly tests?: { readonly passed: number; readonly failed: number };
  /** Set while the tests are still to be run: another word on the same problem follows. */
  readonly testing?: true;
}

/** A test file and the tests and groups that its text names, in order. */
export interface ListedTests {
  readonly path: string;
  readonly tests: readonly ListedTest[];
}

/** A test, or a group of them: what a `describe` or a class holds. */
export interface ListedTest {
  readonly name: string;
  /** 1-based. */
  readonly line: number;
  /** Of a group: what it holds, in order; absent for a test. */
  readonly tests?: readonly ListedTest[];
  /** Of a test whose full name, groups and all, is made at run time: a regular expression of what it is reported as. */
  readonly pattern?: string;
}

/** Which statements of a file the tests of a run have executed. */
export interface MeasuredFile {
  /** Workspace-relative. */
  readonly path: string;
  /** Start and end of each statement, without what is nested in it: line and column, 0-based. */
  readonly statements: readonly (readonly [number, number, number, number])[];
  /** Indices of those that ran while a test file loaded. */
  readonly loaded: readonly number[];
  /** By the id of a test: indices of those that it ran; tests that ran none are left out. */
  readonly tests: readonly { readonly id: string; readonly ran: readonly number[] }[];
}

/** A state of the folder that was kept. */
export interface CheckpointCard {
  readonly id: string;
  readonly label: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly files: number;
  readonly unsaved: number;
}

export type SurfaceAnswer =
  /** What needed no answer was done. */
  | { readonly type: 'noted'; readonly id: string }
  /**
   * One of several; `problem` is the index in the question, -1 for all of the file at once. Without a fix the one that
   * was told before is taken back: a test fails with it.
   */
  | { readonly type: 'fix'; readonly id: string; readonly problem: number; readonly fix?: VerifiedFix }
  | {
      readonly type: 'fixes-done';
      readonly id: string;
      readonly seconds: number;
      /** Why nothing was tried, or not all; for a person. */
      readonly note?: string;
      /** Set when it may be tried again later, though nothing has changed. */
      readonly later?: boolean;
    }
  | {
      readonly type: 'tests-listed';
      readonly id: string;
      readonly runner: string;
      readonly files: readonly ListedTests[];
      readonly note?: string;
    }
  | {
      readonly type: 'tests-ran';
      readonly id: string;
      readonly report?: TestReport;
      /** Where it was asked for: the files that are no tests. */
      readonly coverage?: readonly MeasuredFile[];
      readonly note?: string;
    }
  | {
      readonly type: 'checkpoints';
      readonly id: string;
      /** Newest first. */
      readonly checkpoints: readonly CheckpointCard[];
      /** Files that are too large to be kept; they are left alone by a restore. */
      readonly left?: readonly string[];
    }
  | {
      readonly type: 'restored';
      readonly id: string;
      readonly written: number;
      readonly removed: number;
      /** Paths that could not be written, with the reason. */
      readonly failed: readonly string[];
      /** Unsaved texts that the checkpoint holds. */
      readonly unsaved: readonly { readonly path: string; readonly text: string }[];
      /** The state before, so that the restore can be taken back. */
      readonly before: string;
    };
