import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { restore } from './copy-files.ts';
import { statOf } from './links.ts';
import { isNeverSource, isVirtualEnvironment } from './list-files.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Takes back what tests did to a copy, so that no candidate is judged by what the tests of another one left: files that
 * changed since are restored, files that are not the snapshot's are removed. Folders of packages and of caches stay.
 * @param since milliseconds; what changed later is not ours. The time of change is kept by the system, not by programs.
 */
export function tidy(snapshot: Snapshot, folder: string, since: number): void {
  const left = new Set([...snapshot.paths, ...snapshot.links.keys()]);
  const walk = (within: string): void => {
    for (const entry of readdirSync(join(folder, within), { withFileTypes: true })) {
      const path = within === '' ? entry.name : `${within}/${entry.name}`;
      if (isNeverSource(path)) continue;
      if (entry.isDirectory()) {
        if (!isVirtualEnvironment(join(folder, path))) walk(path);
        continue;
      }
      if (!left.has(path)) {
        const isEnvironment = entry.isSymbolicLink() && isVirtualEnvironment(join(folder, path));
        if (!isEnvironment) rmSync(join(folder, path), { force: true });
        continue;
      }
      const stat = statOf(join(folder, path));
      if (stat !== undefined && stat.ctimeMs <= since) left.delete(path);
    }
  };
  walk('');
  for (const path of left) restore(snapshot.folder, folder, path, snapshot.links.get(path));
}

/** What tools keep by the content of its source, so that it cannot be wrong for another candidate. */
const CACHES = /^(jest_|node-compile-cache|v8-compile-cache|tsx-)/;

/** Takes away what was left in a folder for temporary files, but caches. */
export function emptyTemporary(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!CACHES.test(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
