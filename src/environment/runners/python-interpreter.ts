import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { RunRequest } from './runner.ts';

/** The interpreter of the workspace's own environment, else the person's. */
export function pythonOf(folder: string): string | undefined {
  for (const name of ['.venv', 'venv', 'env']) {
    for (const inner of ['bin/python', 'Scripts/python.exe']) {
      const own = join(folder, name, inner);
      if (existsSync(join(folder, name, 'pyvenv.cfg')) && existsSync(own)) return own;
    }
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of ['python3', 'python']) {
    const found = folders.map((path) => join(path, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The copy comes first, so that a package that is installed in place is imported from the copy. */
export function variables(
  request: Pick<RunRequest, 'root'>,
  within: string,
  reporter: string,
): Record<string, string> {
  const project = join(request.root, within);
  const given = process.env.PYTHONPATH;
  const paths = [
    reporter,
    project,
    join(project, 'src'),
    ...(given === undefined || given === '' ? [] : [given]),
  ];
  // The same order of sets and dictionaries in every run; chance must not look like a fix.
  return { PYTHONPATH: paths.join(delimiter), PYTHONHASHSEED: '0' };
}
