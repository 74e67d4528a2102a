import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { takeLease } from '../lease.ts';
import { findProgram } from './find-program.ts';
import { type Abilities, namespaces } from './namespaces.ts';

export type BubblewrapProbe =
  | ({ readonly kind: 'works'; readonly path: string } & Abilities)
  | { readonly kind: 'none'; readonly why: 'not-installed' | 'not-working'; readonly reason: string };

const PROBE_MS = 5000;
const NO_ANSWER = `no answer within ${PROBE_MS / 1000} s`;
/** The exit code of a trial that could write what it must not. */
const LEAKS = 97;
/** Tries to write where that is forbidden, then where it is allowed; tells by its exit code. */
const TRIAL = `echo 2>/dev/null > "$1/outside" && exit ${LEAKS}; echo > "$2/inside"`;

let probed: BubblewrapProbe | undefined;

/** Looks once per process, by a real run, what bubblewrap can do here. */
export function probeBubblewrap(): BubblewrapProbe {
  probed ??= probe();
  return probed;
}

function probe(): BubblewrapProbe {
  const path = findProgram('bwrap', process.env.PATH, '/');
  return path === undefined
    ? { kind: 'none', why: 'not-installed', reason: 'bubblewrap is not installed' }
    : probeAt(path);
}

/** What the bubblewrap at an absolute path can do here: it may be there, and not work or not confine. */
export function probeAt(path: string): BubblewrapProbe {
  const run = (argv: readonly string[]) =>
    spawnSync(path, argv, { timeout: PROBE_MS, encoding: 'utf8', killSignal: 'SIGKILL' });
  const none = (why: string): BubblewrapProbe => ({
    kind: 'none',
    why: 'not-working',
    reason: `bubblewrap does not work here${why === '' ? '' : ` (${why})`}`,
  });
  const help = run(['--help']);
  const size = `${help.stdout}${help.stderr}`.includes('--size');
  // A run that is killed in here leaves the folder to the next start, as it does every other.
  const lease = takeLease();
  const outside = realpathSync(lease.folder);
  const inside = join(outside, 'own');
  mkdirSync(inside);
  let said = '';
  try {
    for (const [network, processes] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const) {
      const abilities = { network, processes, size };
      const around = ['--ro-bind', '/', '/', ...namespaces('none', abilities), '--bind', inside, inside];
      const { status, stderr, error } = run([...around, '--', '/bin/sh', '-c', TRIAL, 'sh', outside, inside]);
      if (status === LEAKS) return none('it lets a command write outside of what is its own');
      if (status === 0 && existsSync(join(inside, 'inside'))) return { kind: 'works', path, ...abilities };
      // Others would not answer sooner.
      if (error !== undefined) return none(isLate(error) ? NO_ANSWER : error.message);
      said ||= stderr.trim().split('\n').at(-1) ?? '';
    }
    return none(said);
  } finally {
    lease.release();
  }
}

function isLate(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ETIMEDOUT';
}
