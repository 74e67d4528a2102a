import { resolve } from 'node:path';

const modules = resolve(import.meta.dirname, '../../../../node_modules');

/** Every grammar that the package of grammars has, also those that do not ship. */
export const grammars = {
  runtime: `${modules}/web-tree-sitter/tree-sitter.wasm`,
  folder: `${modules}/tree-sitter-wasms/out`,
};
