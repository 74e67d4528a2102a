import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { endContainer, noteContainer } from './containers.ts';
import { watchDisk } from './disk-watch.ts';
import { withFileSizeLimit } from './file-size-limit.ts';
import type { TreeLimits } from './limits.ts';
import { endMarked, LEASE_VARIABLE } from './marked-processes.ts';
import type { Confined, Sandbox } from './sandbox/confinement.ts';
import { findProgram } from './sandbox/find-program.ts';
import { confine } from './sandbox/sandbox.ts';
import { type Excess, type Watch, watchTree } from './tree-watch.ts';

/** Marks each command and all that it starts, for what leaves its group. */
const RUN_VARIABLE = 'CREDENCE_RUN';

export interface TreeRequest {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
  readonly stdio: NonNullable<SpawnOptions['stdio']>;
  readonly limits: TreeLimits;
  /** The folders that are its own: measured, and in a sandbox all that it can write. */
  readonly writable?: readonly string[];
  /** Nothing confines it unless told. */
  readonly sandbox?: Sandbox;
  readonly onExcess: (excess: Excess) => void;
}

/** A child process with all that it starts: begun, watched and ended as one. */
export interface ChildTree {
  readonly child: ChildProcess;
  /** What confines it, in words for a person; absent when nothing was asked for. */
  readonly sandbox?: string;
  /** Resident megabytes of the whole tree, as of the last look. */
  megabytes(): number;
  /** Asks its group to end. */
  terminate(): void;
  /** Ends all of it at once, also what left its group. */
  kill(): void;
  /** To be called once the child is gone: ends what it left running and forgets it. */
  bury(): void;
}

const live = new Map<ChildTree, string | undefined>();
let endsOnExit = false;

/** Starts a tree, or says why it cannot be started. That a program is not there is told by either this or its `error`. */
export function startTree(request: TreeRequest): ChildTree | { readonly reason: string } {
  const mark = randomUUID();
  const lease = request.env[LEASE_VARIABLE];
  const confined = confinedCommand(request, mark);
  if ('reason' in confined) return confined;
  const { end } = confined;
  let child: ChildProcess;
  try {
    if (end !== undefined && lease !== undefined) noteContainer(lease, mark, end);
    const [command, ...args] = confined.argv;
    // A group of its own, so that ending it ends all that it started.
    child = spawn(command, args, {
      cwd: request.cwd,
      env: { ...request.env, [RUN_VARIABLE]: mark },
      detached: true,
      stdio: request.stdio,
      windowsHide: true,
    });
  } catch (error) {
    // For example an argument list that is too long for the system.
    return { reason: error instanceof Error ? error.message : String(error) };
  }
  const watches = child.pid === undefined ? undefined : watchAll(child.pid, mark, request);
  const tree: ChildTree = {
    child,
    ...(confined.words === undefined ? {} : { sandbox: confined.words }),
    megabytes: () => watches?.megabytes() ?? 0,
    terminate: () => signalGroup(child, 'SIGTERM'),
    kill: () => {
      signalGroup(child, 'SIGKILL');
      endMarked(RUN_VARIABLE, mark);
    },
    bury: () => {
      watches?.stop();
      if (!live.delete(tree) || child.pid === undefined) return;
      tree.kill();
      if (end !== undefined && lease !== undefined) endContainer(lease, mark);
    },
  };
  live.set(tree, lease);
  endLiveOnExit();
  return tree;
}

function confinedCommand(
  request: TreeRequest,
  mark: string,
): (Omit<Confined, 'words'> & { readonly words?: string }) | { readonly reason: string } {
  const { argv, cwd, env, sandbox, limits, writable = [] } = request;
  // What is put before the command would only say that it failed, and not what is missing.
  const inContainer = typeof sandbox?.choice === 'object';
  if (!inContainer && findProgram(argv[0], env.PATH, cwd) === undefined)
    return { reason: `spawn ${argv[0]} ENOENT` };
  const confined =
    sandbox === undefined ? { argv } : confine({ argv, cwd, env, writable, sandbox, limits, mark });
  if (writable.length === 0) return confined;
  return { ...confined, argv: withFileSizeLimit(confined.argv, limits.diskMegabytes) };
}

function watchAll(pid: number, mark: string, { limits, writable = [], onExcess }: TreeRequest): Watch {
  const tree = watchTree(pid, `${RUN_VARIABLE}=${mark}`, limits, onExcess);
  const disk = watchDisk(writable, limits.diskMegabytes, (reason) => onExcess({ limit: 'disk', reason }));
  return {
    megabytes: () => tree.megabytes(),
    stop: () => {
      tree.stop();
      disk.stop();
    },
  };
}

function endLiveOnExit(): void {
  if (endsOnExit) return;
  endsOnExit = true;
  process.once('exit', () => {
    for (const each of live.keys()) each.kill();
  });
}

/** Ends every tree that still runs for a temporary folder. */
export function endTreesOf(lease: string): void {
  for (const [tree, owner] of live) if (owner === lease) signalGroup(tree.child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
