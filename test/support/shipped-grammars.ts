import { symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './projects.ts';

const require = createRequire(import.meta.url);

/** The grammars and the parser's own runtime side by side, as they are shipped. */
export function shippedGrammars(): string {
  const folder = temporaryFolder();
  const from = join(dirname(require.resolve('tree-sitter-wasms/package.json')), 'out');
  const grammars = ['typescript', 'tsx', 'javascript', 'python', 'java'].map(
    (name) => `tree-sitter-${name}.wasm`,
  );
  for (const name of grammars) symlinkSync(join(from, name), join(folder, name));
  symlinkSync(require.resolve('web-tree-sitter/tree-sitter.wasm'), join(folder, 'tree-sitter.wasm'));
  return folder;
}
