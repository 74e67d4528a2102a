import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const source = join(root, 'src');

/** Which rooms a room may import from. ARCHITECTURE.md draws the same table. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  belief: [],
  loop: ['belief'],
  trace: ['loop'],
  syntax: [],
  skills: ['loop', 'belief', 'syntax'],
  models: ['loop', 'belief', 'syntax'],
  context: ['loop', 'belief', 'syntax'],
  edits: ['loop', 'belief', 'syntax'],
  environment: ['loop', 'belief', 'syntax'],
  handbook: ['loop', 'belief', 'syntax'],
  engine: [
    'loop',
    'belief',
    'syntax',
    'trace',
    'skills',
    'models',
    'context',
    'edits',
    'environment',
    'handbook',
  ],
  cli: ['engine', 'trace', 'loop'],
  vscode: ['trace', 'loop', 'engine/protocol.ts'],
  webview: ['trace', 'loop'],
};

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : path.endsWith('.ts') ? [path] : [];
  });
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  );
  return [...found].map((match) => ({
    file: relative(source, file),
    specifier: match[2] ?? match[3] ?? match[4] ?? '',
    typeOnly: match[1] !== undefined,
  }));
}

const all = files(source);
const imports = all.flatMap(importsOf);
const roomOf = (path: string): string => path.split('/')[0] ?? '';

describe('the house', () => {
  it('has the rooms that the table names, and no other', () => {
    expect(readdirSync(source).toSorted()).toEqual(Object.keys(MAY_IMPORT).toSorted());
  });

  it('imports in one direction only', () => {
    const wrong = imports.flatMap(({ file, specifier }) => {
      if (!specifier.startsWith('.')) return [];
      const to = relative(source, resolve(source, dirname(file), specifier));
      const from = roomOf(file);
      const allowed = MAY_IMPORT[from] ?? [];
      const fine = roomOf(to) === from || allowed.some((room) => to === room || roomOf(to) === room);
      return fine ? [] : [`${file} → ${to}`];
    });
    expect(wrong).toEqual([]);
  });

  it('names vscode in its own room alone, even as a type', () => {
    expect(imports.filter((i) => i.specifier === 'vscode' && roomOf(i.file) !== 'vscode')).toEqual([]);
  });

  it('keeps the pure rooms free of the platform, the clock and chance', () => {
    const pure = all.filter((file) => ['belief', 'loop', 'trace'].includes(roomOf(relative(source, file))));
    const impure = pure.filter((file) =>
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b|from 'node:/.test(
        readFileSync(file, 'utf8'),
      ),
    );
    expect(impure.map((file) => relative(source, file))).toEqual([]);
    const outside = imports.filter(
      (i) => ['belief', 'loop', 'trace'].includes(roomOf(i.file)) && !i.specifier.startsWith('.'),
    );
    // One library with no dependency and no side effect draws the seeded random numbers.
    expect(outside.filter((i) => !i.specifier.startsWith('pure-rand/'))).toEqual([]);
  });

  it('keeps the loop on one page', () => {
    expect(readFileSync(join(source, 'loop', 'loop.ts'), 'utf8').split('\n').length).toBeLessThanOrEqual(100);
  });

  it('has no file of more than 300 lines', () => {
    const long = all.filter((file) => readFileSync(file, 'utf8').split('\n').length > 300);
    // The vocabulary is one page of declarations on purpose.
    expect(long.map((file) => relative(source, file)).filter((file) => file !== 'loop/types.ts')).toEqual([]);
  });
});
