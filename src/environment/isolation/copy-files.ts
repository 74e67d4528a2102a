import { constants, copyFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CancelSignal } from '../../loop/types.ts';
import { clearWay } from './links.ts';

/** Copies that are under way at once; more do not help, since the system's own threads are four. */
const AT_ONCE = 8;

/*
 * Files are copied, sharing their blocks until one is written where the disk can do that (reflink: btrfs, XFS, APFS).
 * Hard links would be quicker elsewhere, but a test that writes a file in place would write it in every copy, in the
 * snapshot and so in every verdict after; links of folders or overlays would show tests a path that is not the file's
 * own, or need rights that a person does not have. `npm run bench:isolation` measures them side by side.
 */

export interface Tree {
  readonly files: readonly string[];
  /** Paths of symbolic links, with where they lead, relative to their own folder. */
  readonly links: ReadonlyMap<string, string>;
}

/** Copies a tree into a folder that is empty. */
export function copyTreeNow(from: string, to: string, tree: Tree): void {
  makeFolders(to, tree);
  for (const path of tree.files) copyFileSync(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
  makeLinks(to, tree);
}

/** The same without keeping everybody else waiting; false when it was cancelled, and then the copy is half a copy. */
export async function copyTree(from: string, to: string, tree: Tree, signal: CancelSignal): Promise<boolean> {
  makeFolders(to, tree);
  const left = tree.files.values();
  const worker = async (): Promise<void> => {
    for (const path of left) {
      if (signal.aborted) return;
      await copyFile(join(from, path), join(to, path), constants.COPYFILE_FICLONE);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (signal.aborted) return false;
  makeLinks(to, tree);
  return true;
}

/** Puts one file or link in its place again, whatever is there now. */
export function restore(from: string, to: string, path: string, link: string | undefined): void {
  const target = join(to, path);
  clearWay(to, path);
  mkdirSync(dirname(target), { recursive: true });
  rmSync(target, { force: true, recursive: true });
  if (link !== undefined) symlinkSync(link, target);
  else copyFileSync(join(from, path), target, constants.COPYFILE_FICLONE);
}

function makeFolders(to: string, { files, links }: Tree): void {
  mkdirSync(to, { recursive: true });
  for (const folder of new Set([...files, ...links.keys()].map(dirname)))
    mkdirSync(join(to, folder), { recursive: true });
}

function makeLinks(to: string, { links }: Tree): void {
  for (const [path, target] of links) symlinkSync(target, join(to, path));
}
