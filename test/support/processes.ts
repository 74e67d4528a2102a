import { readdirSync, readFileSync } from 'node:fs';

/** Whether a process runs; one that only waits to be buried does not. Linux only. */
export function isRunning(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The processes whose environment holds this text, for example `NAME=value`. Linux only. */
export function processesWith(mark: string): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return readFileSync(`/proc/${name}/environ`, 'latin1').includes(mark) ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}
