import type { TaggedImport } from '../tags.ts';
import type { MapLanguage } from './language.ts';

const SHARED = `
(function_declaration name: (identifier) @name) @function
(generator_function_declaration name: (identifier) @name) @function
(method_definition name: [(property_identifier) (private_property_identifier)] @name) @function
(program (lexical_declaration (variable_declarator name: (identifier) @name) @variable))
(program (variable_declaration (variable_declarator name: (identifier) @name) @variable))
(export_statement (lexical_declaration (variable_declarator name: (identifier) @name) @variable))
(variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)]) @function
(assignment_expression left: (member_expression property: (property_identifier) @name) right: [(arrow_function) (function_expression)]) @function
(pair key: (property_identifier) @name value: [(arrow_function) (function_expression)]) @function
(member_expression property: (property_identifier) @member)
(import_statement) @import
(export_statement source: (string)) @import
(call_expression function: [(identifier) (import)] @called arguments: (arguments . (string) .) (#match? @called "^(require|import)$")) @import
`;

const TYPED = `
(class_declaration name: (type_identifier) @name) @class
(abstract_class_declaration name: (type_identifier) @name) @class
(interface_declaration name: (type_identifier) @name) @type
(type_alias_declaration name: (type_identifier) @name) @type
(enum_declaration name: (identifier) @name) @type
(internal_module name: (identifier) @name) @class
(abstract_method_signature name: (property_identifier) @name) @function
(method_signature name: (property_identifier) @name) @function
(function_signature name: (identifier) @name) @function
(public_field_definition name: [(property_identifier) (private_property_identifier)] @name) @variable
`;

const UNTYPED = `
(class_declaration name: (identifier) @name) @class
`;

export const SCRIPTS: readonly MapLanguage[] = [
  language('typescript', ['ts', 'mts', 'cts'], SHARED + TYPED),
  language('tsx', ['tsx'], SHARED + TYPED),
  language('javascript', ['js', 'mjs', 'cjs', 'jsx'], SHARED + UNTYPED),
];

function language(grammar: string, extensions: readonly string[], query: string): MapLanguage {
  return { grammar, extensions, query, imports, namesAreImported: true };
}

/** `import a, { b as c } from 'm'`, `import * as n from 'm'`, `export * from 'm'`, `require('m')`. */
function imports(statement: string): readonly TaggedImport[] {
  const from = /(['"])((?:(?!\1).)*)\1\s*(?:;|\)|with\b|assert\b|$)/s.exec(statement)?.[2];
  if (from === undefined) return [];
  const clause = /^(?:import|export)\s+(?:type\s+)?([^'"]*?)\s*from\b/s.exec(statement)?.[1];
  if (clause === undefined) return [{ local: '', imported: '', from }];
  const found: TaggedImport[] = [];
  const braces = /\{([^}]*)\}/s.exec(clause)?.[1];
  for (const part of (braces ?? '').split(',')) {
    const [, imported, local] =
      /^\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/s.exec(part.replace(/\/\/.*|\/\*.*?\*\//gs, '')) ??
      [];
    if (imported !== undefined) found.push({ local: local ?? imported, imported, from });
  }
  const rest = clause.replace(/\{[^}]*\}/s, '');
  const whole = /\*(?:\s+as\s+([\w$]+))?/.exec(rest);
  if (whole !== null) found.push({ local: whole[1] ?? '', imported: '*', from });
  const named = /^\s*([\w$]+)/.exec(rest)?.[1];
  if (named !== undefined) found.push({ local: named, imported: 'default', from });
  return found.length > 0 ? found : [{ local: '', imported: '', from }];
}
