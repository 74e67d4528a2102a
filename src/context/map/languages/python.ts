import type { TaggedImport } from '../tags.ts';
import type { MapLanguage } from './language.ts';

export const PYTHON: MapLanguage = {
  grammar: 'python',
  extensions: ['py', 'pyi'],
  query: `
(function_definition name: (identifier) @name) @function
(class_definition name: (identifier) @name) @class
(module (expression_statement (assignment left: (identifier) @name) @variable))
(class_definition body: (block (expression_statement (assignment left: (identifier) @name) @variable)))
(attribute attribute: (identifier) @member)
(import_statement) @import
(import_from_statement) @import
`,
  imports,
  namesAreImported: true,
};

/** `import a.b as c, d` and `from ..a import (b as c, d)`. */
function imports(statement: string): readonly TaggedImport[] {
  const plain = statement.replace(/#.*$/gm, '').replace(/\\\s*\n/g, ' ');
  const [, from, names] = /^from\s+([.\w\s]+?)\s+import\s+(.*)$/s.exec(plain) ?? [];
  if (from === undefined || names === undefined) {
    return parts(plain.replace(/^import\s+/, '')).map(({ name, as }) => ({
      // `import a.b` binds `a`, but what is used is found in `a.b`.
      local: as ?? name.slice(name.lastIndexOf('.') + 1),
      imported: '*',
      from: name,
    }));
  }
  const module = from.replace(/\s/g, '');
  return parts(names.replace(/[()]/g, '')).map(({ name, as }) => ({
    local: name === '*' ? '' : (as ?? name),
    imported: name,
    from: module,
  }));
}

function parts(list: string): { readonly name: string; readonly as?: string }[] {
  return list.split(',').flatMap((part) => {
    const [, name, as] = /^\s*([\w.]+|\*)(?:\s+as\s+(\w+))?\s*$/.exec(part) ?? [];
    if (name === undefined) return [];
    return [as === undefined ? { name } : { name, as }];
  });
}
