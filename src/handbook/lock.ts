import { linkSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';

/** Milliseconds after which somebody who took a turn is taken for dead: a turn takes some thousandths of a second. */
const STALE = 10_000;

/** What a lock says of who holds it; `turn` is never the same twice. */
export function lockText({ pid, host, turn }: { pid: number; host: string; turn: string }): string {
  return `${pid} ${host} ${turn}\n`;
}

/** What a lock says; undefined where there is none. */
export function textOf(lock: string): string | undefined {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether nobody holds the lock any more: its process has ended, or it is too old to be believed. */
export function isAbandoned(lock: string, text: string): boolean {
  const [, pid, host] = /^(\d+) (\S+) \S+\n$/.exec(text) ?? [];
  // Of a process on another machine or in another container nothing can be said but how long ago it began.
  if (pid !== undefined && host === hostname() && !isAlive(Number(pid))) return true;
  try {
    return Date.now() - statSync(lock).mtimeMs > STALE;
  } catch {
    // It is gone by now.
    return false;
  }
}

/**
 * Removes a lock that says this and no other: two who find one abandoned may both come here, and the second would remove
 * the one that the first has made since. It is therefore moved away before it is looked at, and put back if it is another.
 */
export function removeLock(lock: string, text: string): void {
  const away = `${lock}.${process.pid}`;
  try {
    if (textOf(lock) !== text) return;
    renameSync(lock, away);
    // Does nothing where a third has made one meanwhile.
    if (textOf(away) !== text) linkSync(away, lock);
  } catch {
    // Another has removed it, or it is tried again.
  }
  rmSync(away, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
