import type { RecentChange } from '../loop/ports.ts';
import type { CancelSignal } from '../loop/types.ts';
import { commandEnvironment } from './command-environment.ts';
import { runCommand } from './isolation/process.ts';

/** Seconds that one question may take; a slow repository is left alone. */
const LIMIT_SECONDS = 4;
const LIMIT_BYTES = 8 * 1024 * 1024;

/** What the present text is compared with. */
const BEFORE: readonly (readonly [when: RecentChange['when'], commit: string])[] = [
  ['uncommitted', 'HEAD'],
  ['last-commit', 'HEAD~1'],
  ['last-commits', 'HEAD~5'],
];

/**
 * Lines of the workspace that were changed lately, by asking git. Each comparison is with the files as they are on the
 * disk, so that its lines are theirs. Nothing is written and no configured program runs but git's own filters, so this
 * is only for folders that are trusted.
 * @returns nothing where there is no repository, no such commit, or no time
 */
export async function recentChanges(folder: string, signal: CancelSignal): Promise<readonly RecentChange[]> {
  const all = await Promise.all(BEFORE.map(([when, commit]) => changedSince(folder, when, commit, signal)));
  return all.flat();
}

async function changedSince(
  folder: string,
  when: RecentChange['when'],
  commit: string,
  signal: CancelSignal,
): Promise<readonly RecentChange[]> {
  const result = await runCommand({
    argv: [
      'git',
      // Reading must not touch the index.
      '--no-optional-locks',
      ...['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-c', 'diff.noprefix=false'],
      ...['diff', '--no-ext-diff', '--no-textconv', '--no-color', '--no-renames', '--ignore-submodules=all'],
      ...['--relative', '--unified=0', '--src-prefix=a/', '--dst-prefix=b/', commit, '--'],
    ],
    cwd: folder,
    env: commandEnvironment({}),
    limitSeconds: LIMIT_SECONDS,
    limitBytes: LIMIT_BYTES,
    keepBytes: LIMIT_BYTES,
    signal,
  });
  return result.ended === 'exited' && result.exitCode === 0 ? changedLines(result.stdout, when) : [];
}

/** The lines of the new side of a unified diff without context. Where lines were only removed, the two around the gap. */
export function changedLines(diff: string, when: RecentChange['when']): readonly RecentChange[] {
  const found: RecentChange[] = [];
  let path: string | undefined;
  let inHeader = true;
  for (const line of diff.split('\n')) {
    if (line.startsWith('diff --git ')) {
      path = undefined;
      inHeader = true;
    } else if (inHeader && line.startsWith('+++ ')) {
      path = /^\+\+\+ b\/([^\t\n\r]+)/.exec(line)?.[1];
    }
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk === null) continue;
    inHeader = false;
    if (path === undefined) continue;
    const first = Number(hunk[1]);
    const count = hunk[2] === undefined ? 1 : Number(hunk[2]);
    found.push(
      count === 0
        ? { path, first: Math.max(1, first), last: first + 1, when }
        : { path, first, last: first + count - 1, when },
    );
  }
  return found;
}
