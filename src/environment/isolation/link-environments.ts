import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join, posix } from 'node:path';
import { statOf } from './links.ts';
import { isVirtualEnvironment } from './list-files.ts';

/** Files that stand at the root of a Python project, where its virtual environment is as well. */
const MARKS = new Set([
  'pyproject.toml',
  'setup.py',
  'setup.cfg',
  'requirements.txt',
  'Pipfile',
  'tox.ini',
  'pytest.ini',
]);

/**
 * Gives a copy the virtual environments of its origin: each as one link, since an environment knows its own place and
 * would not work in another. It is shared; a sandbox keeps it from being written.
 */
export function linkEnvironments(request: {
  readonly origin: string;
  readonly paths: readonly string[];
  /** The workspace within the copy. */
  readonly folder: string;
}): void {
  const { origin, paths, folder } = request;
  const roots = paths.filter((path) => MARKS.has(posix.basename(path))).map((path) => posix.dirname(path));
  for (const root of new Set(['.', ...roots])) {
    for (const name of foldersOf(join(origin, root))) {
      const original = join(origin, root, name);
      const link = join(folder, root, name);
      if (!isVirtualEnvironment(original) || statOf(link) !== undefined) continue;
      mkdirSync(join(folder, root), { recursive: true });
      symlinkSync(original, link);
    }
  }
}

function foldersOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}
