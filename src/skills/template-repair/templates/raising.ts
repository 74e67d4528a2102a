import { atomsAt } from '../atoms.ts';
import { namesAt, readableAt } from '../scope.ts';
import { functionOf, isStatement } from '../shapes.ts';
import {
  type Failure,
  indentOf,
  newline,
  type SourceModule,
  short,
  type Template,
  textOf,
} from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';

const MOST_ERRORS = 3;
const MOST_CONDITIONS = 40;

/**
 * A test waits for an error that does not come: what is wrong is refused, with an error of the class that the test names, as
 * the function, its file or another raises it.
 */
export const missingRaise: Template = function* (node, module, failures = []) {
  const scope = functionOf(node, module);
  const raises = failures.flatMap(({ raises: each }) => each ?? []);
  if (raises.length === 0 || scope === undefined || !isStatement(node, module)) return;
  const indent = indentOf(module, node);
  if (indent === undefined) return;
  const body = part(scope, 'body');
  const inBody = node.parent === body;
  const statements = namedChildren(node.parent ?? node);
  const before = statements[statements.indexOf(node) - 1];
  const line = newline(module);
  const errors = errorsFor(raises, scope, node, module);
  const fresh =
    before === undefined
      ? ''
      : (/^(?:const |let )?([\w$]+)\s*(?::[^=]+)?=(?!=)/.exec(textOf(module, before))?.[1] ?? '');
  const place = before === undefined || fresh !== '' ? 1 : 0.5;
  const atoms = atomsAt(node, module).slice(0, MOST_CONDITIONS);
  for (const [condition, fit] of atoms) {
    const asks =
      fresh !== '' && new RegExp(`(?<![\\w$.])${fresh.replaceAll('$', '\\$')}(?![\\w$])`).test(condition);
    const near = (inBody ? 1 : 0.5) * place * (asks ? 2 : 1);
    for (const [rank, error] of errors.entries()) {
      const text = `${module.language.guard(condition, error, indent, line)}${line}${indent}`;
      const replacements = [{ start: node.start, end: node.start, text }];
      const natural = (near * fit) / (1 + rank);
      yield { replacements, label: `\`${short(error)}\` if \`${condition}\``, natural };
    }
  }
  yield* checkedResult(node, scope, errors, indent, module);
};

/** What is given back is looked at first. */
function* checkedResult(
  node: SyntaxNode,
  scope: SyntaxNode,
  errors: readonly string[],
  indent: string,
  module: SourceModule,
): ReturnType<Template> extends Iterable<infer C> ? Generator<C> : never {
  const value = node.type === 'return_statement' ? namedChildren(node)[0] : undefined;
  if (
    value === undefined ||
    !/^(?:call|call_expression|binary_operator|binary_expression|subscript\w*)$/.test(value.type)
  )
    return;
  const { indented, terminator, equal } = module.language;
  const line = newline(module);
  const name = nameFor(scope, node, module);
  const conditions = indented
    ? [`${name} ${equal} 0`, `${name} < 0`, `${name} <= 0`, `${name} is None`, `not ${name}`, `${name} < 1`]
    : [
        `${name} ${equal} 0`,
        `${name} < 0`,
        `Number.isNaN(${name})`,
        `${name} ${equal} undefined`,
        `${name} <= 0`,
        `!${name}`,
      ];
  for (const [at, condition] of conditions.entries())
    for (const [rank, error] of errors.slice(0, 2).entries()) {
      const made = `${indented ? '' : 'const '}${name} = ${textOf(module, value)}${terminator}`;
      const asked = module.language.guard(condition, error, indent, line);
      const text = [made, asked, `return ${name}${terminator}`].join(`${line}${indent}`);
      yield {
        replacements: [{ start: node.start, end: node.end, text }],
        label: `\`${short(error)}\` if \`${condition}\` before it is returned`,
        natural: 1 / (1 + 0.3 * at) / (1 + rank),
      };
    }
}

/** A name for what a function gives: the last word of its own, `step` of `parse_step`. */
function nameFor(scope: SyntaxNode, at: SyntaxNode, module: SourceModule): string {
  const own = part(scope, 'name');
  const word =
    own === undefined ? '' : (/([a-z]+|[A-Z][a-z]+)$/.exec(textOf(module, own))?.[1] ?? '').toLowerCase();
  const taken = new Set(readableAt(at.start, namesAt(at, module)).map(({ text }) => text));
  return [word, 'value', 'result', 'found'].find((name) => name !== '' && !taken.has(name)) ?? 'value';
}

/** Errors of the class that is waited for, as they are raised near by, then a plain one with words that the test asks for. */
function errorsFor(
  raises: ReadonlyArray<NonNullable<Failure['raises']>>,
  scope: SyntaxNode,
  at: SyntaxNode,
  module: SourceModule,
): readonly string[] {
  const names = new Set(raises.flatMap(({ error }) => error ?? []));
  const found: string[] = [];
  const readable = new Set(readableAt(at.start, namesAt(at, module)).map(({ text }) => text));
  const take = (root: SyntaxNode, file: SourceModule): void => {
    for (const node of descend(root)) {
      if (!/^(?:throw|raise)_statement$/.test(node.type) || node.end - node.start > 120) continue;
      const text = textOf(file, node).replace(/;$/, '');
      const [, name = ''] = /^\w+\s+(?:new\s+)?([\w.]+)\(/.exec(text) ?? [];
      if (name === '' || (names.size > 0 && !names.has(name)) || found.includes(text)) continue;
      if (file !== module && !module.text.includes(name) && !BUILT_IN.test(name)) continue;
      if (reads(text).every((each) => readable.has(each))) found.push(text);
    }
  };
  take(scope, module);
  take(module.root, module);
  for (const file of module.neighbours) take(file.root, file);
  const near = found.slice(0, MOST_ERRORS);
  const [wanted] = raises;
  const words = wanted?.words;
  const [first = near.length === 0 || words !== undefined ? undefined : ''] = names;
  if (first === '') return near;
  const plain = module.language
    .fails(first)
    .replace(/(["'])invalid\1/, (_, quote: string) =>
      words === undefined ? `${quote}invalid${quote}` : `${quote}${words}${quote}`,
    );
  return words === undefined ? [...near, plain] : [plain, ...near];
}

const BUILT_IN =
  /^(?:(?:Type|Range|Syntax|Reference)?Error|ValueError|KeyError|IndexError|LookupError|RuntimeError|OverflowError|ZeroDivisionError|NotImplementedError|PermissionError|TimeoutError|StopIteration)$/;

/** The names that a message puts in. */
function reads(text: string): readonly string[] {
  return [...text.matchAll(/\{\s*([A-Za-z_$][\w$]*)/g)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'self' && name !== 'this');
}
