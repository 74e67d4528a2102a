import { escaped } from '../../../syntax/escaped.ts';
import { namesAt, readableAt } from '../scope.ts';
import { callOf, functionOf, memberOf } from '../shapes.ts';
import { type Change, insert, type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, fieldTypes, signatureFor, type Type, typeOf, typeOfText } from '../types.ts';

const MOST_ADDED = 16;
const MOST_STEPS = 6;

/** An argument is dropped. */
export const extraArgument: Template = function* (node, module) {
  const call = callOf(node, module);
  if (call === undefined) return;
  const signature = signatureFor(call.callee, module);
  const { language } = module;
  const option = language.options.some(({ callee }) => callee.test(textOf(module, call.callee)));
  // A method of the library that takes one argument seldom does without.
  if (signature === undefined && !option && !language.indented && isLibrary(call.callee, module)) return;
  const required = signature?.parameters.filter((parameter) => !parameter.optional).length ?? 0;
  if (call.args.length <= required) return;
  const last = call.args.at(-1);
  for (const [index, argument] of call.args.entries()) {
    const next = call.args[index + 1];
    const before = call.args[index - 1];
    const start = next === undefined && before !== undefined ? before.end : argument.start;
    const end = next === undefined ? argument.end : next.start;
    const label = `without argument \`${textOf(module, argument)}\``;
    yield { replacements: [{ start, end, text: '' }], label, natural: argument === last ? 0.6 : 0.3 };
  }
};

/**
 * An argument is added: a name in scope, a step of one, or what other calls of the same function are given. Where the
 * function is declared, only as many as it takes, of the type that it takes.
 */
export const missingArgument: Template = function* (node, module) {
  const call = callOf(node, module);
  const scope = functionOf(node, module);
  if (call === undefined || scope === undefined) return;
  const signature = signatureFor(call.callee, module);
  const missing = signature?.parameters.length ?? 0;
  if (signature !== undefined && !signature.rest && call.args.length >= missing) return;
  if (textOf(module, call.callee) === 'range' && call.args.length === 2)
    yield* steps(node, call.args, module);
  const library = signature === undefined && isLibrary(call.callee, module);
  if (library && (call.args.length > 0 || !module.language.indented)) return;
  const given = new Set(call.args.map((arg) => textOf(module, arg)));
  const lacks = signature !== undefined && call.args.length < missing ? 1 : 0.35;
  const own = call.callee.type === 'identifier' ? lacks : 0.6 * lacks;
  const wanted = signature?.parameters[call.args.length];
  const type = wanted === undefined ? '' : typeOfText(wanted.type, module);
  const added = new Map<string, number>();
  const add = (text: string, natural: number): void => {
    if (!given.has(text)) added.set(text, Math.max(added.get(text) ?? 0, natural));
  };
  for (const argument of otherArguments(node, call.args.length, module)) add(argument, 1);
  for (const name of readableAt(node.start, namesAt(node, module))) {
    if (name.kind === 'function' ? type !== 'function' : !compatible(type, typeOfText(name.type, module)))
      continue;
    const near = name.distance === 0 ? 0.8 : 0.4;
    add(name.text, wanted?.text === name.text ? 1.5 : near);
    // What a recursion counts down or up.
    if (wanted?.text === name.text && /^(|number)$/.test(typeOfText(name.type, module))) {
      add(`${name.text} - 1`, 1);
      add(`${name.text} + 1`, 1);
    }
  }
  if (wanted !== undefined) for (const text of membersCalled(wanted.text, node, module)) add(text, 0.8);
  const options = [...added].toSorted((a, b) => b[1] - a[1]).slice(0, MOST_ADDED);
  const at = call.args.at(-1)?.end ?? call.list.start + 1;
  const comma = call.args.length === 0 ? '' : ', ';
  for (const [text, natural] of options) {
    yield insert(at, `${comma}${text}`, `with argument \`${text}\``, own * natural);
    const first = call.args[0];
    if (first !== undefined && signature === undefined && call.callee.type === 'identifier') {
      yield insert(
        first.start,
        `${text}, `,
        `with argument \`${text}\` before the others`,
        0.3 * own * natural,
      );
    }
  }
};

/** How far a range goes at a time. */
function* steps(node: SyntaxNode, args: readonly SyntaxNode[], module: SourceModule): Generator<Change> {
  const given = args.map((arg) => textOf(module, arg));
  const names = readableAt(node.start, namesAt(node, module))
    .filter(
      ({ kind, distance, type }) =>
        kind === 'value' && distance === 0 && /^(|number)$/.test(typeOfText(type, module) as string),
    )
    .map(({ text }) => text)
    .filter((text) => !given.includes(text));
  for (const step of [...names.slice(0, MOST_STEPS), '-1', '2'])
    yield insert(
      args.at(-1)?.end ?? node.end,
      `, ${step}`,
      `in steps of \`${step}\``,
      /^-|\d/.test(step) ? 0.3 : 0.6,
    );
}

