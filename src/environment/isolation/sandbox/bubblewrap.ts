import { existsSync, realpathSync, type Stats, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute } from 'node:path';
import type { ConfineRequest, Sandbox } from './confinement.ts';
import { type Abilities, namespaces } from './namespaces.ts';
import { realOf } from './real-path.ts';
import { secretPlaces } from './secret-places.ts';

/*
 * bubblewrap (https://github.com/containers/bubblewrap): a new mount table for one command, by the namespaces of Linux.
 * Whether they may be made depends on the machine, and inside containers often some may and others not.
 */

/** The system's folder for temporary files, by its usual name. */
const TMP = '/tmp';
/** Folders of programs, by their usual names. */
const PROGRAMS = new Set(['bin', '.bin']);

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
  const named = [...sandbox.readable, ...programFolders(request)].flatMap((path) => [
    path,
    withNeighbours(realOf(path)),
  ]);
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
  // Programs in such a folder are mostly links to what lies beside it.
  const beside = [...named, ...searched].flatMap((path) =>
    PROGRAMS.has(basename(path)) ? [dirname(path)] : [],
  );
  const shown = [...sandbox.readable, ...writable];
  return [...new Set([...beside, ...named, ...searched])].filter(
    (path) => isBelow(path, TMP) && !shown.some((folder) => path === folder || isBelow(path, folder)),
  );
}

/** A package needs those that are installed beside it, wherever a link to it stands. */
function withNeighbours(path: string): string {
  const [before] = path.split('/node_modules/');
  return before === undefined || before === path || !isBelow(path, TMP) ? path : `${before}/node_modules`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
