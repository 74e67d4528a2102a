import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endContainersOf } from './containers.ts';
import { endMarked, LEASE_VARIABLE } from './marked-processes.ts';

/*
 * A temporary folder with an owner. A killed run leaves its folder behind, and perhaps processes; the next run finds
 * both by the lease: the folder's name names its owner from the moment that it exists, and every command carries the
 * folder's name in its environment.
 */

/** `credence-<namespace>_<process>_<start>_<random>` */
const NAME = /^credence-([0-9a-z]+)_(\d+)_([0-9a-z]+)_[^_]+$/;
/** Of an owner whose process numbers are not ours to look up, for example in another container. */
const FOREIGN_MS = 7 * 24 * 3600 * 1000;

export interface Lease {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Ends the marked processes and removes the folder. Never throws. */
  release(): void;
}

export function takeLease(): Lease {
  const owner = `${namespace()}_${process.pid}_${startOf(process.pid) ?? '0'}`;
  const folder = mkdtempSync(join(tmpdir(), `credence-${owner}_`));
  mkdirSync(join(folder, 'tmp'));
  return { folder, release: () => remove(folder) };
}

/** Removes what runs of dead owners left behind; returns the folders that were removed. */
export function sweepLeftovers(): readonly string[] {
  const removed: string[] = [];
  for (const name of readdirSync(tmpdir())) {
    if (!isAbandoned(name)) continue;
    const folder = join(tmpdir(), name);
    remove(folder);
    removed.push(folder);
  }
  return removed;
}

function isAbandoned(name: string): boolean {
  const [, owner, pid, started] = NAME.exec(name) ?? [];
  if (owner === undefined) return false;
  if (owner !== namespace()) return ageOf(join(tmpdir(), name)) > FOREIGN_MS;
  const now = startOf(Number(pid));
  // The number may have been given to another process since; its start tells them apart.
  return now === undefined || now !== started;
}

function ageOf(folder: string): number {
  try {
    return Date.now() - statSync(folder).mtimeMs;
  } catch {
    return 0;
  }
}

/** Within which process numbers mean the same; they are counted anew in each container. */
function namespace(): string {
  try {
    return Number(readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')).toString(36);
  } catch {
    return '0';
  }
}

/** When a process began, in a unit of the system's own, or undefined when it does not run. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold spaces; the 20th field after it is the start, the first is the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : Number(fields[19]).toString(36);
  } catch {
    if (process.platform === 'linux') return undefined;
  }
  try {
    process.kill(pid, 0);
    return '0';
  } catch {
    return undefined;
  }
}

function remove(folder: string): void {
  endContainersOf(folder);
  endMarked(LEASE_VARIABLE, folder);
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // Still busy, or a test has taken away the right to remove it: the next start sweeps it.
  }
}
