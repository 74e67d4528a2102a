import { reindent } from '../lines.ts';
import { conditionOf, isExit, isStatement } from '../shapes.ts';
import {
  type Change,
  indentOf,
  insert,
  newline,
  type SourceModule,
  short,
  type Template,
  textOf,
} from '../source-module.ts';
import { above, descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { updatesAt } from './updates.ts';

interface Branch {
  readonly condition: SyntaxNode;
  readonly body: SyntaxNode;
}

/** Two branches of an `if` that follow each other change places, as a whole: the stricter one was to come first. */
export const branchOrder: Template = function* (node, module) {
  if (node.type !== 'if_statement' || node.parent?.type === 'else_clause') return;
  const branches = branchesOf(node, module);
  for (const [index, second] of branches.entries()) {
    for (const [distance, first] of branches.slice(0, index).toReversed().slice(0, 2).entries()) {
      yield {
        replacements: [
          put(first.condition, second.condition, module),
          put(first.body, second.body, module),
          put(second.condition, first.condition, module),
          put(second.body, first.body, module),
        ].toSorted((a, b) => a.start - b.start),
        label: `\`${short(textOf(module, second.condition))}\` before \`${short(textOf(module, first.condition))}\``,
        natural: 1 / (1 + distance),
      };
      yield {
        replacements: [put(first.body, second.body, module), put(second.body, first.body, module)].toSorted(
          (a, b) => a.start - b.start,
        ),
        label: `what is done if \`${short(textOf(module, first.condition))}\` and if \`${short(textOf(module, second.condition))}\``,
        natural: 0.3 / (1 + distance),
      };
    }
  }
};

function put(place: SyntaxNode, by: SyntaxNode, module: SourceModule): Change['replacements'][number] {
  return { start: place.start, end: place.end, text: textOf(module, by) };
}

function branchesOf(node: SyntaxNode, module: SourceModule): readonly Branch[] {
  const found: Branch[] = [];
  const take = (each: SyntaxNode): void => {
    const condition = conditionOf(each, module);
    const body = part(each, 'consequence');
    if (condition !== undefined && body !== undefined) found.push({ condition, body });
  };
  take(node);
  for (let at = node; ; ) {
    for (const child of at.children) if (child.type === 'elif_clause') take(child);
    const clause = at.children.find(({ type }) => type === 'else_clause');
    const inner = clause === undefined ? undefined : namedChildren(clause)[0];
    if (inner?.type !== 'if_statement') return found;
    take(inner);
    at = inner;
  }
}

/** What a branch does has a counterpart where its condition does not hold: a counter is set back, a state taken away. */
export const missingElse: Template = function* (node, module) {
  if (node.type !== 'if_statement' || !isStatement(node, module)) return;
  if (node.children.some(({ type }) => type === 'else_clause')) return;
  const body = part(node, 'consequence');
  const indent = indentOf(module, node);
  const scope = above(node, module.language.functions);
  if (body === undefined || indent === undefined || scope === undefined) return;
  const inside = module.language.blocks.has(body.type) ? namedChildren(body) : [body];
  const last = inside.at(-1);
  if (last !== undefined && isExit(last)) return;
  const { indented } = module.language;
  const line = newline(module);
  const step = indent.includes('\t') ? '\t' : indented ? '    ' : '  ';
  for (const [text, natural] of updatesAt(node, scope, module)) {
    const full = indented ? `${line}${indent}else:${line}${indent}${step}${text}` : ` else ${text}`;
    yield insert(node.end, full, `else \`${short(text)}\``, natural);
  }
  // What follows belongs to the other case alone.
  const siblings = node.parent === undefined ? [] : namedChildren(node.parent);
  const next = siblings[siblings.indexOf(node) + 1];
  if (next === undefined || siblings.at(-1) !== next || /declaration/.test(next.type)) return;
  if (indentOf(module, next) === undefined) return;
  const end = module.text[next.end] === ';' ? next.end + 1 : next.end;
  const raw = module.text.slice(next.start, end);
  const moved = reindent(raw, indent, indent + step);
  const text = indented
    ? `else:${line}${indent}${step}${moved}`
    : `else {${line}${indent}${step}${moved}${line}${indent}}`;
  yield {
    replacements: [{ start: next.start, end, text }],
    label: `\`${short(raw)}\` only else`,
    natural: 0.8,
  };
};

const MOST_LABELS = 12;

/** A label is missing beside another of a `switch`: `case 'a': case 'b':`. */
export const missingLabel: Template = function* (node, module) {
  const value = node.type === 'switch_case' ? part(node, 'value') : undefined;
  const around = value === undefined ? undefined : above(node, new Set(['switch_statement']));
  if (value === undefined || around === undefined || !/^(string|number)$/.test(value.type)) return;
  const own = textOf(module, value);
  const taken = new Set(
    [...descend(around)].filter(({ type }) => type === 'switch_case').map((each) => labelOf(each, module)),
  );
  const all = [...descend(module.root)].filter(({ type }) => type === value.type);
  const others = [...new Set(all.map((each) => textOf(module, each)))].filter((text) => !taken.has(text));
  const far = (text: string): number => Math.abs(text.length - own.length);
  for (const [rank, text] of others
    .toSorted((a, b) => far(a) - far(b))
    .slice(0, MOST_LABELS)
    .entries()) {
    const behind = `${newline(module)}${indentOf(module, node) ?? ''}`;
    yield insert(node.start, `case ${text}:${behind}`, `also \`${text}\``, 1 / (1 + 0.3 * rank));
  }
};

function labelOf(node: SyntaxNode, module: SourceModule): string {
  const value = part(node, 'value');
  return value === undefined ? '' : textOf(module, value);
}
