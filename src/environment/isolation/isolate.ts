import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TreeLimits } from './limits.ts';
import type { Sandbox, SandboxChoice } from './sandbox/confinement.ts';
import { realOf } from './sandbox/real-path.ts';

/** How the commands of one workspace are kept apart from everything else. */
export interface Isolation {
  /** Absolute path of the workspace that the copies were made of. */
  readonly origin: string;
  readonly choice: SandboxChoice;
  /** `none` unless the tests cannot do without it. */
  readonly network: 'none' | 'open';
  /** Where they differ from `LIMITS`. */
  readonly limits?: Partial<TreeLimits>;
}

export interface IsolatedPlace {
  /** The folder for temporary files of this copy; to be given as `temporary` to `commandEnvironment`. */
  readonly temporary: string;
  /** To be spread into the request of a command or a service. */
  readonly confined: {
    readonly writable: readonly string[];
    readonly limits?: Partial<TreeLimits>;
    readonly sandbox?: Sandbox;
  };
}

/**
 * What a command in a copy may touch: the copy and its own folder for temporary files, and whatever else it is given.
 * Without an isolation nothing confines it, but what it writes is still measured.
 */
export function isolate(
  isolation: Isolation | undefined,
  place: {
    /** Absolute path of the workspace within the copy. */
    readonly root: string;
    /** The temporary folder that the copy belongs to. */
    readonly lease: string;
    /** Further folders that it may write, for example for its report. */
    readonly writable?: readonly string[];
    /** Further folders that stay readable wherever they lie, for example that of a program of ours. */
    readonly readable?: readonly string[];
  },
): IsolatedPlace {
  const { root, lease } = place;
  const outer = dirname(root);
  const temporary = join(outer, 'tmp');
  const empty = join(outer, 'empty');
  mkdirSync(temporary, { recursive: true });
  // Packages of folders above stand beside the copy; tools keep caches among them.
  const packages = join(outer, 'node_modules');
  const writable = [root, temporary, ...(existsSync(packages) ? [packages] : []), ...(place.writable ?? [])];
  if (isolation === undefined) return { temporary, confined: { writable } };
  if (!existsSync(empty)) writeFileSync(empty, '', { mode: 0o444 });
  const { origin, choice, network, limits } = isolation;
  return {
    temporary,
    confined: {
      writable,
      ...(limits === undefined ? {} : { limits }),
      sandbox: {
        choice,
        network,
        temporary,
        empty,
        readable: [lease, origin, ...packagesOf(origin), ...(place.readable ?? [])],
      },
    },
  };
}

/** The folders of packages that a workspace shares with those around it, and its own where that is a link. */
function packagesOf(origin: string): readonly string[] {
  const found: string[] = [];
  const own = join(origin, 'node_modules');
  if (realOf(own) !== own) found.push(realOf(own));
  for (let above = dirname(origin); above !== dirname(above); above = dirname(above)) {
    const packages = join(above, 'node_modules');
    if (existsSync(packages)) found.push(packages);
  }
  return found;
}
