import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Readable } from 'node:stream';
import type { CancelSignal } from '../../loop/types.ts';
import { BoundedText } from './bounded-text.ts';
import { endMarked, LEASE_VARIABLE } from './marked-processes.ts';

/** One command to run to its end, with limits. No shell: the argument vector is exact. */
export interface CommandRequest {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment of the command. */
  readonly env: Readonly<Record<string, string>>;
  readonly limitSeconds: number;
  /** Bytes of output after which the command is ended; its head and tail are kept. */
  readonly limitBytes: number;
  readonly signal: CancelSignal;
  /** Bytes of each stream that are kept; half a megabyte unless told. */
  readonly keepBytes?: number;
}

export interface CommandResult {
  readonly ended: 'exited' | 'timed-out' | 'cancelled' | 'too-much-output' | 'not-started';
  /** Absent when a signal ended the command. */
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** Why it could not be started. */
  readonly reason?: string;
}

/** Time between the request to end and the kill. */
const GRACE_MS = 500;

/** How long output is waited for once the process is gone. */
const DRAIN_MS = 1000;
/** Marks each command and all that it starts, for what leaves its group. */
const RUN_VARIABLE = 'CREDENCE_RUN';

const live = new Map<ChildProcess, string | undefined>();

/** Runs a command. Never throws: every way it can end is a value. Nothing that it started outlives it. */
export function runCommand(request: CommandRequest): Promise<CommandResult> {
  const { argv, cwd, env, signal } = request;
  const began = performance.now();
  const stdout = new BoundedText(request.keepBytes);
  const stderr = new BoundedText(request.keepBytes);
  const result = (ended: CommandResult['ended'], over: Partial<CommandResult> = {}): CommandResult => ({
    ended,
    stdout: stdout.text(),
    stderr: stderr.text(),
    seconds: (performance.now() - began) / 1000,
    ...over,
  });
  if (signal.aborted) return Promise.resolve(result('cancelled'));
  return new Promise((resolve) => {
    const [command, ...args] = argv;
    const mark = randomUUID();
    let child: ChildProcessByStdio<null, Readable, Readable>;
    try {
      // A group of its own, so that ending it ends all that it started.
      child = spawn(command, args, {
        cwd,
        env: { ...env, [RUN_VARIABLE]: mark },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      });
    } catch (error) {
      // For example an argument list that is too long for the system.
      resolve(result('not-started', { reason: error instanceof Error ? error.message : String(error) }));
      return;
    }
    live.set(child, env[LEASE_VARIABLE]);
    let ended: CommandResult['ended'] = 'exited';
    const end = (how: CommandResult['ended']): void => {
      if (ended !== 'exited') return;
      ended = how;
      killGroup(child, 'SIGTERM');
      kill = setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS);
    };
    let kill: NodeJS.Timeout | undefined;
    let drain: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => end('timed-out'), request.limitSeconds * 1000);
    const onAbort = (): void => end('cancelled');
    signal.addEventListener('abort', onAbort, { once: true });
    let bytes = 0;
    const collect = (into: BoundedText) => (chunk: Buffer) => {
      bytes += chunk.length;
      into.add(chunk);
      if (bytes > request.limitBytes) end('too-much-output');
    };
    child.stdout.on('data', collect(stdout));
    child.stderr.on('data', collect(stderr));
    const finish = (value: CommandResult): void => {
      clearTimeout(timer);
      clearTimeout(drain);
      clearTimeout(kill);
      signal.removeEventListener('abort', onAbort);
      live.delete(child);
      resolve(value);
    };
    child.on('error', (error) => finish(result('not-started', { reason: error.message })));
    child.on('exit', (code) => {
      // What it left running holds the pipes open and is not wanted: in its group, or by its mark where it left that.
      clearTimeout(timer);
      killGroup(child, 'SIGKILL');
      endMarked(RUN_VARIABLE, mark);
      drain = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        finish(result(ended, code === null ? {} : { exitCode: code }));
      }, DRAIN_MS);
    });
    child.on('close', (code) => finish(result(ended, code === null ? {} : { exitCode: code })));
  });
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** Ends everything that still runs for a temporary folder. */
export function endCommandsOf(lease: string): void {
  for (const [child, owner] of live) if (owner === lease) killGroup(child, 'SIGKILL');
}
