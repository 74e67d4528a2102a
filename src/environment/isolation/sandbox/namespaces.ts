import type { Sandbox } from './confinement.ts';

/** What namespaces of Linux may be had here. */
export interface Abilities {
  /** Whether it can take the network away. */
  readonly network: boolean;
  /** Whether it can hide all other processes; what is inside then ends with its first process. */
  readonly processes: boolean;
  /** Whether it can bound a file system in memory. */
  readonly size: boolean;
}

/** Of shared memory, which no process is seen to hold. */
const SHARED_BYTES = 512 * 1024 * 1024;

/** The arguments of bubblewrap for what is not a matter of files. */
export function namespaces(network: Sandbox['network'], abilities: Abilities): readonly string[] {
  return [
    ...['--dev', '/dev', '--die-with-parent', '--unshare-ipc', '--cap-drop', 'ALL'],
    ...(abilities.size ? ['--size', String(SHARED_BYTES), '--tmpfs', '/dev/shm'] : []),
    ...(network === 'none' && abilities.network ? ['--unshare-net'] : []),
    ...(abilities.processes ? ['--unshare-pid', '--proc', '/proc'] : ['--bind', '/proc', '/proc']),
  ];
}
