import { findProgram } from './sandbox/find-program.ts';

const MEGABYTE = 1024 * 1024;
let prlimit: { readonly path: string | undefined } | undefined;

/**
 * The command with a limit that the system itself keeps: no file of it may grow larger, and a crash leaves no picture of
 * the memory. One process can fill a disk faster than anybody looks. As it is where the system has no `prlimit`.
 */
export function withFileSizeLimit(
  argv: readonly [string, ...string[]],
  megabytes: number,
): readonly [string, ...string[]] {
  if (process.platform !== 'linux') return argv;
  prlimit ??= { path: findProgram('prlimit', process.env.PATH, '/') };
  if (prlimit.path === undefined) return argv;
  return [prlimit.path, '--core=0', `--fsize=${Math.ceil(megabytes * MEGABYTE)}`, ...argv];
}
