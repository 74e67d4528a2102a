import { isStatement } from '../shapes.ts';
import { type Change, type SourceModule, short, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, type SyntaxNode } from '../tree.ts';

const WORDS =
  /^(identifier|property_identifier|shorthand_property_identifier|string|string_fragment|string_content|number|integer)$/;
const FAR = 3;

/**
 * A statement is a copy of one before it in which a name was not changed: where `const xs = points.map((p) => p.x)` is
 * followed by `const ys = points.map((p) => p.x)`, what turned `xs` into `ys` turns `x` into `y` (after the copy-paste
 * bugs of Li et al., CP-Miner, 2006).
 */
export const copyPaste: Template = function* (node, module) {
  if (!isCopyable(node, module) || node.parent === undefined) return;
  const siblings = namedChildren(node.parent);
  const at = siblings.indexOf(node);
  for (let distance = 1; distance <= FAR; distance += 1) {
    const model = siblings[at - distance];
    if (model !== undefined) yield* slips(model, node, module, 1 / distance);
  }
};

function isCopyable(node: SyntaxNode, module: SourceModule): boolean {
  return (
    isStatement(node, module) || /^(pair|public_field_definition|field_definition|argument)$/.test(node.type)
  );
}

interface Word {
  readonly node: SyntaxNode;
  readonly text: string;
}

function wordsOf(
  node: SyntaxNode,
  module: SourceModule,
): { readonly words: readonly Word[]; readonly shape: string } {
  const words: Word[] = [];
  let shape = '';
  for (const leaf of descend(node)) {
    if (leaf.children.length > 0) continue;
    const isWord = WORDS.test(leaf.type);
    if (isWord) words.push({ node: leaf, text: textOf(module, leaf) });
    shape += isWord ? '$ ' : `${textOf(module, leaf)} `;
  }
  return { words, shape };
}

function* slips(model: SyntaxNode, copy: SyntaxNode, module: SourceModule, near: number): Generator<Change> {
  const [a, b] = [wordsOf(model, module), wordsOf(copy, module)];
  if (a.shape !== b.shape) return;
  const renames = new Map<string, string>();
  for (const [index, { text }] of a.words.entries()) {
    const other = b.words[index]?.text ?? text;
    if (text === other) continue;
    renames.set(text, other);
    const [from, to] = core(text, other);
    if (from !== '' && to !== '') renames.set(from, to);
  }
  if (renames.size === 0) return;
  const left: { word: Word; text: string }[] = [];
  for (const [index, word] of b.words.entries()) {
    if (a.words[index]?.text !== word.text) continue;
    const text = follow(word.text, renames);
    if (text !== undefined && module.words.has(text)) left.push({ word, text });
  }
  const change = (slipped: typeof left): Change => ({
    replacements: slipped.map(({ word, text }) => ({ start: word.node.start, end: word.node.end, text })),
    label: slipped.map(({ word, text }) => `\`${short(word.text)}\` → \`${text}\``).join(', '),
    natural: near,
  });
  for (const one of left) yield change([one]);
  if (left.length > 1) yield change(left);
}

/** What a word becomes when it follows the others. */
function follow(word: string, renames: ReadonlyMap<string, string>): string | undefined {
  const whole = renames.get(word);
  if (whole !== undefined) return whole;
  for (const [from, to] of renames) {
    if (from.length < 2 || from.length >= word.length) continue;
    if (word.startsWith(from)) return to + word.slice(from.length);
    const capital = from.charAt(0).toUpperCase() + from.slice(1);
    if (word.endsWith(capital)) {
      return word.slice(0, -capital.length) + to.charAt(0).toUpperCase() + to.slice(1);
    }
    if (word.endsWith(`_${from}`)) return word.slice(0, -from.length) + to;
  }
  return undefined;
}

/** What two words differ in: `x` and `y` for `xs` and `ys`. */
function core(a: string, b: string): readonly [string, string] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  const room = Math.min(a.length, b.length) - head;
  while (tail < room && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
  return [lower(a.slice(head, a.length - tail)), lower(b.slice(head, b.length - tail))];
}
