import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPatch } from '../../../src/cli/apply.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apply-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('applying a patch', () => {
  it('writes what was verified and keeps byte-order mark and line endings', async () => {
    write('a.ts', '\uFEFFlet a = 1;\r\nlet b;\r\n');
    const applied = await applyPatch(folder, [
      { path: 'a.ts', before: 'let a = 1;\r\nlet b;\r\n', after: 'let a = 2;\r\nlet b;\r\n' },
      { path: 'new/b.ts', after: 'export {};\n' },
    ]);
    expect(applied).toEqual({ kind: 'applied', paths: ['a.ts', 'new/b.ts'] });
    expect(read('a.ts')).toBe('\uFEFFlet a = 2;\r\nlet b;\r\n');
    expect(read('new/b.ts')).toBe('export {};\n');
  });

  it('writes nothing at all when one file changed meanwhile', async () => {
    write('a.ts', 'a');
    write('b.ts', 'changed');
    const applied = await applyPatch(folder, [
      { path: 'a.ts', before: 'a', after: 'A' },
      { path: 'b.ts', before: 'b', after: 'B' },
    ]);
    expect(applied).toEqual({ kind: 'refused', reason: expect.stringContaining('b.ts has changed') });
    expect(read('a.ts')).toBe('a');
  });

  it('does not create over a file that appeared, nor delete one that changed', async () => {
    write('a.ts', 'mine');
    expect((await applyPatch(folder, [{ path: 'a.ts', after: 'x' }])).kind).toBe('refused');
    expect((await applyPatch(folder, [{ path: 'a.ts', before: 'old' }])).kind).toBe('refused');
    expect(read('a.ts')).toBe('mine');
  });

  it('never leaves the folder, also not through a link', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    symlinkSync(outside, join(folder, 'link'));
    for (const path of ['../escape.ts', 'link/escape.ts', 'link/new/deep/escape.ts']) {
      expect(await applyPatch(folder, [{ path, after: 'x' }])).toMatchObject({
        kind: 'refused',
        reason: expect.stringContaining('leads out'),
      });
    }
    rmSync(outside, { recursive: true, force: true });
  });
});
