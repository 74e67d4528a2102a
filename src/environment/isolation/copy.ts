import { lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CancelSignal } from '../../loop/types.ts';
import { copyTree, copyTreeNow, restore } from './copy-files.ts';
import type { Lease } from './lease.ts';
import { linkEnvironments } from './link-environments.ts';
import { linkPackages } from './link-packages.ts';
import { clearWay } from './links.ts';
import type { Snapshot } from './snapshot.ts';
import { emptyTemporary, tidy } from './tidy.ts';

/** An isolated copy of the snapshot, in which a candidate can be applied, run and taken back. */
export interface Copy {
  /** Absolute path of the workspace within the copy. */
  readonly folder: string;
  /** Puts texts in place of the snapshot's; `undefined` deletes. Takes back what was put before. */
  put(texts: ReadonlyMap<string, string | undefined>): void;
  /** Takes back everything: what was put, and what tests did. */
  reset(): void;
  /** Removes the copy. */
  dispose(): void;
}

/** Makes a copy at once; everything else waits. */
export function makeCopy(snapshot: Snapshot, lease: Lease): Copy {
  const outer = mkdtempSync(join(lease.folder, 'copy-'));
  copyTreeNow(snapshot.folder, join(outer, 'workspace'), { files: snapshot.paths, links: snapshot.links });
  return copyIn(outer, snapshot);
}

/** Makes a copy; undefined when it was cancelled, and then nothing of it is left. */
export async function takeCopy(
  snapshot: Snapshot,
  lease: Lease,
  signal: CancelSignal,
): Promise<Copy | undefined> {
  const outer = mkdtempSync(join(lease.folder, 'copy-'));
  const tree = { files: snapshot.paths, links: snapshot.links };
  try {
    if (await copyTree(snapshot.folder, join(outer, 'workspace'), tree, signal))
      return copyIn(outer, snapshot);
    removeCopy(outer);
    return undefined;
  } catch (error) {
    removeCopy(outer);
    throw error;
  }
}

/** Dresses a folder that holds the files already. */
function copyIn(outer: string, snapshot: Snapshot): Copy {
  const folder = join(outer, 'workspace');
  mkdirSync(join(outer, 'tmp'));
  linkPackages({ origin: snapshot.origin, paths: snapshot.paths, folder, outer });
  linkEnvironments({ origin: snapshot.origin, paths: snapshot.paths, folder });
  const known = new Set(snapshot.paths);
  let changed: readonly string[] = [];
  let since = Date.now();
  const put = (texts: ReadonlyMap<string, string | undefined>): void => {
    for (const path of changed) {
      if (texts.has(path)) continue;
      if (known.has(path)) restore(snapshot.folder, folder, path, undefined);
      else rmSync(join(folder, path), { force: true, recursive: true });
    }
    changed = [...texts.keys()];
    for (const [path, text] of texts) write(snapshot, folder, path, text);
    since = Date.now();
  };
  return {
    folder,
    put,
    reset() {
      const before = since;
      put(new Map());
      tidy(snapshot, folder, before);
      emptyTemporary(join(outer, 'tmp'));
      since = Date.now();
    },
    dispose: () => removeCopy(outer),
  };
}

function write(snapshot: Snapshot, folder: string, path: string, text: string | undefined): void {
  const target = join(folder, path);
  clearWay(folder, path);
  if (text === undefined) {
    rmSync(target, { force: true, recursive: true });
    return;
  }
  mkdirSync(dirname(target), { recursive: true });
  const mode = lstatSync(target, { throwIfNoEntry: false })?.mode;
  // Removed first, since the file may be read-only and a test may have put a link in its place.
  rmSync(target, { force: true, recursive: true });
  writeFileSync(target, snapshot.encode(path, text), mode === undefined ? {} : { mode });
}

function removeCopy(outer: string): void {
  try {
    rmSync(outer, { recursive: true, force: true, maxRetries: 3, retryDelay: 50 });
  } catch {
    // A test has taken away the right to remove it: it goes with the lease, or with the next start's sweep.
  }
}
