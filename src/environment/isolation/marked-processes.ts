import { carries, processNumbers } from './process-table.ts';

/** The environment variable that marks each command with the temporary folder it belongs to. */
export const LEASE_VARIABLE = 'CREDENCE_LEASE';

/** A tree that starts processes as fast as it can is outrun within this many looks. */
const ROUNDS = 50;

/** Ends every process with this variable in its environment, also those that left their group. Linux only. */
export function endMarked(variable: string, value: string): void {
  if (process.platform !== 'linux') return;
  const mark = `${variable}=${value}`;
  const killed = new Set<number>();
  // A process may start another one while it is being looked for, so look until none is found that is new.
  for (let round = 0; round < ROUNDS; round += 1) {
    const marked = processNumbers().filter(
      (pid) => pid !== process.pid && !killed.has(pid) && carries(pid, mark),
    );
    if (marked.length === 0) return;
    for (const pid of marked) {
      killed.add(pid);
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // Gone meanwhile.
      }
    }
  }
}
