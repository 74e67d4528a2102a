import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../src/context/map/languages/index.ts';

const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'vsix-'));
const file = join(folder, 'credence.vsix');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the extension needs at run time, and the pages that tell what it is. */
const WANTED = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/(package\.nls(\.zh-cn)?\.json|l10n\/bundle\.l10n\.zh-cn\.json)$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/((?:extension|surfaces)\.cjs|cli\.js|(?:trace|handbook)-page\.js|warm-javascript\.cjs|types\.mjs|tags\.mjs)$/,
  /^extension\/dist\/python\/(server|compile_files|credence_warm\/\w+)\.py$/,
  /^extension\/dist\/chunks\/[\w-]+\.js$/,
  /^extension\/dist\/grammars\/tree-sitter\.wasm$/,
  ...LANGUAGES.map(({ grammar }) => new RegExp(`^extension/dist/grammars/tree-sitter-${grammar}\\.wasm$`)),
  /^extension\/dist\/codicons\/codicon\.(css|ttf)$/,
  /^extension\/media\/(credence\.svg|icon\.png|(pages|saved-page|trace|handbook)\.css)$/,
  /^extension\/media\/walkthrough\/\w+\.svg$/,
  /^extension\/samples\/first-fix\/(package\.json|first-fix\.md|(src|test)\/[\w.]+\.js)$/,
  /^extension\/docs\/pictures\/\w+\.webp$/,
];

describe('the packaged extension', () => {
  it('holds what it needs and nothing else', () => {
    const packed = spawnSync('node', ['scripts/package.mjs', file], { cwd: root, encoding: 'utf8' });
    expect(packed.status, packed.stderr).toBe(0);
    const listing = spawnSync(
      'python3',
      ['-c', 'import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))', file],
      {
        encoding: 'utf8',
      },
    );
    const names = listing.stdout.trim().split('\n');
    expect(names.filter((name) => !WANTED.some((pattern) => pattern.test(name)))).toEqual([]);
    for (const pattern of WANTED)
      expect(
        names.some((name) => pattern.test(name)),
        String(pattern),
      ).toBe(true);
  });

  it('stays small', () => {
    // Two thirds of it are the grammars of nineteen languages, a sixth the README's pictures with a recorded run.
    expect(statSync(file).size / 1024 / 1024).toBeLessThan(5.5);
  });
});
