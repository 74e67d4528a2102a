import type { OutlineBuilder } from './outline.ts';
import type { Node } from './syntax.ts';

/** Notes what an import statement binds. */
export function noteImport(node: Node, into: OutlineBuilder): void {
  const source = node.childForFieldName('source');
  if (source === null) return;
  const from = unquote(source.text);
  const clause = node.namedChildren.find((child) => child?.type === 'import_clause');
  if (clause === undefined || clause === null) into.imports.push({ local: '', imported: '', from });
  for (const part of clause?.namedChildren ?? []) {
    if (part?.type === 'identifier') into.imports.push({ local: part.text, imported: 'default', from });
    if (part?.type === 'namespace_import') {
      into.imports.push({ local: part.firstNamedChild?.text ?? '', imported: '*', from });
    }
    for (const item of part?.type === 'named_imports' ? part.namedChildren : []) {
      const imported = item?.childForFieldName('name')?.text;
      if (imported === undefined) continue;
      into.imports.push({ local: item?.childForFieldName('alias')?.text ?? imported, imported, from });
    }
  }
}

/** Notes re-exports and the default export. */
export function noteExport(node: Node, into: OutlineBuilder): void {
  const source = node.childForFieldName('source');
  const clause = node.namedChildren.find((child) => child?.type === 'export_clause');
  if (source !== null) {
    const from = unquote(source.text);
    if (clause === undefined) into.imports.push({ local: '', imported: '*', from });
    for (const item of clause?.namedChildren ?? []) {
      const imported = item?.childForFieldName('name')?.text;
      if (imported === undefined) continue;
      into.imports.push({ local: item?.childForFieldName('alias')?.text ?? imported, imported, from });
    }
    return;
  }
  if (!node.children.some((child) => child?.type === 'default')) return;
  const value = node.childForFieldName('value') ?? node.childForFieldName('declaration');
  const name = value?.type === 'identifier' ? value.text : value?.childForFieldName('name')?.text;
  into.defaultName = name ?? 'default';
  if (name === undefined && value !== null && value !== undefined)
    into.definitions.push({
      name: 'default',
      owner: '',
      kind: 'function',
      start: value.startIndex,
      end: value.endIndex,
    });
}

/** The module of `require('…')`, `await import('…')` and of a member of either. */
export function requiredModule(value: Node): string | undefined {
  const call = value.type === 'await_expression' ? value.firstNamedChild : value;
  if (call?.type !== 'call_expression') return undefined;
  const callee = call.childForFieldName('function')?.text;
  const argument = call.childForFieldName('arguments')?.firstNamedChild;
  if ((callee !== 'require' && callee !== 'import') || argument?.type !== 'string') return undefined;
  return unquote(argument.text);
}

/** The text of a string literal without its quotes. */
export function unquote(text: string): string {
  return text.replace(/^['"`]|['"`]$/g, '');
}
