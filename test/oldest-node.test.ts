import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** The Node of the machine, where it is another than the one that the project brings. */
function machinesNode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((each) => !each.includes('node_modules'));
  return folders.map((folder) => join(folder, 'node')).find((path) => existsSync(path));
}

const node = machinesNode();

describe('the terminal, on the Node of the machine', () => {
  it.skipIf(node === undefined)('starts, and says what is found in a folder', () => {
    const run = (...args: string[]): string =>
      execFileSync(node ?? '', [join(root, 'dist/cli.js'), ...args], { cwd: root, encoding: 'utf8' });
    expect(run('--help')).toContain('credence');
    expect(run('doctor', join(root, 'samples/booking'))).toContain('vitest');
  });
});
