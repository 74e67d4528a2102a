import type { TaggedImport } from '../tags.ts';
import type { MapLanguage } from './language.ts';

export const OTHERS: readonly MapLanguage[] = [
  {
    grammar: 'c_sharp',
    extensions: ['cs'],
    query: `
(class_declaration name: (identifier) @name) @class
(interface_declaration name: (identifier) @name) @class
(struct_declaration name: (identifier) @name) @class
(record_declaration name: (identifier) @name) @class
(enum_declaration name: (identifier) @name) @class
(method_declaration name: (identifier) @name) @function
(constructor_declaration name: (identifier) @name) @function
(property_declaration name: (identifier) @name) @variable
(invocation_expression function: (identifier) @ref)
(object_creation_expression type: (identifier) @ref)
(base_list (identifier) @ref)
(variable_declaration type: (identifier) @ref)
(parameter type: (identifier) @ref)
(member_access_expression name: (identifier) @member)
`,
    imports: () => [],
    namesAreImported: false,
  },
  {
    grammar: 'php',
    extensions: ['php'],
    query: `
(class_declaration name: (name) @name) @class
(interface_declaration name: (name) @name) @class
(trait_declaration name: (name) @name) @class
(enum_declaration name: (name) @name) @class
(function_definition name: (name) @name) @function
(method_declaration name: (name) @name) @function
(object_creation_expression (name) @ref)
(function_call_expression function: (name) @ref)
(named_type (name) @ref)
(base_clause (name) @ref)
(scoped_call_expression scope: (name) @ref)
(member_call_expression name: (name) @member)
(namespace_use_declaration) @import
`,
    imports: (statement) =>
      [...statement.matchAll(/([\w\\]+\\(\w+))(?:\s+as\s+(\w+))?/g)].flatMap(([, from, last, as]) =>
        from === undefined || last === undefined ? [] : [{ local: as ?? last, imported: last, from }],
      ),
    namesAreImported: false,
  },
  {
    grammar: 'ruby',
    extensions: ['rb', 'rake'],
    query: `
(class name: (constant) @name) @class
(module name: (constant) @name) @class
(method name: (_) @name) @function
(singleton_method name: (_) @name) @function
(assignment left: (constant) @name) @variable
(constant) @ref
(call method: (identifier) @member)
(call method: (identifier) @called arguments: (argument_list (string)) (#match? @called "^require(_relative)?$")) @import
`,
    imports: (statement) => {
      const [, relative, from] = /^require(_relative)?\s*\(?\s*['"]([^'"]+)['"]/.exec(statement) ?? [];
      if (from === undefined) return [];
      return [
        { local: '', imported: '*', from: relative === undefined ? from : `./${from.replace(/^\.\//, '')}` },
      ];
    },
    namesAreImported: false,
  },
  {
    grammar: 'swift',
    extensions: ['swift'],
    query: `
(class_declaration name: (type_identifier) @name) @class
(protocol_declaration name: (type_identifier) @name) @class
(function_declaration name: (simple_identifier) @name) @function
(protocol_function_declaration name: (simple_identifier) @name) @function
(property_declaration name: (pattern (simple_identifier) @name)) @variable
(user_type (type_identifier) @ref)
(call_expression (simple_identifier) @ref)
(navigation_suffix suffix: (simple_identifier) @member)
`,
    imports: () => [],
    namesAreImported: false,
  },
  {
    grammar: 'bash',
    extensions: ['sh', 'bash'],
    query: `
(function_definition name: (word) @name) @function
(command name: (command_name (word) @ref))
(command name: (command_name (word) @called) argument: (_) (#match? @called "^(source|[.])$")) @import
`,
    imports: sourced,
    namesAreImported: false,
  },
  {
    grammar: 'elixir',
    extensions: ['ex', 'exs'],
    query: `
(call target: (identifier) @defining (arguments (alias) @name) (#eq? @defining "defmodule")) @class
(call target: (identifier) @defining (arguments [(identifier) @name (call target: (identifier) @name) (binary_operator left: (call target: (identifier) @name))]) (#match? @defining "^defp?$")) @function
(alias) @ref
(call target: (dot right: (identifier) @member))
`,
    imports: () => [],
    namesAreImported: false,
  },
  {
    grammar: 'dart',
    extensions: ['dart'],
    query: `
(class_definition name: (identifier) @name) @class
(mixin_declaration (identifier) @name) @class
(enum_declaration name: (identifier) @name) @class
(function_signature name: (identifier) @name) @function
(type_identifier) @ref
(import_or_export) @import
`,
    imports: (statement) => {
      const from = /['"]([^'"]+)['"]/.exec(statement)?.[1];
      if (from === undefined) return [];
      return [
        { local: '', imported: '*', from: /^\w+:/.test(from) ? from.replace(/^\w+:/, '') : `./${from}` },
      ];
    },
    namesAreImported: false,
  },
];

function sourced(statement: string): readonly TaggedImport[] {
  // What a variable holds cannot be known here; the end of the path often says enough.
  const from = /([\w.-][\w./-]*)["']?\s*$/.exec(statement)?.[1]?.replace(/^\/+/, '');
  if (from === undefined) return [];
  return [{ local: '', imported: '*', from }];
}
