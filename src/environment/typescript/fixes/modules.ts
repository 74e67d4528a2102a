import { posix } from 'node:path';
import type ts from 'typescript';
import type { CodeFix } from '../../../loop/rooms.ts';
import { ancestor, edit, type Place } from './place.ts';
import { quote } from './values.ts';
import { similarity, wordsOf } from './words.ts';

const NO_MODULE = new Set([2307, 2792, 2834, 2835, 6142, 2732]);
const NO_EXPORT = new Set([2305, 2724, 2459, 2460]);
const NO_DEFAULT = new Set([2613, 1192, 2614]);

/** Imports from the wrong place, or of what is not there under that name. */
export function* modules(place: Place): Iterable<CodeFix> {
  if (NO_MODULE.has(place.code)) yield* otherModules(place);
  if (NO_EXPORT.has(place.code)) yield* otherExports(place);
  if (NO_DEFAULT.has(place.code)) yield* otherWays(place);
}

/** Files of the project whose name is like the one that is not there. */
function* otherModules(place: Place): Iterable<CodeFix> {
  const { api, node, program, relative } = place;
  if (!api.isStringLiteralLike(node)) return;
  const here = relative(place.file.fileName);
  if (here === undefined) return;
  const written = node.text;
  const stem = posix.basename(written).replace(/\.[cm]?[jt]sx?$/, '');
  const extension = /\.[cm]?[jt]sx?$/.exec(written)?.[0] ?? '';
  for (const { fileName, isDeclarationFile } of program.getSourceFiles()) {
    const path = relative(fileName);
    if (path === undefined || isDeclarationFile || path === here) continue;
    const own = posix.basename(path).replace(/\.[cm]?[jt]sx?$/, '');
    const folder = posix.basename(posix.dirname(path));
    const alike =
      wordsOf(own).join('') === wordsOf(stem).join('') ? 1 : similarity(own === 'index' ? folder : own, stem);
    if (alike < 0.55) continue;
    const to = posix.relative(posix.dirname(here), path);
    const dotted = to.startsWith('.') ? to : `./${to}`;
    const bare = dotted.replace(/\.[cm]?[jt]sx?$/, '');
    const ownExtension = /\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? '';
    const javascript = ownExtension.replace('ts', 'js');
    const forms = new Set([
      extension === '' ? bare : extension.includes('js') ? bare + javascript : dotted,
      dotted,
      bare + javascript,
    ]);
    let fit = 0.9 * alike;
    for (const form of forms) {
      yield edit(place, { name: 'module', description: `Import from ${quote(place, form)}`, fit }, [
        node,
        quote(place, form),
      ]);
      fit *= 0.6;
    }
  }
}

function* otherExports(place: Place): Iterable<CodeFix> {
  const { api, checker, node } = place;
  const specifier = ancestor(node, api.isImportSpecifier);
  const declaration = ancestor(node, api.isImportDeclaration);
  if (specifier === undefined || declaration === undefined) return;
  const symbol = checker.getSymbolAtLocation(declaration.moduleSpecifier);
  if (symbol === undefined) return;
  const wanted = specifier.propertyName ?? specifier.name;
  const written = wanted.text;
  const taken = new Set(
    (specifier.parent.elements ?? []).map((each) => (each.propertyName ?? each.name).text),
  );
  for (const { name } of checker.getExportsOfModule(symbol)) {
    if (name === 'default' || taken.has(name)) continue;
    const alike = similarity(name, written);
    const about = {
      name: 'other-export',
      description: `Import \`${name}\` for \`${written}\``,
      fit: 0.3 + 0.6 * alike,
    };
    // The uses go on calling it by the name they know.
    if (specifier.propertyName === undefined) {
      yield edit(place, about, [specifier.name, `${name} as ${written}`]);
      const uses = usesOf(place, specifier.name);
      yield edit(
        place,
        { ...about, fit: about.fit + 0.05 },
        [specifier.name, name],
        ...uses.map((each): readonly [ts.Node, string] => [each, name]),
      );
    } else yield edit(place, about, [specifier.propertyName, name]);
  }
}

function usesOf({ api, checker, file }: Place, name: ts.Node): readonly ts.Identifier[] {
  const symbol = checker.getSymbolAtLocation(name);
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (api.isIdentifier(node) && node !== name && checker.getSymbolAtLocation(node) === symbol)
      found.push(node);
    api.forEachChild(node, visit);
  };
  visit(file);
  return symbol === undefined ? [] : found;
}

/** By name for by default, and the other way round. */
function* otherWays(place: Place): Iterable<CodeFix> {
  const { api, node, file } = place;
  const declaration = ancestor(node, api.isImportDeclaration);
  const clause = declaration?.importClause;
  if (clause === undefined) return;
  if (clause.name !== undefined && clause.namedBindings === undefined)
    yield edit(
      place,
      { name: 'named-import', description: `Import \`${clause.name.text}\` by name`, fit: 0.9 },
      [clause.name, `{ ${clause.name.text} }`],
    );
  const bindings = clause.namedBindings;
  if (clause.name === undefined && bindings !== undefined && api.isNamedImports(bindings)) {
    const [only] = bindings.elements;
    if (only !== undefined && bindings.elements.length === 1)
      yield edit(
        place,
        { name: 'default-import', description: `Import \`${only.name.text}\` by default`, fit: 0.9 },
        [bindings, only.name.getText(file)],
      );
  }
}
