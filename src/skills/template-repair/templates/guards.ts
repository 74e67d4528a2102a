import { atomsAt } from '../atoms.ts';
import { endsTyped } from '../place.ts';
import { risksIn } from '../risks.ts';
import { namesAt, parametersOf, readableAt } from '../scope.ts';
import { functionOf, isStatement } from '../shapes.ts';
import {
  type Change,
  FITTED,
  indentOf,
  insert,
  newline,
  type SourceModule,
  type Template,
  textOf,
} from '../source-module.ts';
import { above, descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { typeOfText } from '../types.ts';

const MOST_EXITS = 7;

/** A function is left early under a condition: an absent guard, base case or special case. */
export const missingGuard: Template = function* (node, module, failures = []) {
  const scope = functionOf(node, module);
  if (scope === undefined || !isStatement(node, module)) return;
  const body = part(scope, 'body');
  const inBody = node.parent === body;
  const first = inBody && body !== undefined && isFirst(node, body);
  const place = first ? 1 : inBody ? 0.4 : 0.2;
  const own = exitsOf(scope, node, module);
  const told = failures
    .filter(({ raises }) => raises === undefined)
    .map(({ expected }) => expected.trim())
    .filter((text) => PLAIN.test(text));
  const exits = [...new Set([...own, ...told.slice(0, 1).map((text) => `return ${text}`)])];
  const risks = risksIn(scope, module);
  for (const [condition, fit] of atomsAt(node, module)) {
    const asked = risks.filter(({ name }) => mentions(condition, name)).map(({ factor }) => factor);
    const natural = place * fit * Math.max(1, ...asked);
    const fitted = BASE_CASE.test(condition) ? {} : { accident: FITTED };
    for (const [rank, exit] of exits.entries()) {
      const change = guard(node, module, condition, exit, natural / (1 + rank));
      yield own.includes(exit) ? change : { ...change, ...fitted };
    }
  }
};

/** What a test expects where it is what a base case gives: more would only repeat what the test says. */
const PLAIN = /^(?:-?[012]|'[^'\\]?'|"[^"\\]?"|\[\])$/;

/**
 * Whether a condition asks what a base case is told by: that something is empty, missing, nought or one. Under any other
 * that holds in the test, what the test expects is right by the way it is made.
 */
const BASE_CASE =
  /^(?:not |!)[\w.]+$|^[\w.()]+ (?:===?|<=?) (?:[01]|''|""|undefined|null)$|^[\w.]+ is None$|^[\w.]+\.isEmpty\(\)$/;

/** Whether a condition asks if a name is missing, empty or small. */
function mentions(condition: string, name: string): boolean {
  return (
    condition.includes(name) &&
    new RegExp(`(?<![\\w.$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(condition) &&
    /^not |^!|[=<]=? ?[01]$|=== undefined|== ?null|is None|isEmpty/.test(condition)
  );
}

function isFirst(node: SyntaxNode, body: SyntaxNode): boolean {
  const statements = namedChildren(body);
  const [head] = statements;
  const documented = head?.type === 'expression_statement' && namedChildren(head)[0]?.type === 'string';
  return statements[documented ? 1 : 0] === node;
}

/** A round of a loop is skipped or is the last one under a condition. */
export const missingSkip: Template = function* (node, module) {
  const { loops, functions } = module.language;
  const loop = above(node, new Set([...loops, ...functions]));
  if (loop === undefined || !loops.has(loop.type) || !isStatement(node, module)) return;
  const inBody = part(loop, 'body') === node.parent;
  for (const [condition, fit] of atomsAt(node, module)) {
    yield guard(node, module, condition, 'continue', (inBody ? 0.8 : 0.3) * fit);
    yield guard(node, module, condition, 'break', (inBody ? 0.4 : 0.15) * fit);
  }
};

/** A statement is done only under a condition. */
export const conditional: Template = function* (node, module) {
  if (!isStatement(node, module) || !/^(expression_statement|return_statement)$/.test(node.type)) return;
  const indent = indentOf(module, node);
  if (indent === undefined || functionOf(node, module) === undefined || endsTyped(node, module)) return;
  const text = textOf(module, node);
  if (text.includes('\n') || /^(['"]|await )/.test(text)) return;
  const words = new Set(text.match(WORD) ?? []);
  const absent = [...absenceOf(node, module), ...presenceOf(text, module)].map(
    (condition) => [condition, 2] as const,
  );
  for (const [condition, fit] of [...absent, ...atomsAt(node, module)]) {
    const wrapped = module.language.indented
      ? module.language.guard(condition, text, indent, newline(module))
      : `if (${condition}) ${text}`;
    yield {
      replacements: [{ start: node.start, end: node.end, text: wrapped }],
      label: `only if \`${condition}\``,
      // What decides over a statement mostly has to do with what it does.
      natural: 0.5 * fit * ((condition.match(WORD) ?? []).some((word) => words.has(word)) ? 1 : UNRELATED),
    };
  }
};

const WORD = /[A-Za-z_$][\w$]*/g;
const UNRELATED = 0.25;

/** For an entry that is set: that it is not there yet. */
function absenceOf(statement: SyntaxNode, module: SourceModule): readonly string[] {
  const assignment = namedChildren(statement)[0];
  const left = assignment === undefined ? undefined : part(assignment, 'left');
  const holder = left === undefined ? undefined : (part(left, 'object') ?? part(left, 'value'));
  const key = left === undefined ? undefined : (part(left, 'index') ?? part(left, 'subscript'));
  if (left === undefined || !/^subscript/.test(left.type) || holder === undefined || key === undefined)
    return [];
  const [object, index] = [textOf(module, holder), textOf(module, key)];
  return module.language.indented
    ? [`${index} not in ${object}`]
    : [`!(${index} in ${object})`, `${object}[${index}] === undefined`];
}

/** For an entry that is taken away: that it is there. */
function presenceOf(statement: string, module: SourceModule): readonly string[] {
  if (!module.language.indented) return [];
  const [, list, item] = /^([\w.[\]]+)\.remove\((\w+(?:\.\w+)*)\)$/.exec(statement) ?? [];
  const [, map, key] = /^del ([\w.]+)\[(\w+(?:\.\w+)*)\]$/.exec(statement) ?? [];
  return [
    ...(list === undefined ? [] : [`${item} in ${list}`]),
    ...(map === undefined ? [] : [`${key} in ${map}`]),
  ];
}

function guard(
  first: SyntaxNode,
  module: SourceModule,
  condition: string,
  exit: string,
  natural: number,
): Change {
  const indent = indentOf(module, first);
  const line = newline(module);
  const text = module.language.guard(condition, exit, indent ?? '', line);
  const behind = indent === undefined ? ' ' : `${line}${indent}`;
  // Where blocks are told by indentation, a statement that shares its line has no room for another.
  const room = indent !== undefined || !module.language.indented;
  return insert(first.start, `${text}${behind}`, `\`${exit}\` if \`${condition}\``, room ? natural : 0);
}

/** What to return early: what the function returns elsewhere when it is simple, then neutral values of its type. */
function exitsOf(scope: SyntaxNode, at: SyntaxNode, module: SourceModule): readonly string[] {
  const { neutral, trueWord, falseWord, nothing } = module.language;
  const exits: string[] = [];
  const add = (value: string): void => {
    const exit = value === '' ? 'return' : `return ${value}`;
    if (!exits.includes(exit)) exits.push(exit);
  };
  let returnsValue = scope.type === 'arrow_function' && part(scope, 'body')?.type !== 'statement_block';
  let thrown: string | undefined;
  const returned: SyntaxNode[] = [];
  for (const node of descend(scope)) {
    if (/^(throw|raise)_statement$/.test(node.type)) thrown ??= textOf(module, node).replace(/;$/, '');
    if (node.type !== 'return_statement' || functionOf(node, module) !== scope) continue;
    const value = namedChildren(node)[0];
    if (value === undefined) continue;
    returnsValue = true;
    returned.push(value);
  }
  const elsewhere = thrownIn(module).find((text) => isReadable(text, at, module)) ?? plainError(module);
  if (thrown === undefined && elsewhere !== undefined) thrown = elsewhere;
  const type = part(scope, 'return_type');
  const annotation = type === undefined ? '' : textOf(module, type).replace(/^(:|->)\s*/, '');
  if (!returnsValue && !/^(?!void|None)\w/.test(annotation)) {
    add('');
    if (thrown !== undefined) exits.push(thrown);
    return exits;
  }
  const simple =
    /^(number|integer|float|true|false|none|null|undefined|string|array|list|object|dictionary|identifier|tuple)$/;
  for (const value of returned) {
    const length = value.end - value.start;
    // A variable can be returned only where it is known.
    const known = value.type !== 'identifier' || canRead(textOf(module, value), at, module);
    if (simple.test(value.type) && length <= 20 && known) add(textOf(module, value));
  }
  if (/undefined/.test(annotation)) add('undefined');
  if (/null/.test(annotation)) add('null');
  if (/None|Optional/.test(annotation)) add(nothing);
  const result = typeOfText(annotation, module);
  if (result === 'boolean' || exits.some((exit) => /^return ([tT]rue|[fF]alse)$/.test(exit))) {
    add(falseWord);
    add(trueWord);
  } else if (result === 'number' || result === 'string' || result === 'list' || result === 'record') {
    for (const value of exitValues(result, annotation, module)) add(value);
  } else if (annotation === '') {
    for (const value of [nothing, '0', neutral.list[0] ?? '', neutral.string[0] ?? '', '1', falseWord])
      add(value);
  }
  // What was made before the guard is given back as it is.
  const made = readableAt(at.start, namesAt(at, module)).filter(
    (name) => name.distance === 0 && !name.parameter && name.kind === 'value',
  );
  for (const name of made.slice(-2)) {
    const own = typeOfText(name.type, module);
    if (own === '' || result === '' || own === result) add(name.text);
  }
  for (const parameter of parametersOf(scope, module)) {
    const own = typeOfText(parameter.type, module);
    const same = annotation === parameter.type || (own !== '' && own === result && result !== 'list');
    if (!/^(self|cls|this)$/.test(parameter.text) && (annotation === '' || same)) add(parameter.text);
  }
  const most = exits.slice(0, MOST_EXITS);
  return thrown === undefined ? most : [...most.slice(0, MOST_EXITS - 1), thrown];
}

const throwing = new WeakMap<SourceModule, readonly string[]>();

/** Errors that the file throws, as it throws them, the plainest first. */
function thrownIn(module: SourceModule): readonly string[] {
  let found = throwing.get(module);
  if (found === undefined) {
    const all = [...descend(module.root)]
      .filter(({ type }) => /^(throw|raise)_statement$/.test(type))
      .map((node) => textOf(module, node).replace(/;$/, ''))
      .filter((text) => text.length <= 90 && /\(/.test(text));
    found = [...new Set(all)].toSorted((a, b) => a.length - b.length);
    throwing.set(module, found);
  }
  return found;
}

/** An error of the kind that the file throws first, or of the language's own, with words that say no more than they know. */
function plainError(module: SourceModule): string {
  return module.language.fails(/^\w+\s+(?:new\s+)?([\w.]+)\(/.exec(thrownIn(module)[0] ?? '')?.[1]);
}

/** Whether all that a text puts into its message can be read at a place. */
function isReadable(text: string, at: SyntaxNode, module: SourceModule): boolean {
  const put = [...text.matchAll(/\{\s*([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  const names = new Set(readableAt(at.start, namesAt(at, module)).map((name) => name.text));
  return put.every((name) => names.has(name));
}

/** Neutral values of a declared type. */
function exitValues(
  type: 'number' | 'string' | 'list' | 'record',
  annotation: string,
  { language }: SourceModule,
): readonly string[] {
  const values = language.neutral[type];
  if (type === 'number') return values.slice(0, 3);
  if (type !== 'record' || language.indented) return values.slice(0, 1);
  return values.filter((value) =>
    value === '{}'
      ? /^Record|^Partial/.test(annotation)
      : annotation.startsWith(/\w+(?=\()/.exec(value)?.[0] ?? '{'),
  );
}

function canRead(text: string, at: SyntaxNode, module: SourceModule): boolean {
  return readableAt(at.start, namesAt(at, module)).some((name) => name.text === text);
}
