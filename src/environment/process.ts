import type { CancelSignal } from '../loop/types.ts';

/** One command to run to its end, with limits. No shell: the argument vector is exact. */
export interface CommandRequest {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment of the command. */
  readonly env: Readonly<Record<string, string>>;
  readonly limitSeconds: number;
  /** Bytes of output kept; the command is ended when it prints more. */
  readonly limitBytes: number;
  readonly signal: CancelSignal;
}

export interface CommandResult {
  readonly ended: 'exited' | 'timed-out' | 'cancelled' | 'too-much-output' | 'not-started';
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Why it could not be started. */
  readonly reason?: string;
}
