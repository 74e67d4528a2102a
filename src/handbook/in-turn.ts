import { closeSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Milliseconds after which somebody who took a turn is taken for dead: a turn takes some thousandths of a second. */
const STALE = 10_000;
/** Milliseconds that somebody waits for a turn; who gets none does without, rather than lose what was learned. */
const PATIENCE = 2000;

/**
 * Does something to a file while no other process of Credence does: a file beside it, which only one can make, says whose
 * turn it is. It must be short, since this process waits meanwhile.
 * @param file absolute
 */
export function inTurn<T>(file: string, act: () => T): T {
  const lock = `${file}.lock`;
  const until = Date.now() + PATIENCE;
  let isMine = take(lock);
  while (isMine === false && Date.now() < until) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    isMine = take(lock);
  }
  try {
    return act();
  } finally {
    if (isMine === true) rmSync(lock, { force: true });
  }
}

/** Undefined where nobody can take turns: whatever keeps the lock from being made is told by the write that follows. */
function take(lock: string): boolean | undefined {
  try {
    mkdirSync(dirname(lock), { recursive: true });
    const handle = openSync(lock, 'wx');
    writeSync(handle, `${process.pid}\n`);
    closeSync(handle);
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) return undefined;
    if (isStale(lock)) rmSync(lock, { force: true });
    return false;
  }
}

function isStale(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs > STALE;
  } catch {
    // It is gone by now.
    return false;
  }
}
