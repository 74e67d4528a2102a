import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const size = (name: string): number => statSync(join(dist, name)).size / 1024;
const text = (name: string): string => readFileSync(join(dist, name), 'utf8');

/** Ceilings in KB, minified; raise one only with the reason in the commit. */
const CEILINGS: Readonly<Record<string, number>> = {
  // The editor loads it while a file is being opened.
  'extension.cjs': 2,
  'surfaces.cjs': 160,
  // Lit, six components of VS Code's look and the list that draws only what is in sight are two thirds of it.
  'trace-page.js': 190,
  'handbook-page.js': 80,
  'cli.js': 60,
};

describe('the bundles', () => {
  it.each(Object.entries(CEILINGS))('%s stays below %d KB', (name, ceiling) => {
    expect(size(name)).toBeLessThan(ceiling);
  });

  it('load what is heavy on first use', () => {
    // Each of these would cost the editor its start-up: they belong to the engine, in chunks of their own.
    for (const heavy of ['openai', 'tree-sitter', 'createLanguageService'])
      expect(text('surfaces.cjs')).not.toContain(heavy);
    const chunks = readdirSync(join(dist, 'chunks'));
    expect(chunks.length).toBeGreaterThan(1);
    expect(text('cli.js')).not.toMatch(/chat\/completions/);
  });

  it('check messages with schemas that are loaded with the first message, not with the extension', async () => {
    const { metafile } = await build({
      ...{ absWorkingDir: root, entryPoints: ['src/vscode/surfaces.ts'], write: false, metafile: true },
      ...{ bundle: true, format: 'cjs', platform: 'node', external: ['vscode'], logLevel: 'error' },
    });
    // What is reached without a dynamic import is evaluated before anybody has asked for anything.
    const eager = new Set(['src/vscode/surfaces.ts']);
    for (const file of eager)
      for (const { path, kind } of metafile.inputs[file]?.imports ?? [])
        if (kind !== 'dynamic-import') eager.add(path);
    expect([...eager].filter((file) => /node_modules\/zod/.test(file))).toEqual([]);
    expect(eager.size).toBeGreaterThan(10);
  });

  it('keep vscode out of the engine', () => {
    for (const name of [
      'cli.js',
      ...readdirSync(join(dist, 'chunks')).map((chunk) => join('chunks', chunk)),
    ]) {
      expect(text(name)).not.toMatch(/(require\(|from\s*)["']vscode["']/);
    }
  });

  it('ship the grammars that the engine reads', () => {
    for (const name of [
      'tree-sitter',
      'tree-sitter-typescript',
      'tree-sitter-tsx',
      'tree-sitter-javascript',
      'tree-sitter-python',
      'tree-sitter-java',
    ]) {
      expect(existsSync(join(dist, 'grammars', `${name}.wasm`))).toBe(true);
    }
  });
});
