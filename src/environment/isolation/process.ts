import { performance } from 'node:perf_hooks';
import type { CancelSignal } from '../../loop/types.ts';
import { BoundedText } from './bounded-text.ts';
import { endTreesOf, startTree } from './child-tree.ts';
import { LIMITS, type TreeLimits } from './limits.ts';
import type { Sandbox } from './sandbox/confinement.ts';
import type { Excess } from './tree-watch.ts';

/** One command to run to its end, with limits. No shell: the argument vector is exact. */
export interface CommandRequest {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment of the command. */
  readonly env: Readonly<Record<string, string>>;
  readonly limitSeconds: number;
  /** Bytes of output after which the command is ended; its head and tail are kept. */
  readonly limitBytes: number;
  /** The other limits, where they differ from `LIMITS`. */
  readonly limits?: Partial<TreeLimits>;
  /** The folders that are its own: measured against its limit of disk, and in a sandbox all that it can write. */
  readonly writable?: readonly string[];
  /** What confines it; nothing unless told. */
  readonly sandbox?: Sandbox;
  readonly signal: CancelSignal;
  /** Bytes of each stream that are kept; half a megabyte unless told. */
  readonly keepBytes?: number;
}

export interface CommandResult {
  readonly ended:
    | 'exited'
    | 'timed-out'
    | 'cancelled'
    | 'too-much-output'
    | 'too-much-memory'
    | 'too-many-processes'
    | 'too-much-disk'
    | 'not-started';
  /** Absent when a signal ended the command. */
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
  /** What confined it, in words for a person; absent when nothing was to. */
  readonly sandbox?: string;
  /** Why it could not be started, or which limit it went over; for a person. */
  readonly reason?: string;
}

/** Time between the request to end and the kill. */
const GRACE_MS = 500;
/** How long output is waited for once the process is gone. */
const DRAIN_MS = 1000;

const EXCESS: Readonly<Record<Excess['limit'], CommandResult['ended']>> = {
  memory: 'too-much-memory',
  processes: 'too-many-processes',
  disk: 'too-much-disk',
};

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
    let ended: CommandResult['ended'] = 'exited';
    let reason: string | undefined;
    let kill: NodeJS.Timeout | undefined;
    let drain: NodeJS.Timeout | undefined;
    const tree = startTree({
      argv,
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      limits: { ...LIMITS, ...request.limits, outputBytes: request.limitBytes },
      ...(request.writable === undefined ? {} : { writable: request.writable }),
      ...(request.sandbox === undefined ? {} : { sandbox: request.sandbox }),
      onExcess: (excess) => {
        if (ended !== 'exited' || !('child' in tree)) return;
        ended = EXCESS[excess.limit];
        reason = excess.reason;
        // No time to tidy up: every moment makes it worse.
        tree.kill();
      },
    });
    if (!('child' in tree)) {
      resolve(result('not-started', { reason: tree.reason }));
      return;
    }
    const { child } = tree;
    const end = (how: CommandResult['ended']): void => {
      if (ended !== 'exited') return;
      ended = how;
      tree.terminate();
      kill = setTimeout(() => tree.kill(), GRACE_MS);
    };
    const timer = setTimeout(() => end('timed-out'), request.limitSeconds * 1000);
    const onAbort = (): void => end('cancelled');
    signal.addEventListener('abort', onAbort, { once: true });
    let bytes = 0;
    const collect = (into: BoundedText) => (chunk: Buffer) => {
      bytes += chunk.length;
      into.add(chunk);
      if (bytes > request.limitBytes) end('too-much-output');
    };
    child.stdout?.on('data', collect(stdout));
    child.stderr?.on('data', collect(stderr));
    const finish = (value: CommandResult): void => {
      clearTimeout(timer);
      clearTimeout(drain);
      clearTimeout(kill);
      signal.removeEventListener('abort', onAbort);
      tree.bury();
      resolve(value);
    };
    const words = tree.sandbox === undefined ? {} : { sandbox: tree.sandbox };
    const conclude = (code: number | null, by: NodeJS.Signals | null): void => {
      if (by === 'SIGXFSZ' && ended === 'exited') {
        ended = 'too-much-disk';
        reason = 'it wrote a file that is larger than is allowed';
      }
      const said = { ...words, ...(reason === undefined ? {} : { reason }) };
      finish(result(ended, code === null ? said : { exitCode: code, ...said }));
    };
    child.on('error', (error) => finish(result('not-started', { ...words, reason: error.message })));
    child.on('exit', (code, by) => {
      // What it left running holds the pipes open and is not wanted: in its group, or by its mark where it left that.
      clearTimeout(timer);
      tree.bury();
      drain = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        conclude(code, by);
      }, DRAIN_MS);
    });
    child.on('close', conclude);
  });
}

/** Ends everything that still runs for a temporary folder. */
export function endCommandsOf(lease: string): void {
  endTreesOf(lease);
}
