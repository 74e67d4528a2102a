import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The TypeScript files below a folder, relative to it, sorted. */
export function typescriptFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}

/** "26 TypeScript files, 4,541 lines, 12 of them test files". */
export function describeFiles(folder: string): string {
  const files = typescriptFiles(folder);
  const lines = files.reduce((n, path) => n + readFileSync(join(folder, path), 'utf8').split('\n').length, 0);
  const tests = files.filter((path) => path.endsWith('.test.ts')).length;
  return `${files.length} TypeScript files, ${lines.toLocaleString('en')} lines, ${tests} of them test files`;
}
