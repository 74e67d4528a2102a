import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCopy, takeCopy } from '../../src/environment/isolation/copy.ts';
import { takeLease } from '../../src/environment/isolation/lease.ts';
import { Snapshot } from '../../src/environment/isolation/snapshot.ts';
import { median } from './median.ts';

export interface CopyCost {
  readonly strategy: string;
  /** Median of milliseconds; absent where the disk or the system does not have it. */
  readonly milliseconds?: number;
  /** Megabytes of disk that one copy takes of its own. */
  readonly megabytes?: number;
  readonly note: string;
}

/** A tree of text files with packages beside them. */
export interface TreeSize {
  readonly files: number;
  readonly bytesEach: number;
  readonly packages: number;
}

const never = new AbortController().signal;

/** Generates a workspace under git with so many files, and packages that are ignored. */
export function generateTree(folder: string, size: TreeSize): void {
  const line = 'export const value = "some text that is long enough to be a line of source";\n';
  const text = line.repeat(Math.ceil(size.bytesEach / line.length)).slice(0, size.bytesEach);
  for (let index = 0; index < size.files; index += 1) {
    const within = join(folder, 'src', String(index % 40));
    mkdirSync(within, { recursive: true });
    writeFileSync(join(within, `file${index}.ts`), `// ${index}\n${text}`);
  }
  for (let index = 0; index < size.packages; index += 1) {
    const within = join(folder, 'node_modules', `package${index}`);
    mkdirSync(within, { recursive: true });
    writeFileSync(join(within, 'index.js'), text);
  }
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  writeFileSync(join(folder, 'package.json'), '{}');
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'commit.gpgsign=false'];
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-qm', 'all'],
  ])
    execFileSync('git', [...who, ...args], { cwd: folder, stdio: 'ignore' });
}

/** Times each way to get a copy, one after the other in each round. */
export async function measureCopies(origin: string, rounds: number): Promise<readonly CopyCost[]> {
  const lease = takeLease();
  // Also when it is interrupted.
  process.once('exit', lease.release);
  try {
    const snapshot = await Snapshot.take(origin, [], lease, never);
    const place = join(lease.folder, 'place');
    const run = (...argv: string[]): boolean =>
      spawnSync(argv[0] ?? '', argv.slice(1), { stdio: 'ignore' }).status === 0;
    const pooled = makeCopy(snapshot, lease);
    const strategies: readonly {
      readonly strategy: string;
      readonly note: string;
      /** Makes one; false where it cannot be made. Returns the folder that it is in. */
      make(): Promise<string | false>;
    }[] = [
      {
        strategy: 'as used: copied, packages linked',
        note: 'shares blocks where the disk can',
        make: async () => (await takeCopy(snapshot, lease, never))?.folder ?? false,
      },
      {
        strategy: 'the same, all at once',
        note: 'everything else waits',
        make: async () => makeCopy(snapshot, lease).folder,
      },
      {
        strategy: 'a used copy, tidied',
        note: 'what the search uses',
        make: async () => {
          pooled.reset();
          pooled.put(new Map([['src/0/file0.ts', 'edited']]));
          return pooled.folder;
        },
      },
      {
        strategy: 'everything copied, packages too',
        note: 'as a fresh clone would be',
        make: async () => run('cp', '-a', '--reflink=never', origin, place) && place,
      },
      {
        strategy: 'reflinks only',
        note: 'btrfs, XFS, APFS',
        make: async () => run('cp', '-a', '--reflink=always', snapshot.folder, place) && place,
      },
      {
        strategy: 'hard links to the snapshot',
        note: 'unsafe: a test that writes in place writes everywhere',
        make: async () => run('cp', '-al', snapshot.folder, place) && place,
      },
      {
        strategy: 'git worktree',
        note: 'writes into the person’s repository; without what is not committed',
        make: async () =>
          run('git', '-C', origin, 'worktree', 'add', '-q', '--detach', '--force', place) && place,
      },
    ];
    const times = new Map<string, number[]>();
    const sizes = new Map<string, number>();
    for (let round = 0; round <= rounds; round += 1) {
      for (const { strategy, make } of strategies) {
        const began = performance.now();
        const folder = await make();
        const took = performance.now() - began;
        if (folder === false) continue;
        // The first round warms the caches of the disk.
        if (round > 0) times.set(strategy, [...(times.get(strategy) ?? []), took]);
        sizes.set(strategy, ownMegabytes(folder));
        if (folder === pooled.folder) continue;
        rmSync(folder, { recursive: true, force: true });
      }
    }
    return strategies.map(({ strategy, note }) => {
      const taken = times.get(strategy);
      const megabytes = sizes.get(strategy);
      if (taken === undefined || megabytes === undefined) return { strategy, note: `not here; ${note}` };
      return { strategy, note, milliseconds: median(taken), megabytes };
    });
  } finally {
    process.off('exit', lease.release);
    lease.release();
  }
}

/** Megabytes of disk that are in no other folder: a file with several names counts for nothing. */
function ownMegabytes(folder: string): number {
  const bytes = (readdirSync(folder, { recursive: true }) as string[]).reduce((sum, path) => {
    const stat = lstatSync(join(folder, path));
    return stat.isFile() && stat.nlink === 1 ? sum + stat.blocks * 512 : sum;
  }, 0);
  return bytes / 1024 / 1024;
}
