import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** A folder that was given on the command line, or why it cannot be worked on. */
export type FolderAt = { readonly path: string } | { readonly problem: string };

/** The folder with symbolic links resolved. */
export function folderAt(path: string): FolderAt {
  const absolute = resolve(path);
  try {
    if (!statSync(absolute).isDirectory())
      return { problem: `${absolute} is a file. Give the project's folder.` };
    return { path: realpathSync(absolute) };
  } catch {
    return {
      problem: `There is no folder ${absolute}. Check the path; it is taken relative to where you are.`,
    };
  }
}
