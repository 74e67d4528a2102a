import { mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 5_000;
/** A holder that has not been heard of for this long was killed. */
const ABANDONED_MS = 60_000;
const SIGNALS = ['SIGINT', 'SIGTERM'];

/**
 * Runs `work` while holding a lock: a folder, because making one either succeeds or fails for everybody. Waits while
 * somebody else holds it. Should two processes ever take over the same abandoned lock, both run; `work` must bear that.
 */
export async function withLock(folder, work) {
  while (!take(folder)) {
    if (age(folder) > ABANDONED_MS) rmSync(folder, { recursive: true, force: true });
    else await sleep(500);
  }
  const heartbeat = setInterval(() => touch(folder), HEARTBEAT_MS);
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  // Without a handler of its own a signal ends a process without telling it.
  const interrupt = () => process.exit(130);
  for (const signal of SIGNALS) process.once(signal, interrupt);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    process.off('exit', release);
    for (const signal of SIGNALS) process.off(signal, interrupt);
    release();
  }
}

function take(folder) {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function touch(folder) {
  try {
    utimesSync(folder, new Date(), new Date());
  } catch {
    // Taken over or removed by hand; the work goes on.
  }
}

function age(folder) {
  try {
    return Date.now() - statSync(folder).mtimeMs;
  } catch {
    return 0;
  }
}
