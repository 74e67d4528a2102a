import { functionOf } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';

/** Numbers that are taken for each other. */
const FAMILIES: ReadonlyArray<readonly string[]> = [
  ['60', '24', '7', '3600', '86400', '1000', '30', '365', '12', '52'],
  ['1024', '1000', '1048576', '512'],
  ['100', '1000', '10', '10000'],
  ['360', '180', '90'],
  ['255', '256', '128'],
  ['28', '29', '30', '31'],
  ['26', '10', '16', '36', '64'],
  ['400', '404', '403', '401', '409', '422', '500', '200', '201', '204'],
];

/** A number or text is not the one that the words beside the code tell. */
export const toldLiteral: Template = function* (node, module) {
  const own = textOf(module, node);
  if (module.language.numbers.has(node.type)) {
    const seen = new Set([own]);
    for (const [rank, number] of numbersIn(wordsBeside(node, module)).entries()) {
      if (seen.has(number)) continue;
      seen.add(number);
      yield swap(module, node, number, 1 / (1 + 0.2 * rank));
    }
    for (const family of FAMILIES.filter((each) => each.includes(own)))
      for (const [rank, other] of family.entries()) {
        if (seen.has(other)) continue;
        seen.add(other);
        yield swap(module, node, other, 0.3 / (1 + 0.2 * rank));
      }
    return;
  }
  if (!/^(string_fragment|string_content)$/.test(node.type) || node.end - node.start > 40) return;
  let rank = 0;
  for (const text of textsIn(wordsBeside(node, module))) {
    if (text === own || /[\n'"`\\]/.test(text)) continue;
    yield swap(module, node, text, 1 / (1 + 0.3 * rank));
    rank += 1;
  }
};

const beside = new WeakMap<SyntaxNode, string>();

/** The comments before a function, or before a statement of the file, and those inside. */
function wordsBeside(node: SyntaxNode, module: SourceModule): string {
  let top = functionOf(node, module) ?? node;
  while (top.parent !== undefined && !isMember(top, module)) top = top.parent;
  let words = beside.get(top);
  if (words === undefined) {
    const siblings = top.parent === undefined ? [] : namedChildren(top.parent);
    const before = siblings[siblings.indexOf(top) - 1]?.end ?? top.parent?.start ?? 0;
    const lineEnd = module.text.indexOf('\n', top.end);
    const behind = module.text.slice(top.end, lineEnd === -1 ? module.text.length : lineEnd);
    words = `${module.text.slice(before, top.start)} ${behind} ${commentsIn(top, module)}`;
    beside.set(top, words);
  }
  return words;
}

/** Whether a node stands in a file or in a class. */
function isMember({ parent }: SyntaxNode, { root, language }: SourceModule): boolean {
  return parent === root || (parent?.parent !== undefined && language.classes.has(parent.parent.type));
}

/** What the grammar passed over, and the text that Python documents with. */
function commentsIn(top: SyntaxNode, module: SourceModule): string {
  const text = textOf(module, top);
  const comments = module.language.indented
    ? (text.match(/#[^\n]*/g) ?? [])
    : (text.match(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g) ?? []);
  const body = part(top, 'body');
  const first = body === undefined ? undefined : namedChildren(body)[0];
  const documented =
    first === undefined ? undefined : [...descend(first)].find(({ type }) => type === 'string');
  const isText = first?.type === 'expression_statement' && documented?.parent === first;
  return [...comments, isText ? textOf(module, documented) : ''].join('\n');
}

function numbersIn(words: string): readonly string[] {
  return [...new Set(words.match(/(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\w)/g) ?? [])].slice(0, 8);
}

function textsIn(words: string): readonly string[] {
  const found = [...words.matchAll(/`([^`\n]{1,40})`|"([^"\n]{1,40})"|'([^'\n]{1,40})'/g)];
  return [...new Set(found.map((each) => each[1] ?? each[2] ?? each[3] ?? ''))].slice(0, 8);
}
