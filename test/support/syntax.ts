import { resolve } from 'node:path';
import { Syntax } from '../../src/syntax/syntax.ts';

const modules = resolve(import.meta.dirname, '../../node_modules');
let shared: Syntax | undefined;

/** The syntax room with the grammars that ship; shared, since each grammar takes a moment to load. */
export function testSyntax(): Syntax {
  shared ??= new Syntax({
    runtime: `${modules}/web-tree-sitter/tree-sitter.wasm`,
    folder: `${modules}/tree-sitter-wasms/out`,
  });
  return shared;
}
