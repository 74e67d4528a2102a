import { execFileSync, spawnSync } from 'node:child_process';

/** A commit whose files are the truth: who edits one of them edits the others. */
export interface CoChange {
  readonly commit: string;
  readonly subject: string;
  /** Files that were modified and existed before. */
  readonly changed: readonly string[];
}

const LARGE = 256 * 1024 * 1024;
/** What a map that serves edits of code is asked for. */
const CODE = /\.(?:[cm]?[jt]sx?|py|java|kt|go|rs|c|h|cc|cpp|hpp|cs|rb|php|swift|scala|sh|bash)$/;

/** Reads a repository's history without touching anything. */
export class History {
  readonly #folder: string;
  readonly #texts = new Map<string, string | undefined>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Commits that modified from 2 to `most` files of code, the newest first. */
  coChanges(most: number, limit: number): readonly CoChange[] {
    const log = this.#git([
      'log',
      '--no-merges',
      '--diff-filter=M',
      '--name-only',
      '--format=%x00%H%x01%s',
      '-n',
      '4000',
    ]);
    return log
      .split('\0')
      .flatMap((entry): CoChange[] => {
        const [head = '', ...rest] = entry.split('\n');
        const [commit = '', subject = ''] = head.split('\x01');
        const changed = rest.filter((path) => CODE.test(path));
        return changed.length >= 2 && changed.length <= most ? [{ commit, subject, changed }] : [];
      })
      .slice(0, limit);
  }

  /** The texts of the commit before, by path. */
  before(commit: string): ReadonlyMap<string, string> {
    const entries = this.#git(['ls-tree', '-r', '-z', `${commit}^`])
      .split('\0')
      .flatMap((line) => {
        const [, type, blob = '', path = ''] = /^\d+ (\w+) (\w+)\t(.*)$/s.exec(line) ?? [];
        return type === 'blob' ? [{ blob, path }] : [];
      });
    this.#load([...new Set(entries.map(({ blob }) => blob))].filter((blob) => !this.#texts.has(blob)));
    return new Map(
      entries.flatMap(({ blob, path }) => {
        const text = this.#texts.get(blob);
        return text === undefined ? [] : [[path, text] as const];
      }),
    );
  }

  #load(blobs: readonly string[]): void {
    if (blobs.length === 0) return;
    const { stdout } = spawnSync('git', ['cat-file', '--batch'], {
      cwd: this.#folder,
      input: `${blobs.join('\n')}\n`,
      maxBuffer: LARGE,
    });
    let at = 0;
    for (const blob of blobs) {
      const end = stdout.indexOf(10, at);
      const size = Number(stdout.subarray(at, end).toString().split(' ')[2] ?? 0);
      const bytes = stdout.subarray(end + 1, end + 1 + size);
      this.#texts.set(blob, bytes.includes(0) || size > 1024 * 1024 ? undefined : bytes.toString('utf8'));
      at = end + 1 + size + 1;
    }
  }

  #git(args: readonly string[]): string {
    return execFileSync('git', args, { cwd: this.#folder, encoding: 'utf8', maxBuffer: LARGE });
  }
}
