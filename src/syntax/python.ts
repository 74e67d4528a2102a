import type { LanguageTable, OutlineBuilder, Scope } from './outline.ts';
import type { Node } from './syntax.ts';

const HOOK = /^(?:setUp|setUpClass|setup_method|setup_class|setup_function|setup_module|asyncSetUp)$/;

/** How Python is read. */
export const PYTHON: LanguageTable = {
  statements: new Set([
    'expression_statement',
    'return_statement',
    'if_statement',
    'for_statement',
    'while_statement',
    'with_statement',
    'raise_statement',
    'assert_statement',
    'delete_statement',
    'try_statement',
    'match_statement',
  ]),
  blocks: new Set(['block']),
  defaults: new Set(['default_parameter', 'typed_default_parameter']),
  skipped: new Set(['import_statement', 'import_from_statement', 'future_import_statement', 'comment']),
  note,
};

function note(node: Node, scope: Scope, into: OutlineBuilder): Scope | undefined {
  switch (node.type) {
    case 'import_statement':
      for (const part of node.namedChildren) {
        const name = (part?.type === 'aliased_import' ? part.childForFieldName('name') : part)?.text ?? '';
        const alias = part?.childForFieldName('alias')?.text;
        into.imports.push({ local: alias ?? name, imported: '*', from: name });
      }
      return undefined;
    case 'import_from_statement':
      noteFrom(node, into);
      return undefined;
    case 'class_definition':
      return noteClass(node, scope, into);
    case 'function_definition':
      return noteFunction(node, scope, into);
    case 'assignment': {
      const left = node.childForFieldName('left');
      if (!scope.local && left?.type === 'identifier') {
        const { startIndex: start, endIndex: end } = node;
        into.definitions.push({ name: left.text, owner: scope.owner, kind: 'variable', start, end });
      }
      return scope;
    }
    case 'attribute': {
      const object = node.childForFieldName('object')?.text ?? '?';
      const name = node.childForFieldName('attribute');
      if (name === null) return scope;
      into.uses.push({
        name: name.text,
        object: /^[\w.]{1,80}$/.test(object) ? object : '?',
        at: name.startIndex,
      });
      return scope;
    }
    case 'identifier':
      into.uses.push({ name: node.text, object: '', at: node.startIndex });
      return undefined;
    case 'comment':
      return undefined;
    default:
      return scope;
  }
}

function noteClass(node: Node, scope: Scope, into: OutlineBuilder): Scope {
  const name = node.childForFieldName('name')?.text ?? '';
  const { startIndex: start, endIndex: end } = node;
  into.definitions.push({ name, owner: scope.owner, kind: 'class', start, end });
  return {
    owner: name,
    local: false,
    suite: { start, end },
    groups: [...scope.groups, { title: name, start }],
  };
}

function noteFunction(node: Node, scope: Scope, into: OutlineBuilder): Scope {
  const name = node.childForFieldName('name')?.text ?? '';
  const { startIndex: start, endIndex: end } = node;
  into.definitions.push({ name, owner: scope.owner, kind: 'function', start, end });
  if (/^test/.test(name))
    into.tests.push({ kind: 'test', title: name, start, end, groups: scope.groups, scope: scope.suite });
  if (HOOK.test(name))
    into.tests.push({ kind: 'hook', title: '', start, end, groups: scope.groups, scope: scope.suite });
  return { ...scope, owner: '', local: true };
}

function noteFrom(node: Node, into: OutlineBuilder): void {
  const module = node.childForFieldName('module_name');
  const from = module?.text ?? '';
  for (const part of node.namedChildren) {
    if (part === null || part.id === module?.id) continue;
    if (part.type === 'wildcard_import') into.imports.push({ local: '', imported: '*', from });
    const imported = (part.type === 'aliased_import' ? part.childForFieldName('name') : part)?.text ?? '';
    if (part.type === 'dotted_name' || part.type === 'aliased_import') {
      into.imports.push({ local: part.childForFieldName('alias')?.text ?? imported, imported, from });
    }
  }
}
