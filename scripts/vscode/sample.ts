import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface Sample {
  readonly folder: string;
  read(path: string): string;
  write(path: string, text: string): void;
  remove(): void;
}

/** A copy of `samples/<name>` outside the clone, with the packages it needs linked in. */
export function copySample(name: string): Sample {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'credence-sample-')));
  const folder = join(parent, name);
  const skip = ['node_modules', '.credence'];
  cpSync(join(root, 'samples', name), folder, {
    recursive: true,
    filter: (path) => !skip.includes(basename(path)),
  });
  // One by one, so that caches that tools write into node_modules stay in the copy.
  mkdirSync(join(folder, 'node_modules'));
  for (const entry of ['typescript', 'vitest', '.bin']) {
    symlinkSync(join(root, 'node_modules', entry), join(folder, 'node_modules', entry));
  }
  return {
    folder,
    read: (path) => readFileSync(join(folder, path), 'utf8'),
    write: (path, text) => writeFileSync(join(folder, path), text),
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}
