import { patternSlips } from '../pattern-slips.ts';
import { callOf, memberOf } from '../shapes.ts';
import { insert, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { namedChildren, part, type SyntaxNode } from '../tree.ts';

/** What takes a regular expression as its first argument: Python's `re`, Java's `Pattern`, and constructors. */
const TAKES_PATTERN =
  /^(?:re|regex)\.(?:compile|match|search|fullmatch|findall|finditer|sub|subn|split)$|(?:^|\.)Pattern\.(?:compile|matches)$|^RegExp$/;
/** Methods of Java's texts that do so. */
const TEXT_METHOD = /^(?:matches|replaceAll|replaceFirst|split)$/;

/** One of the usual slips in a regular expression. */
export const regularExpression: Template = function* (node, module) {
  if (node.type === 'regex') {
    const pattern = namedChildren(node).find((child) => child.type === 'regex_pattern');
    if (pattern === undefined) return;
    for (const { text, natural } of unlike(textOf(module, pattern)))
      yield swap(module, pattern, text, natural);
    return;
  }
  const literal = node.type === 'string' && isPattern(node, module) ? contentOf(node, module) : undefined;
  if (literal === undefined) return;
  for (const { text, natural } of unlike(literal.text)) {
    const written = literal.isRaw ? text : text.replaceAll('\\', '\\\\');
    if (!written.includes(literal.quote)) {
      const { head, quote } = literal;
      yield swap(module, node, `${head}${written}${quote}`, natural);
    }
  }
};

function* unlike(pattern: string): ReturnType<typeof patternSlips> {
  for (const slip of patternSlips(pattern)) if (slip.text !== pattern && slip.natural > 0) yield slip;
}

/** Whether a text is written to be taken for a regular expression. */
function isPattern(node: SyntaxNode, module: SourceModule): boolean {
  const list = node.parent;
  const call = list?.parent === undefined ? undefined : callOf(list.parent, module);
  if (call === undefined || call.list !== list || call.args[0] !== node) return false;
  const callee = textOf(module, call.callee);
  if (TAKES_PATTERN.test(callee)) return true;
  const member = memberOf(call.callee, module);
  const isJava = module.language.equal === '==' && !module.language.indented;
  return isJava && member !== undefined && TEXT_METHOD.test(textOf(module, member.property));
}

/** What a literal stands for, and how it is written; undefined where more than backslashes is escaped in it. */
function contentOf(
  node: SyntaxNode,
  module: SourceModule,
):
  | { readonly text: string; readonly head: string; readonly quote: string; readonly isRaw: boolean }
  | undefined {
  const found = /^([A-Za-z]*)("""|'''|["'])([\s\S]*)\2$/.exec(textOf(module, node));
  if (found === null) return undefined;
  const [, prefix = '', quote = '', content = ''] = found;
  if (/f/i.test(prefix) || content.includes('\n')) return undefined;
  const isRaw = /r/i.test(prefix);
  const head = `${prefix}${quote}`;
  if (isRaw) return { text: content, head, quote, isRaw };
  // Python leaves a backslash alone that escapes nothing.
  const isPlain = module.language.indented && !/\\[\\nrtbfva0-7xuUN'"]/.test(content);
  if (isPlain) return { text: content, head, quote, isRaw: true };
  if (/\\[^\\]/.test(content.replaceAll('\\\\', ''))) return undefined;
  return { text: content.replaceAll('\\\\', '\\'), head, quote, isRaw };
}

const SCRIPT_FLAGS: ReadonlyArray<readonly [string, number]> = [
  ['g', 1],
  ['i', 1],
  ['m', 0.5],
  ['s', 0.4],
  ['u', 0.3],
  ['y', 0.1],
];
const PYTHON_FLAGS = ['re.IGNORECASE', 're.MULTILINE', 're.DOTALL', 're.VERBOSE'];

/** A flag of a regular expression is missing, or there is one too many. */
export const patternFlag: Template = function* (node, module) {
  if (node.type === 'regex') {
    const flags = namedChildren(node).find((child) => child.type === 'regex_flags');
    const given = flags === undefined ? '' : textOf(module, flags);
    const body = textOf(module, node).slice(0, textOf(module, node).length - given.length);
    for (const [flag, natural] of SCRIPT_FLAGS) {
      const next = given.includes(flag) ? given.replace(flag, '') : `${given}${flag}`;
      // One that goes through a text remembers where it was, so that asking it again gives something else.
      const isAsked = flag === 'g' && /\.(?:test|exec)\(/.test(module.text) ? 3 : 0.5;
      yield swap(module, node, `${body}${next}`, given.includes(flag) ? isAsked * natural : natural);
    }
    return;
  }
  const call = callOf(node, module);
  const callee = call === undefined ? '' : textOf(module, call.callee);
  const [, name = ''] =
    /^re\.(compile|match|search|fullmatch|findall|finditer|sub|split)$/.exec(callee) ?? [];
  const last = call?.args.at(-1);
  if (call === undefined || last === undefined || name === '') return;
  const plain = name === 'compile' ? 1 : name === 'sub' ? 3 : 2;
  const given = call.args.find((arg) => /\bre\.[A-Z]+\b/.test(textOf(module, arg)));
  for (const [rank, flag] of PYTHON_FLAGS.entries()) {
    const natural = 1 / (1 + rank);
    if (given !== undefined) {
      const value = given.type === 'keyword_argument' ? (part(given, 'value') ?? given) : given;
      if (textOf(module, value) !== flag) {
        yield insert(value.end, ` | ${flag}`, `with \`${flag}\``, 0.6 * natural);
        yield swap(module, value, flag, 0.5 * natural);
      }
    } else {
      const isPositional = call.args.length === plain && /^(?!sub|split)/.test(name);
      yield insert(last.end, `, ${isPositional ? '' : 'flags='}${flag}`, `with \`${flag}\``, natural);
    }
  }
};
