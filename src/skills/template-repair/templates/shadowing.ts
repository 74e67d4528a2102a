import { declaredIn } from '../scope.ts';
import { functionOf } from '../shapes.ts';
import { swap, type Template, textOf } from '../source-module.ts';
import { namedChildren, part } from '../tree.ts';

/** A variable is declared once more within, where the one around was to get the value: `best = line` for `const best = line`. */
export const shadowing: Template = function* (node, module) {
  if (!/^(?:lexical|variable)_declaration$/.test(node.type)) return;
  const scope = functionOf(node, module);
  const [declarator, other] = namedChildren(node);
  if (scope === undefined || declarator === undefined || other !== undefined) return;
  const [name, value] = [part(declarator, 'name'), part(declarator, 'value')];
  if (name?.type !== 'identifier' || value === undefined) return;
  const own = textOf(module, name);
  const around = declaredIn(scope, module).filter(({ text, at }) => text === own && at !== name.start);
  const isVariable = around.some(
    ({ constant, parameter, at, until }) => !constant && !parameter && at < node.start && until > node.end,
  );
  if (isVariable)
    yield swap(module, node, `${own} = ${textOf(module, value)}${module.language.terminator}`, 1);
};
