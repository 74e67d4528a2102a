import { namesAt } from '../scope.ts';
import { functionOf, isRead } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, typeOf, typeOfText } from '../types.ts';

const MOST_NAMES = 12;

/** Another name of the module that the one here was imported from, which has to be imported as well. */
export const otherImport: Template = function* (node, module) {
  if (node.type !== 'identifier' || !isRead(node) || functionOf(node, module) === undefined) return;
  const own = textOf(module, node);
  const imported = importsOf(module).find(({ name }) => name === own);
  if (imported === undefined) return;
  const home = homeOf(own, module);
  if (home === undefined) return;
  const names = namesAt(home.root, home);
  const known = names.find(({ text }) => text === own);
  const here = new Set([
    ...namesAt(node, module).map(({ text }) => text),
    ...importsOf(module).map(({ name }) => name),
  ]);
  const others = names.filter(
    ({ text, kind, type, at }) =>
      text !== own &&
      !here.has(text) &&
      kind === (known?.kind ?? 'value') &&
      isExported(text, at, home) &&
      compatible(typeOfText(known?.type ?? '', home) || typeOf(node, module), typeOfText(type, home)),
  );
  for (const [rank, { text }] of others.slice(0, MOST_NAMES).entries()) {
    const change = swap(module, node, text, 1 / (1 + 0.3 * rank));
    const { start, end } = imported.node;
    // A name that nothing else reads leaves the import; otherwise the other one joins it.
    const once = (module.words.get(own) ?? 0) <= 2;
    const named = { start: once ? start : end, end, text: once ? text : `, ${text}` };
    yield { ...change, replacements: [named, ...change.replacements] };
  }
};

interface Imported {
  readonly name: string;
  readonly node: SyntaxNode;
}

const imports = new WeakMap<SourceModule, readonly Imported[]>();

/** Names that a file imports from another, under their own name. */
function importsOf(module: SourceModule): readonly Imported[] {
  let found = imports.get(module);
  if (found === undefined) {
    const all: Imported[] = [];
    for (const statement of descend(module.root)) {
      if (statement.type === 'import_specifier' && part(statement, 'alias') === undefined)
        all.push({ name: textOf(module, statement), node: statement });
      if (statement.type !== 'import_from_statement') continue;
      for (const name of namedChildren(statement))
        if (name.field === 'name' && name.type === 'dotted_name')
          all.push({ name: textOf(module, name), node: name });
    }
    found = all;
    imports.set(module, found);
  }
  return found;
}

/** The file of the project that declares a name for others. */
function homeOf(name: string, module: SourceModule): SourceModule | undefined {
  return module.neighbours.find((file) =>
    namesAt(file.root, file).some(({ text, at }) => text === name && isExported(text, at, file)),
  );
}

/** Whether other files can import what is declared at an offset: all that a Python file has but for `_private`. */
function isExported(name: string, at: number, module: SourceModule): boolean {
  if (module.language.indented) return !name.startsWith('_');
  const line = module.text.slice(module.text.lastIndexOf('\n', at) + 1, at);
  return /^export\b/.test(line);
}
