import { totalmem } from 'node:os';

/** What one command or service may use, together with all that it starts. */
export interface TreeLimits {
  /** Megabytes of memory that the whole tree holds at once. */
  readonly memoryMegabytes: number;
  /** Processes that live at once. */
  readonly processes: number;
  /** Megabytes that it writes into the folders that are its own. */
  readonly diskMegabytes: number;
  /** Bytes of standard output and standard error together. */
  readonly outputBytes: number;
}

const MEGABYTE = 1024 * 1024;

/**
 * The limits unless told otherwise: far above what test suites take, and below what makes a machine unusable for the
 * person who sits at it. A suite that starts a process for each core still fits on a large machine.
 */
export const LIMITS: TreeLimits = {
  memoryMegabytes: Math.min(4096, Math.floor(totalmem() / MEGABYTE / 2)),
  processes: 512,
  diskMegabytes: 2048,
  outputBytes: 50 * MEGABYTE,
};

/** Milliseconds between two looks at a tree's memory and processes. */
export const WATCH_MS = 150;
