import type { TaggedImport } from '../tags.ts';
import type { MapLanguage } from './language.ts';

export const JVM: readonly MapLanguage[] = [
  {
    grammar: 'java',
    extensions: ['java'],
    query: `
(class_declaration name: (identifier) @name) @class
(interface_declaration name: (identifier) @name) @class
(enum_declaration name: (identifier) @name) @class
(record_declaration name: (identifier) @name) @class
(method_declaration name: (identifier) @name) @function
(constructor_declaration name: (identifier) @name) @function
(field_declaration declarator: (variable_declarator name: (identifier) @name)) @variable
(type_identifier) @ref
(method_invocation name: (identifier) @member)
(import_declaration) @import
`,
    imports,
    namesAreImported: false,
  },
  {
    grammar: 'kotlin',
    extensions: ['kt', 'kts'],
    query: `
(class_declaration (type_identifier) @name) @class
(object_declaration (type_identifier) @name) @class
(function_declaration (simple_identifier) @name) @function
(property_declaration (variable_declaration (simple_identifier) @name)) @variable
(user_type (type_identifier) @ref)
(call_expression (simple_identifier) @ref)
(navigation_suffix (simple_identifier) @member)
(import_header) @import
`,
    imports,
    namesAreImported: false,
  },
  {
    grammar: 'scala',
    extensions: ['scala', 'sc'],
    query: `
(class_definition name: (identifier) @name) @class
(object_definition name: (identifier) @name) @class
(trait_definition name: (identifier) @name) @class
(function_definition name: (identifier) @name) @function
(val_definition pattern: (identifier) @name) @variable
(type_identifier) @ref
(call_expression function: (identifier) @ref)
(field_expression field: (identifier) @member)
(import_declaration) @import
`,
    imports,
    namesAreImported: false,
  },
];

/** `import a.b.C;`, `import static a.b.C.d;`, `import a.b.*`, `import a.b.{C, D => E}`. */
function imports(statement: string): readonly TaggedImport[] {
  const path = /^import\s+(?:static\s+)?([\w.]+)/.exec(statement)?.[1]?.replace(/\.$/, '');
  if (path === undefined) return [];
  const group = /\{([^}]*)\}/.exec(statement)?.[1];
  if (group !== undefined) {
    return group.split(',').flatMap((part) => {
      const [, imported, local] = /^\s*(\w+)(?:\s*(?:=>|as)\s*(\w+))?/.exec(part) ?? [];
      return imported === undefined
        ? []
        : [{ local: local ?? imported, imported, from: `${path}.${imported}` }];
    });
  }
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (/[*_]\s*;?\s*$/.test(statement)) return [{ local: '', imported: '*', from: path }];
  const as = /\bas\s+(\w+)/.exec(statement)?.[1];
  return [{ local: as ?? last, imported: last, from: path }];
}
