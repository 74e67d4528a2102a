import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { isAbandoned, lockText, removeLock, textOf } from './lock.ts';

/** Milliseconds that somebody waits for a turn; who gets none does without, rather than lose what was learned. */
const PATIENCE = 2000;

/**
 * Does something to a file while no other process of Credence does: a file beside it, which only one can make, says whose
 * turn it is. It must be short, since this process waits meanwhile.
 * @param file absolute
 * @param act is told whether it really is its turn; without one nothing is to be replaced that another may be changing
 */
export function inTurn<T>(file: string, act: (isAlone: boolean) => T): T {
  const lock = `${file}.lock`;
  const mine = lockText({ pid: process.pid, host: hostname(), turn: randomUUID() });
  const until = Date.now() + PATIENCE;
  let isMine = take(lock, mine);
  while (isMine === false && Date.now() < until) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    isMine = take(lock, mine);
  }
  try {
    return act(isMine === true);
  } finally {
    // Whoever took too long may have been taken for dead, and the lock is another's by now.
    if (isMine === true && textOf(lock) === mine) rmSync(lock, { force: true });
  }
}

/** Undefined where nobody can take turns: whatever keeps the lock from being made is told by the write that follows. */
function take(lock: string, mine: string): boolean | undefined {
  try {
    mkdirSync(dirname(lock), { recursive: true });
  } catch {
    return undefined;
  }
  try {
    const handle = openSync(lock, 'wx');
    try {
      writeSync(handle, mine);
    } finally {
      closeSync(handle);
    }
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return undefined;
    const held = textOf(lock);
    if (held !== undefined && isAbandoned(lock, held)) removeLock(lock, held);
    return false;
  }
}
