import { readdirSync, readFileSync } from 'node:fs';

/** The environment variable that marks each command with the temporary folder it belongs to. */
export const LEASE_VARIABLE = 'CREDENCE_LEASE';

/** Ends every process with this variable in its environment, also those that left their group. Linux only. */
export function endMarked(variable: string, value: string): void {
  if (process.platform !== 'linux') return;
  const mark = `${variable}=${value}`;
  // A process may start another one while it is being looked for, so look until none is left.
  for (let round = 0; round < 5; round += 1) {
    const marked = processes().filter((pid) => carries(pid, mark));
    if (marked.length === 0) return;
    for (const pid of marked) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Gone meanwhile.
      }
    }
  }
}

function processes(): readonly number[] {
  const own = process.pid;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== own);
}

function carries(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark);
  } catch {
    // Gone meanwhile, or not ours to look at.
    return false;
  }
}
