import type { LanguageTable, OutlineBuilder, Scope } from './outline.ts';
import type { Node } from './syntax.ts';

/** How Java is read. */
export const JAVA: LanguageTable = {
  statements: new Set([
    'expression_statement',
    'local_variable_declaration',
    'return_statement',
    'if_statement',
    'for_statement',
    'enhanced_for_statement',
    'while_statement',
    'do_statement',
    'switch_expression',
    'throw_statement',
    'try_statement',
    'field_declaration',
  ]),
  blocks: new Set(['block', 'constructor_body', 'class_body']),
  defaults: new Set(),
  skipped: new Set(['import_declaration', 'package_declaration', 'line_comment', 'block_comment']),
  note,
};

function note(node: Node, scope: Scope, into: OutlineBuilder): Scope | undefined {
  const name = node.childForFieldName('name')?.text ?? '';
  const { startIndex: start, endIndex: end } = node;
  switch (node.type) {
    case 'import_declaration': {
      const from = node.namedChildren[0]?.text ?? '';
      const local = from.slice(from.lastIndexOf('.') + 1);
      into.imports.push({ local, imported: local, from });
      return undefined;
    }
    case 'class_declaration':
    case 'record_declaration':
    case 'enum_declaration':
    case 'interface_declaration':
      into.definitions.push({ name, owner: scope.owner, kind: 'class', start, end });
      return {
        owner: name,
        local: false,
        suite: { start, end },
        groups: [...scope.groups, { title: name, start }],
      };
    case 'method_declaration':
    case 'constructor_declaration':
      into.definitions.push({ name, owner: scope.owner, kind: 'function', start, end });
      if (/@(?:Test|ParameterizedTest)\b/.test(node.firstNamedChild?.text ?? '')) {
        into.tests.push({ kind: 'test', title: name, start, end, groups: scope.groups, scope: scope.suite });
      }
      return { ...scope, owner: '', local: true };
    case 'variable_declarator':
      if (!scope.local) into.definitions.push({ name, owner: scope.owner, kind: 'variable', start, end });
      return scope;
    case 'identifier':
      into.uses.push({ name: node.text, object: '', at: start });
      return undefined;
    default:
      return scope;
  }
}
