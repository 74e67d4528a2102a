import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync, type Stats, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute } from 'node:path';
import type { ConfineRequest, Sandbox } from './confinement.ts';
import { findProgram } from './find-program.ts';
import { realOf } from './real-path.ts';
import { secretPlaces } from './secret-places.ts';

/*
 * bubblewrap (https://github.com/containers/bubblewrap): a new mount table for one command, by the namespaces of Linux.
 * Whether they may be made depends on the machine, and inside containers often some may and others not.
 */

interface Abilities {
  /** Whether it can take the network away. */
  readonly network: boolean;
  /** Whether it can hide all other processes; what is inside then ends with its first process. */
  readonly processes: boolean;
  /** Whether it can bound a file system in memory. */
  readonly size: boolean;
}

export type BubblewrapProbe =
  | ({ readonly kind: 'works'; readonly path: string } & Abilities)
  | { readonly kind: 'none'; readonly reason: string };

/** The system's folder for temporary files, by its usual name. */
const TMP = '/tmp';
const PROBE_MS = 5000;
/** Of shared memory, which no process is seen to hold. */
const SHARED_BYTES = 512 * 1024 * 1024;

let probed: BubblewrapProbe | undefined;

/** Looks once per process, by a real run, what bubblewrap can do here. */
export function probeBubblewrap(): BubblewrapProbe {
  probed ??= probe();
  return probed;
}

function probe(): BubblewrapProbe {
  const path = findProgram('bwrap', process.env.PATH, '/');
  if (path === undefined) return { kind: 'none', reason: 'bubblewrap is not installed' };
  const help = spawnSync(path, ['--help'], { timeout: PROBE_MS, encoding: 'utf8' });
  const size = `${help.stdout}${help.stderr}`.includes('--size');
  let said = '';
  for (const [network, processes] of [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ] as const) {
    const abilities = { network, processes, size };
    const argv = ['--ro-bind', '/', '/', ...namespaces('none', abilities), '--', 'true'];
    const run = spawnSync(path, argv, { timeout: PROBE_MS, encoding: 'utf8', killSignal: 'SIGKILL' });
    if (run.status === 0) return { kind: 'works', path, ...abilities };
    said ||= run.stderr?.trim().split('\n').at(-1) ?? '';
  }
  return { kind: 'none', reason: `bubblewrap does not work here${said === '' ? '' : ` (${said})`}` };
}

/** What it gives, in words for a person. */
export function bubblewrapWords(network: Sandbox['network'], { network: canCut }: Abilities): string {
  const net =
    network === 'open'
      ? 'the network is open'
      : canCut
        ? 'no network'
        : 'the network is open, since it cannot be taken away here';
  return `bubblewrap: ${net}, only the copy is writable`;
}

/** The arguments before the command. Later ones win over earlier ones, so what it needs comes last. */
export function bubblewrapArguments(request: ConfineRequest, abilities: Abilities): readonly string[] {
  const { sandbox, writable, cwd } = request;
  const home = homedir();
  // A link is followed to what may lie in the hidden folder as well, for example packages that are shared.
  const named = [...sandbox.readable, ...programFolders(request)].flatMap((path) => [path, realOf(path)]);
  const readable = [...new Set(named)].filter((path) => existsSync(path));
  return [
    ...['--ro-bind', '/', '/'],
    ...namespaces(sandbox.network, abilities),
    // Names in the system's temporary folder are fixed in many tests: each may write there, into a folder of its own.
    ...['--bind', sandbox.temporary, TMP],
    ...(isBelow(home, TMP) ? ['--ro-bind-try', home, home] : []),
    ...readable.flatMap((path) => ['--ro-bind', path, path]),
    ...secretPlaces(home).flatMap((place) => hide(place, sandbox.empty)),
    ...writable.flatMap((path) => ['--bind', path, path]),
    ...['--chdir', cwd],
  ];
}

function namespaces(network: Sandbox['network'], abilities: Abilities): readonly string[] {
  return [
    ...['--dev', '/dev', '--die-with-parent', '--unshare-ipc', '--cap-drop', 'ALL'],
    ...(abilities.size ? ['--size', String(SHARED_BYTES), '--tmpfs', '/dev/shm'] : []),
    ...(network === 'none' && abilities.network ? ['--unshare-net'] : []),
    ...(abilities.processes ? ['--unshare-pid', '--proc', '/proc'] : ['--bind', '/proc', '/proc']),
  ];
}

/** An empty folder in the place of a folder, an empty file in the place of anything else. */
function hide(place: string, empty: string): readonly string[] {
  let real: string;
  let stat: Stats;
  try {
    // Mounting on a link is not possible, and what it leads to is what is to be hidden.
    real = realpathSync(place);
    stat = statSync(real);
  } catch {
    return [];
  }
  return stat.isDirectory() ? ['--tmpfs', real, '--remount-ro', real] : ['--ro-bind', empty, real];
}

/** The folders of the programs it is started with, where the temporary folder would hide them. */
function programFolders({ argv, env, sandbox, writable }: ConfineRequest): readonly string[] {
  const named = argv
    .filter(isAbsolute)
    .flatMap((path) => (isFolder(path) ? [path] : [dirname(path), dirname(realOf(path))]));
  const searched = (env.PATH ?? '').split(':').filter(isAbsolute);
  const shown = [...sandbox.readable, ...writable];
  return [...new Set([...named, ...searched])].filter(
    (path) => isBelow(path, TMP) && !shown.some((folder) => path === folder || isBelow(path, folder)),
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
