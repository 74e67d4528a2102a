import { parametersOf } from '../scope.ts';
import { functionOf } from '../shapes.ts';
import { isScript, swap, type Template, textOf } from '../source-module.ts';
import { part } from '../tree.ts';

const KEY = /(?:key|hash|token|signature)$/i;

/** What something is kept under lacks a part: `${from}` for `${from}:${to}`, `width` for `(width, height)`. */
export const incompleteKey: Template = function* (node, module) {
  if (!/^(variable_declarator|assignment|assignment_expression)$/.test(node.type)) return;
  const name = part(node, 'name') ?? part(node, 'left');
  const value = part(node, 'value') ?? part(node, 'right');
  const scope = functionOf(node, module);
  if (name === undefined || value === undefined || scope === undefined) return;
  if (!KEY.test(textOf(module, name))) return;
  const text = textOf(module, value);
  const lacking = parametersOf(scope, module)
    .map((parameter) => parameter.text)
    .filter(
      (each) =>
        !/^(self|cls|this)$/.test(each) &&
        !new RegExp(`(?<![\\w$])${each.replaceAll('$', '\\$')}(?![\\w$])`).test(text),
    );
  for (const each of lacking) {
    if (text.startsWith('`') && text.endsWith('`')) {
      for (const between of [separatorIn(text), ':'])
        yield swap(module, value, `${text.slice(0, -1)}${between}\${${each}}\``, 1);
    } else if (/^f(['"])/.test(text)) {
      for (const between of [separatorIn(text), ':'])
        yield swap(module, value, `${text.slice(0, -1)}${between}{${each}}${text.at(-1)}`, 1);
    } else if (value.type === 'tuple') {
      yield swap(module, value, `${text.slice(0, -1).replace(/,\s*$/, '')}, ${each})`, 1);
    } else if (module.language.indented) {
      yield swap(module, value, `(${text}, ${each})`, 1);
      yield swap(module, value, `(${each}, ${text})`, 0.5);
    } else if (isScript(module)) yield swap(module, value, `\`\${${text}}:\${${each}}\``, 1);
  }
};

/** What stands between two parts already. */
function separatorIn(text: string): string {
  return /\}([^{}$\w]{1,3})\$?\{/.exec(text)?.[1] ?? '|';
}
