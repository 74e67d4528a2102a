import { insert, type SourceModule, type Template, textOf } from '../source-module.ts';
import { part, type SyntaxNode } from '../tree.ts';
import { typeOfText } from '../types.ts';

/** A parameter that calls leave out has no value then: `limit=None` for `limit`, `tags = []` for `tags`. */
export const defaultAdded: Template = function* (node, module) {
  const list = node.parent;
  if (list === undefined || !/^(parameters|formal_parameters)$/.test(list.type)) return;
  const { indented } = module.language;
  const isPlain = indented
    ? /^(identifier|typed_parameter)$/.test(node.type)
    : /^(identifier|required_parameter)$/.test(node.type) && part(node, 'value') === undefined;
  const text = textOf(module, node);
  if (!isPlain || /^(self|cls|this)\b|^[*.]/.test(text) || hasRequiredBehind(node, list, module)) return;
  const annotation = /^[^=]*?:\s*(.+)$/s.exec(text)?.[1] ?? '';
  const sign = indented && annotation === '' ? '=' : ' = ';
  for (const [rank, value] of valuesFor(annotation, module).entries())
    yield insert(
      node.end,
      `${sign}${value}`,
      `\`${text}\` is \`${value}\` unless given`,
      1 / (1 + 0.4 * rank),
    );
};

/** What follows a parameter with a default needs one too. */
function hasRequiredBehind(node: SyntaxNode, list: SyntaxNode, module: SourceModule): boolean {
  return list.children
    .slice(list.children.indexOf(node) + 1)
    .some((each) => each.named && !/[=?]|^[*.]/.test(textOf(module, each)));
}

function valuesFor(annotation: string, module: SourceModule): readonly string[] {
  const { language } = module;
  const type = typeOfText(annotation, module);
  const { neutral, nothing, falseWord, trueWord } = language;
  if (type === 'number') return neutral.number.slice(0, 2);
  if (type === 'boolean') return [falseWord, trueWord];
  if (type === 'string' || type === 'list' || type === 'record') return neutral[type].slice(0, 1);
  if (annotation !== '' && !language.indented) return [];
  return [nothing, '0', falseWord, '1', trueWord, neutral.string[0] ?? '', language.indented ? '()' : '[]'];
}
