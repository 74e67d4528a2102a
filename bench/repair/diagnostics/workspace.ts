import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { DiagnosticCase } from './corpus.ts';

const packages = resolve(import.meta.dirname, '../../../node_modules');

const COMPILER_OPTIONS = {
  target: 'es2023',
  lib: ['es2023'],
  module: 'esnext',
  moduleResolution: 'bundler',
  types: ['node'],
  strict: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Writes the project of a case as its author would have it, with this repository's packages. */
export function writeCase({ id, files, options }: DiagnosticCase, folder: string): void {
  const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
  const hasTests = Object.keys(files).some((path) => path.startsWith('test/'));
  writeFiles(folder, {
    'package.json': json({
      name: id,
      private: true,
      type: 'module',
      scripts: hasTests ? { test: 'node --test test/*.test.ts' } : { check: 'tsc' },
    }),
    'tsconfig.json': json({
      compilerOptions: { ...COMPILER_OPTIONS, ...options },
      include: ['src', 'test'],
    }),
    ...files,
  });
  symlinkSync(packages, join(folder, 'node_modules'));
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
