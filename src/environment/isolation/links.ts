import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** What lies at a path, links not followed; undefined where nothing does, or nothing that can be looked at. */
export function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    // A file stands in the place of one of its folders.
    return undefined;
  }
}

/** Whether a path leads through a symbolic link, itself included: what lies behind it may be outside. */
export function throughLink(root: string, path: string): boolean {
  let at = root;
  return path.split('/').some((part) => {
    at = join(at, part);
    return statOf(at)?.isSymbolicLink() ?? false;
  });
}

/** What keeps a new file of this path from being written into the folder as it is now, in words for a person. */
export function inTheWay(root: string, path: string): string | undefined {
  const parts = path.split('/');
  let at = root;
  for (const [index, part] of parts.entries()) {
    at = join(at, part);
    const stat = statOf(at);
    if (stat === undefined) return undefined;
    if (stat.isSymbolicLink()) return 'it leads through a symbolic link';
    if (index === parts.length - 1) return 'it exists already, though the snapshot does not hold it';
    if (!stat.isDirectory()) return 'its folder is a file';
  }
  return undefined;
}
