import { basename, isAbsolute } from 'node:path';
import type { Confined, ConfineRequest, Container } from './confinement.ts';
import { realOf } from './real-path.ts';

/** Variables that describe the machine, not the project: the container has its own. */
const OF_THE_HOST = new Set(['PATH', 'HOME', 'PWD', 'SHELL', 'USER', 'LOGNAME']);

/**
 * The command that runs another one in a container: no network unless it is open, nothing writable but the copy, the
 * workspace's packages readable at the paths they have outside. A container is not among our processes, so it has a name
 * by which it is ended, and is removed once its command ends.
 */
export function containerCommand(request: ConfineRequest, container: Container): Confined {
  const { engine, image } = container;
  const { argv, cwd, env, writable, sandbox, limits, mark } = request;
  const name = `credence-${mark}`;
  const own = [...new Set([sandbox.temporary, ...writable])];
  const readable = [...new Set(sandbox.readable.flatMap((path) => [path, realOf(path)]))];
  const isMounted = (path: string): boolean =>
    [...own, ...readable].some((folder) => path === folder || path.startsWith(`${folder}/`));
  // A program of this machine has another place in the container; one of the project's comes with it.
  const program = isAbsolute(argv[0]) && !isMounted(argv[0]) ? basename(argv[0]) : argv[0];
  const variables = Object.entries(env)
    .filter(([key, value]) => value !== process.env[key] && !OF_THE_HOST.has(key))
    .map(([key]) => key);
  const user =
    process.getuid === undefined ? [] : ['--user', `${process.getuid()}:${process.getgid?.() ?? 0}`];
  return {
    argv: [
      engine,
      'run',
      '--rm',
      '--init',
      ...['--name', name],
      ...['--pull', 'never'],
      ...(sandbox.network === 'none' ? ['--network', 'none'] : []),
      '--read-only',
      ...['--cap-drop', 'ALL'],
      ...['--security-opt', 'no-new-privileges'],
      ...['--memory', `${Math.round(limits.memoryMegabytes)}m`],
      ...['--pids-limit', String(limits.processes)],
      ...user,
      ...readable.flatMap((path) => ['--mount', `type=bind,source=${path},target=${path},readonly`]),
      ...own.flatMap((path) => ['--mount', `type=bind,source=${path},target=${path}`]),
      ...['--mount', `type=bind,source=${sandbox.temporary},target=/tmp`],
      ...['--workdir', cwd],
      // By name alone: the values stay out of the list of processes.
      ...variables.flatMap((key) => ['--env', key]),
      image,
      program,
      ...argv.slice(1),
    ],
    words: `${engine} ${image}: ${sandbox.network === 'none' ? 'no network' : 'the network is open'}, only the copy is writable`,
    end: [engine, 'rm', '--force', name],
  };
}