/** What a parameter is called after, read from what is at hand: `column.align` for `align`. */
function* membersCalled(parameter: string, node: SyntaxNode, module: SourceModule): Generator<string> {
  const isRead = new RegExp(`\\.${escaped(parameter)}(?![\\w$(])`).test(module.text);
  if (!isRead && !fieldTypes(module).has(parameter)) return;
  for (const { text, kind, distance, type } of readableAt(node.start, namesAt(node, module)))
    if (
      kind === 'value' &&
      distance === 0 &&
      !/^(number|string|boolean|list)$/.test(typeOfText(type, module) as string)
    )
      yield `${text}.${parameter}`;
}

/** An argument is missing before others, which stand in the wrong places for it: a nought, or what is called as the parameter is. */
export const missingBefore: Template = function* (node, module) {
  const call = callOf(node, module);
  const signature = call === undefined ? undefined : signatureFor(call.callee, module);
  if (call === undefined || signature === undefined || call.args.length >= signature.parameters.length)
    return;
  const names = new Set(readableAt(node.start, namesAt(node, module)).map(({ text }) => text));
  for (const [at, argument] of call.args.entries()) {
    const [wanted, next] = signature.parameters.slice(at, at + 2);
    if (wanted === undefined || next === undefined || argument.type === 'keyword_argument') continue;
    if (!compatible(typeOf(argument, module), typeOfText(next.type, module))) continue;
    const type = typeOfText(wanted.type, module);
    const isNamed = names.has(wanted.text) && textOf(module, argument) !== wanted.text;
    for (const text of [...(isNamed ? [wanted.text] : []), ...neutralOf(type, module)])
      yield insert(
        argument.start,
        `${text}, `,
        `with argument \`${text}\` before \`${textOf(module, argument)}\``,
        text === wanted.text ? 1 : 0.6,
      );
  }
};

/** What stands for nothing where a type is asked for; a nought where none is known. */
function neutralOf(type: Type, module: SourceModule): readonly string[] {
  const { neutral, falseWord } = module.language;
  if (type === '' || type === 'number') return ['0'];
  if (type === 'boolean') return [falseWord];
  return type === 'list' || type === 'string' ? neutral[type].slice(0, 1) : [];
}

function isLibrary(callee: SyntaxNode, module: SourceModule): boolean {
  const member = memberOf(callee, module);
  const name = textOf(module, member?.property ?? callee);
  if (callee.field === 'constructor') return /^[A-Z]/.test(name);
  const { results, siblings } = module.language;
  return results.has(name) || (member !== undefined && siblings.some((group) => group.includes(name)));
}

const calls = new WeakMap<SourceModule, ReadonlyMap<string, readonly SyntaxNode[]>>();

/** The calls of a file by what they call. */
function callsOf(module: SourceModule): ReadonlyMap<string, readonly SyntaxNode[]> {
  let found = calls.get(module);
  if (found === undefined) {
    const all = new Map<string, SyntaxNode[]>();
    for (const node of descend(module.root)) {
      const call = callOf(node, module);
      if (call === undefined) continue;
      const callee = textOf(module, call.callee);
      const list = all.get(callee);
      if (list === undefined) all.set(callee, [node]);
      else list.push(node);
    }
    found = all;
    calls.set(module, found);
  }
  return found;
}

/** What other calls of the same function in the file are given at a place. */
function otherArguments(node: SyntaxNode, at: number, module: SourceModule): ReadonlySet<string> {
  const own = callOf(node, module);
  const found = new Set<string>();
  if (own === undefined) return found;
  for (const other of callsOf(module).get(textOf(module, own.callee)) ?? []) {
    const argument = other === node ? undefined : callOf(other, module)?.args[at];
    if (argument !== undefined) found.add(textOf(module, argument));
  }
  return found;
}

/** Another keyword for an argument that is given by name. */
export const keywordArgument: Template = function* (node, module) {
  if (node.type !== 'keyword_argument') return;
  const name = part(node, 'name');
  const call = node.parent?.parent === undefined ? undefined : callOf(node.parent.parent, module);
  if (name === undefined || call === undefined) return;
  const taken = new Set(
    call.args
      .filter((arg) => arg.type === 'keyword_argument')
      .map((arg) => textOf(module, namedChildren(arg)[0] ?? arg)),
  );
  const own = textOf(module, name);
  const known = module.language.siblings.filter((group) => group.includes(own)).flat();
  // Of what is declared nowhere, the names that are confused with it.
  const declared = signatureFor(call.callee, module)?.parameters.map((parameter) => parameter.text) ?? known;
  for (const text of new Set(declared)) if (!taken.has(text)) yield swap(module, name, text, 1);
  const value = part(node, 'value');
  if (value !== undefined && typeOf(value, module) === 'boolean' && /^(true|false)$/.test(value.type)) {
    yield swap(
      module,
      value,
      value.type === 'true' ? module.language.falseWord : module.language.trueWord,
      1,
    );
  }
};
