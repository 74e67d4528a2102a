import { declaredIn, namesAt, parametersOf } from '../scope.ts';
import { functionOf, isStatement } from '../shapes.ts';
import { indentOf, insert, newline, short, swap, type Template, textOf } from '../source-module.ts';
import { above, descend, namedChildren, part } from '../tree.ts';

/** A name of an outer function or of the file is written as if it were one of this function: Python. */
export const outerName: Template = function* (node, module) {
  if (!module.language.indented || !/^(?:augmented_)?assignment$/.test(node.type)) return;
  const scope = functionOf(node, module);
  const left = part(node, 'left');
  const body = scope === undefined ? undefined : part(scope, 'body');
  if (scope?.type !== 'function_definition' || left?.type !== 'identifier' || body === undefined) return;
  const name = textOf(module, left);
  if (parametersOf(scope, module).some(({ text }) => text === name)) return;
  if (new RegExp(`\\b(?:nonlocal|global)\\b[^\\n]*\\b${name}\\b`).test(textOf(module, scope))) return;
  const statements = namedChildren(body);
  const documented = namedChildren(statements[0] ?? body)[0]?.type === 'string';
  const first = statements[documented ? 1 : 0];
  const indent = first === undefined ? undefined : indentOf(module, first);
  if (first === undefined || indent === undefined) return;
  const outer = functionOf(scope, module);
  const word =
    outer !== undefined && declaredIn(outer, module).some(({ text }) => text === name)
      ? 'nonlocal'
      : declaredIn(module.root, module).some(({ text }) => text === name)
        ? 'global'
        : undefined;
  if (word === undefined) return;
  const natural = node.type === 'assignment' ? 0.4 : 1;
  yield insert(first.start, `${word} ${name}${newline(module)}${indent}`, `\`${word} ${name}\``, natural);
};

/** A function that is made in a loop keeps what the loop's variable was then: Python. */
export const lateBinding: Template = function* (node, module) {
  if (node.type !== 'lambda' || !module.language.indented) return;
  const loop = above(
    node,
    new Set(['for_statement', 'for_in_clause', 'list_comprehension', 'dictionary_comprehension']),
  );
  const clause =
    loop?.type === 'for_statement'
      ? loop
      : namedChildren(loop ?? node).find(({ type }) => type === 'for_in_clause');
  const left = clause === undefined ? undefined : part(clause, 'left');
  if (left === undefined) return;
  const body = textOf(module, part(node, 'body') ?? node);
  const parameters = part(node, 'parameters');
  for (const each of descend(left)) {
    const name = textOf(module, each);
    if (each.type !== 'identifier' || !new RegExp(`\\b${name}\\b`).test(body)) continue;
    const label = `\`${name}\` as it is now`;
    if (parameters === undefined) yield insert(node.start + 'lambda'.length, ` ${name}=${name}`, label, 1);
    else yield insert(parameters.end, `, ${name}=${name}`, label, 1);
  }
};

/** Two assignments that follow each other happen at once: the second reads what the first has overwritten. */
export const atOnce: Template = function* (node, module) {
  if (!isStatement(node, module) || node.type !== 'expression_statement' || node.parent === undefined) return;
  const siblings = namedChildren(node.parent);
  const next = siblings[siblings.indexOf(node) + 1];
  const [one, two] = [namedChildren(node)[0], next === undefined ? undefined : namedChildren(next)[0]];
  if (next?.type !== 'expression_statement' || one === undefined || two === undefined) return;
  if (!/^assignment/.test(one.type) || !/^assignment/.test(two.type)) return;
  const [a, x, b, y] = [part(one, 'left'), part(one, 'right'), part(two, 'left'), part(two, 'right')];
  if (a === undefined || x === undefined || b === undefined || y === undefined) return;
  const overwritten = textOf(module, a);
  if (!textOf(module, y).includes(overwritten) || overwritten === textOf(module, b)) return;
  const { indented, terminator } = module.language;
  const [targets, values] = [
    `${overwritten}, ${textOf(module, b)}`,
    `${textOf(module, x)}, ${textOf(module, y)}`,
  ];
  const text = indented ? `${targets} = ${values}` : `[${targets}] = [${values}]${terminator}`;
  yield {
    replacements: [{ start: node.start, end: next.end, text }],
    label: `\`${short(text)}\` at once`,
    natural: 1,
  };
};

const RECORDS = /^(?:|record)$/;

/** An object is made without what another one has: `{ ...state, total }`. */
export const spreadMissing: Template = function* (node, module) {
  if (!/^(?:object|dictionary)$/.test(node.type)) return;
  const [first] = namedChildren(node);
  if (first === undefined || first.type === 'spread_element' || first.type === 'dictionary_splat') return;
  const spread = module.language.indented ? '**' : '...';
  const scope = functionOf(node, module);
  let rank = 0;
  for (const name of scope === undefined ? [] : namesAt(node, module)) {
    if (name.distance > 0 || name.kind !== 'value' || /^(?:self|cls|this)$/.test(name.text)) continue;
    if (!name.parameter && name.at > node.start) continue;
    if (!RECORDS.test(name.type) && !/^:?\s*(?:[A-Z{]|dict|Partial|Readonly)/.test(name.type)) continue;
    yield insert(
      first.start,
      `${spread}${name.text}, `,
      `with all of \`${name.text}\``,
      1 / (1 + 0.4 * rank),
    );
    rank += 1;
  }
  // What is given by name is taken in as it stands.
  const last = namedChildren(node).at(-1);
  if (last !== undefined && first !== last && rank > 0) {
    const name = namesAt(node, module).find(({ parameter, distance }) => parameter && distance === 0);
    if (name !== undefined && RECORDS.test(name.type))
      yield swap(module, last, `${textOf(module, last)}, ${spread}${name.text}`, 0.4);
  }
};
