import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { endMarked, LEASE_VARIABLE } from './marked-processes.ts';

/*
 * A temporary folder with an owner. A killed run leaves its folder behind, and perhaps processes; the next run finds
 * both by the lease: the folder names its owner, and every command carries the folder's name in its environment.
 */

const PREFIX = 'credence-';
const LEASE = 'lease.json';
const leaseSchema = z.object({ pid: z.number(), started: z.string() });

export interface Lease {
  /** Absolute path of the folder. */
  readonly folder: string;
  /** Ends the marked processes and removes the folder. Never throws. */
  release(): void;
}

export function takeLease(): Lease {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(
    join(folder, LEASE),
    JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '' }),
  );
  return { folder, release: () => remove(folder) };
}

/** Removes what runs of dead owners left behind; returns the folders that were removed. */
export function sweepLeftovers(): readonly string[] {
  const removed: string[] = [];
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (!name.startsWith(PREFIX) || !isAbandoned(folder)) continue;
    remove(folder);
    removed.push(folder);
  }
  return removed;
}

function isAbandoned(folder: string): boolean {
  try {
    const { pid, started } = leaseSchema.parse(JSON.parse(readFileSync(join(folder, LEASE), 'utf8')));
    const now = startOf(pid);
    // The number may have been given to another process since; its start tells them apart.
    return now === undefined || (started !== '' && now !== started);
  } catch {
    return isCutOff(folder);
  }
}

/** Whether it was cut off while it was being made; anything else without a lease is somebody else's folder. */
function isCutOff(folder: string): boolean {
  try {
    const isOld = Date.now() - statSync(folder).mtimeMs > 60_000;
    return isOld && readdirSync(folder).every((name) => name === LEASE);
  } catch {
    return false;
  }
}

/** When a process began, in the system's own unit, or undefined when it does not run. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces; the 20th field after it is the start, the first is the state.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    if (process.platform === 'linux') return undefined;
  }
  try {
    process.kill(pid, 0);
    return '';
  } catch {
    return undefined;
  }
}

function remove(folder: string): void {
  endMarked(LEASE_VARIABLE, folder);
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // Still busy: the next start sweeps it.
  }
}
