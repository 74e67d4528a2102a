import { lstatSync, readlinkSync, realpathSync, rmSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

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

/**
 * Where a symbolic link of the workspace leads, relative to the link's own folder, when that is inside the workspace,
 * however it is written. Undefined when it leads outside, into a repository's own files, or nowhere.
 */
export function targetWithin(root: string, path: string): string | undefined {
  try {
    const link = join(root, path);
    const target = resolve(dirname(link), readlinkSync(link));
    // Both as it is written and as it is resolved: what it names may be a link itself.
    for (const [base, at] of [
      [root, target],
      [realpathSync(root), realpathSync(link)],
    ] as const) {
      const within = relative(base, at);
      if (isAbsolute(within) || within.split(sep).some((part) => part === '..' || part === '.git'))
        return undefined;
    }
    return relative(dirname(link), target) || '.';
  } catch {
    return undefined;
  }
}

/** Takes away links and files in the place of a path's folders: nothing is written through what a test put there. */
export function clearWay(root: string, path: string): void {
  let at = root;
  for (const part of path.split('/').slice(0, -1)) {
    at = join(at, part);
    const stat = statOf(at);
    if (stat === undefined) return;
    if (!stat.isDirectory()) {
      rmSync(at, { force: true });
      return;
    }
  }
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
