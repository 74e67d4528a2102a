import type { LanguageTable, Stretch } from './outline.ts';
import type { Node } from './syntax.ts';

interface Open {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly cuts: { start: number; end: number }[];
}

/** Only braces, punctuation and words that decide nothing. */
const EMPTY = /^(?:[\s{}()[\];:,]|\b(?:else|try|finally|do|default|async)\b)*$/;

/** The statements of a file, each without the blocks and statements inside it, in order of position. */
export function stretchesOf(root: Node, text: string, table: LanguageTable): readonly Stretch[] {
  const found: Stretch[] = [];
  const visit = (node: Node, open: Open | undefined): void => {
    const { type } = node;
    if (table.skipped.has(type)) return;
    const isBlock = table.blocks.has(type);
    const isStatement =
      !isBlock &&
      (table.statements.has(type) || (open === undefined && table.defaults.has(type) && hasDefault(node)));
    if (!isBlock && !isStatement) {
      inside(node, open);
      return;
    }
    // The parts of a `for (…;…;…)` head are statements to the grammar and one head to a person.
    if (
      isStatement &&
      open?.type === 'for_statement' &&
      node.parent?.childForFieldName('body')?.id !== node.id
    ) {
      inside(node, open);
      return;
    }
    open?.cuts.push({ start: node.startIndex, end: node.endIndex });
    if (isBlock) {
      inside(node, undefined);
      return;
    }
    const own: Open = { start: node.startIndex, end: node.endIndex, type, cuts: [] };
    inside(node, own);
    found.push(...pieces(own, text));
  };
  const inside = (node: Node, open: Open | undefined): void => {
    for (const child of node.namedChildren) if (child !== null) visit(child, open);
  };
  visit(root, undefined);
  return found.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** A TypeScript parameter has its default as a field; the other node types exist only with one. */
function hasDefault(node: Node): boolean {
  return !/^(?:required|optional)_parameter$/.test(node.type) || node.childForFieldName('value') !== null;
}

/** What is left of a statement between the blocks and statements it holds. */
function pieces(open: Open, text: string): Stretch[] {
  const out: Stretch[] = [];
  let from = open.start;
  for (const cut of [...open.cuts, { start: open.end, end: open.end }]) {
    const raw = text.slice(from, cut.start);
    const lead = /^[\s})\];,]*/.exec(raw)?.[0].length ?? 0;
    const body = raw.slice(lead).trimEnd();
    if (!EMPTY.test(body) && !isPlainText(body, open.type)) {
      out.push({ start: from + lead, end: from + lead + body.length, type: open.type });
    }
    from = cut.end;
  }
  return out;
}

/** A docstring or `'use strict'`. */
function isPlainText(body: string, type: string): boolean {
  return type === 'expression_statement' && /^(?:""".*"""|'''.*'''|"[^"\n]*"|'[^'\n]*');?$/s.test(body);
}
