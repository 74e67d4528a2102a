import { type Change, indentOf, newline, type SourceModule, short } from './source-module.ts';
import type { SyntaxNode } from './tree.ts';

/** Whole lines of a statement that stands alone on them; undefined when it shares a line. */
export function linesOf(
  node: SyntaxNode,
  module: SourceModule,
): { readonly start: number; readonly end: number } | undefined {
  if (indentOf(module, node) === undefined) return undefined;
  const start = module.text.lastIndexOf('\n', node.start - 1) + 1;
  const rest = module.text.indexOf('\n', node.end);
  const end = rest === -1 ? module.text.length : rest + 1;
  return /^[\s;]*$/.test(module.text.slice(node.end, end)) ? { start, end } : undefined;
}

/** Lines moved from one indentation to another. */
export function reindent(text: string, from: string, to: string): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith(from) ? to + line.slice(from.length) : line))
    .join('\n');
}

/** A statement before another, on lines of its own where the other has lines of its own. */
export function before(node: SyntaxNode, text: string, module: SourceModule, natural: number): Change {
  const indent = indentOf(module, node);
  const behind = indent === undefined ? ' ' : `${newline(module)}${indent}`;
  const replacements = [{ start: node.start, end: node.start, text: `${text}${behind}` }];
  return { replacements, label: `\`${short(text)}\` before`, natural };
}

/** A statement behind another. */
export function behind(node: SyntaxNode, text: string, module: SourceModule, natural: number): Change {
  const indent = indentOf(module, node);
  const lead = indent === undefined ? ' ' : `${newline(module)}${indent}`;
  // A semicolon may stand behind the statement, outside its node.
  const at = module.text[node.end] === ';' ? node.end + 1 : node.end;
  const replacements = [{ start: at, end: at, text: `${lead}${text}` }];
  return { replacements, label: `\`${short(text)}\` behind`, natural };
}
