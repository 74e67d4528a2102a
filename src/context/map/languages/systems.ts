import type { TaggedImport } from '../tags.ts';
import type { MapLanguage } from './language.ts';

const C_QUERY = `
(function_declarator declarator: [(identifier) (field_identifier)] @name) @function
(struct_specifier name: (type_identifier) @name body: (_)) @type
(union_specifier name: (type_identifier) @name body: (_)) @type
(enum_specifier name: (type_identifier) @name body: (_)) @type
(type_definition declarator: (type_identifier) @name) @type
(preproc_def name: (identifier) @name) @variable
(preproc_function_def name: (identifier) @name) @function
(call_expression function: (identifier) @ref)
(type_identifier) @ref
(preproc_include) @import
`;

export const SYSTEMS: readonly MapLanguage[] = [
  {
    grammar: 'c',
    extensions: ['c', 'h'],
    query: C_QUERY,
    imports: includes,
    namesAreImported: false,
  },
  {
    grammar: 'cpp',
    extensions: ['cc', 'cpp', 'cxx', 'hpp', 'hh', 'hxx'],
    query: `${C_QUERY}
(class_specifier name: (type_identifier) @name body: (_)) @class
(namespace_definition name: (_) @name) @class
(function_declarator declarator: (qualified_identifier name: (identifier) @name)) @function
(call_expression function: (qualified_identifier name: (identifier) @ref))
(call_expression function: (field_expression field: (field_identifier) @member))
`,
    imports: includes,
    namesAreImported: false,
  },
  {
    grammar: 'rust',
    extensions: ['rs'],
    query: `
(function_item name: (identifier) @name) @function
(function_signature_item name: (identifier) @name) @function
(struct_item name: (type_identifier) @name) @class
(enum_item name: (type_identifier) @name) @class
(union_item name: (type_identifier) @name) @class
(trait_item name: (type_identifier) @name) @class
(type_item name: (type_identifier) @name) @type
(mod_item name: (identifier) @name body: (_)) @class
(const_item name: (identifier) @name) @variable
(static_item name: (identifier) @name) @variable
(macro_definition name: (identifier) @name) @function
(type_identifier) @ref
(call_expression function: (identifier) @ref)
(call_expression function: (scoped_identifier name: (identifier) @ref))
(call_expression function: (field_expression field: (field_identifier) @member))
(macro_invocation macro: (identifier) @ref)
(use_declaration) @import
(mod_item name: (identifier) !body) @import
`,
    imports: rust,
    namesAreImported: false,
  },
  {
    grammar: 'go',
    extensions: ['go'],
    query: `
(function_declaration name: (identifier) @name) @function
(method_declaration name: (field_identifier) @name) @function
(type_spec name: (type_identifier) @name) @type
(const_spec name: (identifier) @name) @variable
(source_file (var_declaration (var_spec name: (identifier) @name) @variable))
(type_identifier) @ref
(call_expression function: (identifier) @ref)
(selector_expression field: (field_identifier) @member)
(import_spec) @import
`,
    imports: (statement) => {
      const from = /["`]([^"`]+)["`]/.exec(statement)?.[1];
      return from === undefined ? [] : [{ local: '', imported: '*', from }];
    },
    namesAreImported: false,
  },
];

function includes(statement: string): readonly TaggedImport[] {
  const from = /["<]([^">]+)[">]/.exec(statement)?.[1];
  return from === undefined ? [] : [{ local: '', imported: '*', from }];
}

/** `use crate::a::{B, c::D};` and `mod a;`. */
function rust(statement: string): readonly TaggedImport[] {
  const own = /^(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)/.exec(statement)?.[1];
  if (own !== undefined) return [{ local: '', imported: '*', from: `self::${own}` }];
  const path = statement.replace(/^.*?\buse\s+/s, '').replace(/[;\s]/g, '');
  const head = path.split(/::\{|::\*/)[0] ?? path;
  const names = [...path.slice(head.length).matchAll(/\w+/g)].map((match) => match[0]);
  if (names.length === 0) {
    const cut = head.lastIndexOf('::');
    const last = head.slice(cut + 2);
    return [
      {
        local: path.endsWith('*') ? '' : last,
        imported: path.endsWith('*') ? '*' : last,
        from: path.endsWith('*') || cut < 0 ? head : head.slice(0, cut),
      },
    ];
  }
  return names.map((name) => ({ local: name, imported: name, from: head }));
}
