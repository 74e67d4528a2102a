import { fitsPlace } from '../place.ts';
import { type Name, namesAt, readableAt } from '../scope.ts';
import { functionOf, isRead } from '../shapes.ts';
import { insert, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, typeOf, typeOfText } from '../types.ts';

const MOST_NAMES = 10;

/** A list lacks an element, or an empty one was to hold something: `[n]` for `[]`, `[a, b]` for `[a]`. */
export const elementAdded: Template = function* (node, module) {
  if (!/^(array|list|tuple|set)$/.test(node.type) || !isRead(node)) return;
  if (node.end - node.start > 80 || functionOf(node, module) === undefined) return;
  const items = namedChildren(node);
  const [first] = items;
  const last = items.at(-1);
  const given = new Set(items.map((item) => textOf(module, item)));
  // Of what is spread into it, the list that is spread.
  const spread = last !== undefined && /^(?:spread_element|list_splat)$/.test(last.type) ? last : undefined;
  const inner = spread === undefined ? last : namedChildren(spread)[0];
  const type = inner === undefined ? '' : typeOf(inner, module);
  const sign = spread === undefined ? '' : module.language.indented ? '*' : '...';
  // Where a value is given back at once it is the whole of it; a list that is kept is mostly filled later.
  const place = node.parent?.type === 'return_statement' ? 1 : 0.4;
  for (const [rank, { text: name }] of namesFor(node, type, module).entries()) {
    const text = `${sign}${name}`;
    if (given.has(text)) continue;
    const natural = place / (1 + 0.3 * rank);
    if (first === undefined || last === undefined) {
      if (!/^(array|list)$/.test(node.type)) return;
      yield swap(module, node, `[${text}]`, natural);
    } else {
      yield insert(last.end, `, ${text}`, `with \`${text}\``, 0.6 * natural);
      yield insert(first.start, `${text}, `, `with \`${text}\` first`, 0.5 * natural);
    }
  }
};

/** Parameters and variables of the function, and the members of no list. */
function namesFor(node: SyntaxNode, type: string, module: SourceModule): readonly Name[] {
  return readableAt(node.start, namesAt(node, module))
    .filter(
      (name) =>
        name.kind === 'value' &&
        name.distance === 0 &&
        !/^(self|cls|this)$/.test(name.text) &&
        compatible(type, typeOfText(name.type, module)),
    )
    .toSorted((a, b) => Number(b.parameter) - Number(a.parameter))
    .slice(0, MOST_NAMES);
}

const JOINED =
  /^(identifier|call|call_expression|list|array|list_comprehension|member_expression|attribute|string|template_string)$/;

/** A list or text was to be joined with another: `rest + [first]` for `[first]`. */
export const joined: Template = function* (node, module) {
  const { parent } = node;
  if (!JOINED.test(node.type) || parent === undefined || !isRead(node) || node.end - node.start > 100) return;
  const whole =
    parent.type === 'return_statement' ||
    parent.type === 'variable_declarator' ||
    /^assignment/.test(parent.type) ||
    /^arguments$|^argument_list$/.test(parent.type);
  const scope = functionOf(node, module);
  if (!whole || scope === undefined || /^(function|constructor|left|name)$/.test(node.field)) return;
  const type = typeOf(node, module);
  if (type !== 'list' && type !== 'string') return;
  const own = textOf(module, node);
  const target = part(parent, 'left');
  const place = parent.type === 'return_statement' || target !== undefined ? 1 : 0.3;
  for (const [rank, name] of namesFor(node, type, module).entries()) {
    const other = typeOfText(name.type, module);
    if (name.text === own || own.includes(`...${name.text}`) || !fitsPlace(type, node, module)) continue;
    const natural = ((other === type ? 1 : 0.4) * place) / (1 + 0.2 * rank);
    const listed = type === 'list' && !module.language.indented;
    const join = (a: string, b: string): string => (listed ? `[...${a}, ...${b}]` : `${a} + ${b}`);
    yield swap(module, node, join(name.text, own), natural);
    yield swap(module, node, join(own, name.text), natural);
  }
};
