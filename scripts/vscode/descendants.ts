import { readdirSync, readFileSync } from 'node:fs';

export interface Descendant {
  readonly pid: number;
  readonly command: string;
}

/**
 * The processes whose environment names a folder: every descendant of an editor that keeps its temporary files there,
 * however it was detached. Empty where the system does not tell (only Linux does).
 */
export function descendantsOf(folder: string): readonly Descendant[] {
  return pids().flatMap((pid) => {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`=${folder}`)) return [];
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
      // One without a command line has ended and only waits to be forgotten.
      return command === '' ? [] : [{ pid, command }];
    } catch {
      return [];
    }
  });
}

function pids(): readonly number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}
