import { constants, copyFileSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Lease } from './lease.ts';
import { linkPackages } from './link-packages.ts';
import type { Snapshot } from './snapshot.ts';

/** An isolated copy of the snapshot, in which a candidate can be applied, run and taken back. */
export interface Copy {
  /** Absolute path of the workspace within the copy. */
  readonly folder: string;
  /** Puts texts in place of the snapshot's; `undefined` deletes. Takes back what was put before. */
  put(texts: ReadonlyMap<string, string | undefined>): void;
  /** Removes the copy. */
  dispose(): void;
}

export function makeCopy(snapshot: Snapshot, lease: Lease): Copy {
  const outer = mkdtempSync(join(lease.folder, 'copy-'));
  const folder = join(outer, 'workspace');
  for (const path of snapshot.paths) restore(snapshot, folder, path);
  linkPackages({ origin: snapshot.origin, paths: snapshot.paths, folder, outer });
  let changed: readonly string[] = [];
  const known = new Set(snapshot.paths);
  return {
    folder,
    put(texts) {
      for (const path of changed) {
        if (texts.has(path)) continue;
        if (known.has(path)) restore(snapshot, folder, path);
        else rmSync(join(folder, path), { force: true, recursive: true });
      }
      changed = [...texts.keys()];
      for (const [path, text] of texts) {
        const target = join(folder, path);
        if (text === undefined) {
          rmSync(target, { force: true });
          continue;
        }
        mkdirSync(dirname(target), { recursive: true });
        const mode = lstatSync(target, { throwIfNoEntry: false })?.mode;
        // Removed first, since the file may be read-only and a test may have put a link in its place.
        rmSync(target, { force: true, recursive: true });
        writeFileSync(target, snapshot.encode(path, text), mode === undefined ? {} : { mode });
      }
    },
    dispose() {
      rmSync(outer, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
    },
  };
}

function restore(snapshot: Snapshot, folder: string, path: string): void {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { force: true, recursive: true });
  copyFileSync(join(snapshot.folder, path), target, constants.COPYFILE_FICLONE);
}

/** Copies that are used again and again; the search needs no fresh one for each candidate. */
export class CopyPool {
  readonly #snapshot: Snapshot;
  readonly #lease: Lease;
  readonly #idle: Copy[] = [];
  /** Those who wait for a copy, in the order they came. */
  readonly #waiting: (() => void)[] = [];
  #free: number;

  /** @param size copies that may be in use at once; at least 1 */
  constructor(snapshot: Snapshot, lease: Lease, size: number) {
    this.#snapshot = snapshot;
    this.#lease = lease;
    this.#free = size;
  }

  /** Lends a copy that nobody else has, with these texts in it; waits while all are lent. */
  async lend<T>(texts: ReadonlyMap<string, string | undefined>, use: (copy: Copy) => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    let copy: Copy | undefined;
    try {
      copy = this.#idle.pop() ?? makeCopy(this.#snapshot, this.#lease);
      copy.put(texts);
      return await use(copy);
    } finally {
      if (copy !== undefined) this.#idle.push(copy);
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
