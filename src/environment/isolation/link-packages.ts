import { type Dirent, lstatSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';

/** Caches that tools keep among the packages; theirs to write, so each copy gets its own. */
const CACHES = new Set(['.vite', '.vitest', '.vite-temp', '.cache', '.tmp']);

/**
 * Gives a copy the packages of its origin. Each `node_modules` becomes a real folder of links, entry by entry: a
 * tool that writes a cache into it writes into the copy, and the person's packages stay as they are. A package
 * that is itself part of the workspace is linked to its copy, not to the original.
 */
export function linkPackages(request: {
  readonly origin: string;
  readonly paths: readonly string[];
  /** The workspace within the copy. */
  readonly folder: string;
  /** The folder around it, which stands for the origin's ancestors. */
  readonly outer: string;
}): void {
  const { origin, paths, folder, outer } = request;
  const packages = new Set([
    '',
    ...paths.filter((p) => posix.basename(p) === 'package.json').map((p) => posix.dirname(p)),
  ]);
  for (const name of packages) {
    const within = name === '.' ? '' : name;
    linkFolder(join(origin, within, 'node_modules'), join(folder, within, 'node_modules'), origin, folder);
  }
  for (let above = dirname(origin); above !== dirname(above); above = dirname(above)) {
    linkFolder(join(above, 'node_modules'), join(outer, 'node_modules'), origin, folder);
  }
}

function linkFolder(from: string, to: string, origin: string, folder: string): void {
  const entries = entriesOf(from);
  if (entries.length === 0) return;
  mkdirSync(to, { recursive: true });
  for (const entry of entries) {
    if (CACHES.has(entry.name) || isThere(join(to, entry.name))) continue;
    if (entry.name.startsWith('@') && entry.isDirectory()) {
      // A scope may hold both packages of the workspace and foreign ones.
      linkFolder(join(from, entry.name), join(to, entry.name), origin, folder);
      continue;
    }
    symlinkSync(targetOf(join(from, entry.name), entry, origin, folder), join(to, entry.name));
  }
}

/** Also a link that leads nowhere is there. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function targetOf(path: string, entry: Dirent, origin: string, folder: string): string {
  if (!entry.isSymbolicLink()) return path;
  try {
    const real = realpathSync(path);
    const within = relative(origin, real);
    const isOwn = within !== '' && !within.startsWith('..') && !within.split(sep).includes('node_modules');
    return isOwn ? join(folder, within) : real;
  } catch {
    return path;
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
