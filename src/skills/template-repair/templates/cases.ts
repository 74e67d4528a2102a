import { linesOf } from '../lines.ts';
import { binaryOf, conditionOf, functionOf, isRead, isStatement } from '../shapes.ts';
import { insert, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, typeOf } from '../types.ts';

const MOST_LITERALS = 16;

/** A value is missing in a list of cases: in an array, set or tuple, or in a chain of `or`. */
export const missingCase: Template = function* (node, module) {
  const { or, equal } = module.language;
  if (/^(array|list|tuple|set)$/.test(node.type) && isRead(node)) {
    const items = namedChildren(node);
    const last = items.at(-1);
    if (last === undefined || !isLiteral(last)) return;
    const given = new Set(items.map((item) => bare(textOf(module, item))));
    for (const [rank, text] of literalsLike(last, node, module).entries()) {
      if (!given.has(bare(text)))
        yield insert(last.end, `, ${text}`, `with \`${text}\``, 1 / (1 + 0.3 * rank));
    }
    return;
  }
  const binary = binaryOf(node, module);
  if (binary === undefined || binary.operator.type !== equal || !isLiteral(binary.right)) return;
  const outer = node.parent === undefined ? undefined : binaryOf(node.parent, module);
  const chained = outer?.operator.type === or ? 1 : 0.5;
  const asked = functionOf(node, module) ?? node;
  const known = new Set(
    [...descend(asked)]
      .map((other) => binaryOf(other, module))
      .filter((other) => other !== undefined && textOf(module, other.left) === textOf(module, binary.left))
      .map((other) => (other === undefined ? '' : bare(textOf(module, other.right)))),
  );
  const left = textOf(module, binary.left);
  for (const [rank, text] of literalsLike(binary.right, node, module).entries()) {
    const fresh = known.has(bare(text)) ? 0.4 : 1;
    yield insert(
      node.end,
      ` ${or} ${left} ${equal} ${text}`,
      `or \`${text}\``,
      (chained * fresh) / (1 + 0.3 * rank),
    );
  }
};

function isLiteral(node: SyntaxNode): boolean {
  return /^(string|number|integer|float)$/.test(node.type);
}

/** A literal without its quotes: `'a'` and `"a"` are one. */
function bare(text: string): string {
  return text.replace(/^(['"])(.*)\1$/, '$2');
}

const literals = new WeakMap<SyntaxNode, ReadonlyMap<string, ReadonlySet<string>>>();

/** The short literals below a node, by their kind. */
function literalsIn(root: SyntaxNode, module: SourceModule): ReadonlyMap<string, ReadonlySet<string>> {
  let found = literals.get(root);
  if (found === undefined) {
    const all = new Map<string, Set<string>>();
    for (const node of descend(root)) {
      if (!isLiteral(node) || node.end - node.start > 30) continue;
      const text = textOf(module, node);
      const known = all.get(node.type) ?? new Set<string>();
      if (!text.includes('\n') && known.size < 200) all.set(node.type, known.add(text));
    }
    found = all;
    literals.set(root, found);
  }
  return found;
}

/** Other literals of the same kind: those of the function first, then those of the file. */
function literalsLike(node: SyntaxNode, at: SyntaxNode, module: SourceModule): readonly string[] {
  const own = textOf(module, node);
  const near = literalsIn(functionOf(at, module) ?? module.root, module).get(node.type) ?? [];
  const all = literalsIn(module.root, module).get(node.type) ?? [];
  const found = new Set([...near, ...all]);
  found.delete(own);
  // Alike in length is alike in kind: single signs stand among single signs.
  const far = (text: string): number => Math.abs(text.length - own.length);
  return [...found].toSorted((a, b) => far(a) - far(b)).slice(0, MOST_LITERALS);
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

/** A case that has a counterpart, as `n < 0` beside `n > 0`: the statement again, mirrored. */
export const mirroredCase: Template = function* (node, module) {
  if (node.type !== 'if_statement' || !isStatement(node, module) || part(node, 'alternative') !== undefined)
    return;
  const condition = conditionOf(node, module);
  const binary = condition === undefined ? undefined : binaryOf(condition, module);
  const mirrored = MIRRORED[binary?.operator.type ?? ''];
  const lines = linesOf(node, module);
  if (binary === undefined || mirrored === undefined || lines === undefined) return;
  const text = module.text.slice(lines.start, lines.end);
  if (!text.endsWith('\n')) return;
  const { start, end } = binary.operator;
  const turned = text.slice(0, start - lines.start) + mirrored + text.slice(end - lines.start);
  yield insert(lines.end, turned, 'the case again, mirrored', 0.4);
  for (const leaf of descend(node)) {
    if (leaf.start < end || !/^(number|integer|float|true|false)$/.test(leaf.type)) continue;
    const own = textOf(module, leaf);
    const { trueWord, falseWord } = module.language;
    const other = leaf.type === 'true' ? falseWord : leaf.type === 'false' ? trueWord : `-${own}`;
    const shift = mirrored.length - (end - start);
    const at = leaf.start - lines.start + shift;
    yield insert(
      lines.end,
      turned.slice(0, at) + other + turned.slice(at + own.length),
      `the case again, mirrored, with \`${other}\``,
      0.8,
    );
  }
};

/** Two expressions of one statement change places. */
export const exchanged: Template = function* (node, module) {
  if (
    !isStatement(node, module) ||
    !/^(expression_statement|return_statement|lexical_declaration|variable_declaration)$/.test(node.type)
  )
    return;
  const parts = [...descend(node)].filter(
    (n) =>
      /^(identifier|string|template_string|number|integer|member_expression|attribute)$/.test(n.type) &&
      isRead(n) &&
      n.field !== 'object' &&
      n.field !== 'function',
  );
  for (const [index, a] of parts.slice(0, 14).entries()) {
    for (const b of parts.slice(index + 1, 14)) {
      if (a.end > b.start || textOf(module, a) === textOf(module, b)) continue;
      if (!compatible(typeOf(a, module), typeOf(b, module))) continue;
      if (a.parent === b.parent && a.parent?.children.length === 3) continue;
      const [one, other] = [swap(module, a, textOf(module, b), 1), swap(module, b, textOf(module, a), 1)];
      const label = `${one.label}, ${other.label}`;
      yield { replacements: [...one.replacements, ...other.replacements], label, natural: 0.5 };
    }
  }
};
