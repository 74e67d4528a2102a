import { kinsOf } from '../kin.ts';
import { namesAt } from '../scope.ts';
import { callOf, functionOf, isExit, isRead, memberOf } from '../shapes.ts';
import { type SourceModule, swap, type Template, textOf } from '../source-module.ts';
import { namedChildren, type SyntaxNode } from '../tree.ts';

const PROMISED = /^:?\s*(?:asyncio\.)?(?:Promise|PromiseLike|Awaitable|Coroutine|Task|Future)\b/;

const VALUE =
  /^(?:identifier|member_expression|attribute|subscript|subscript_expression|call|call_expression)$/;

/**
 * What is given back inside `try` or `with` is awaited there, so that its failure is caught and nothing is closed before it
 * ends; and what is declared as a promise is awaited where it is read.
 */
export const awaitedReturn: Template = function* (node, module) {
  if (!VALUE.test(node.type) || !isRead(node) || /^(?:function|constructor|object)$/.test(node.field)) return;
  const scope = functionOf(node, module);
  if (scope === undefined || !isAsync(scope) || /^await/.test(node.parent?.type ?? '')) return;
  const isReturned = node.parent?.type === 'return_statement';
  const isGuarded = isReturned && standsGuarded(node, scope);
  // A call that is awaited nowhere else is what another template is for.
  if (!isGuarded && (callOf(node, module) !== undefined || !isPromised(node, module))) return;
  const promised = isPromised(node, module) ? 1 : 0.6;
  yield swap(module, node, `await ${textOf(module, node)}`, isGuarded ? promised : 0.4);
};

function isAsync(scope: SyntaxNode): boolean {
  return scope.children.some(({ type }) => type === 'async');
}

/** Whether something of the function still has to happen once the value is there: a handler, an end, a close. */
function standsGuarded(node: SyntaxNode, scope: SyntaxNode): boolean {
  for (let at: SyntaxNode | undefined = node; at !== undefined && at !== scope; at = at.parent) {
    if (at.parent?.type === 'with_statement') return true;
    if (at.parent?.type === 'try_statement' && at.field === 'body') return true;
  }
  return false;
}

function isPromised(node: SyntaxNode, module: SourceModule): boolean {
  const own = textOf(module, node);
  const member = memberOf(node, module);
  if (member !== undefined) {
    const name = textOf(module, member.property);
    return kinsOf(module).some(({ members }) => PROMISED.test(members.get(name)?.type ?? ''));
  }
  if (node.type !== 'identifier') return false;
  return namesAt(node, module).some(({ text, type }) => text === own && PROMISED.test(type));
}

/** A method is named and not called: `text.lower` for `text.lower()`. */
export const missingBrackets: Template = function* (node, module) {
  const member = memberOf(node, module);
  if (member === undefined || !isRead(node) || /^(?:function|object|constructor)$/.test(node.field)) return;
  if (node.parent?.type === 'expression_statement' || node.parent?.type === 'keyword_argument') return;
  const name = textOf(module, member.property);
  const declared = kinsOf(module).flatMap(({ members }) => members.get(name) ?? []);
  const isOwn = declared.some(({ isMethod, least }) => isMethod && least === 0);
  const isLibrary = TAKES_NOTHING.test(name) && declared.length === 0;
  if (!isOwn && !isLibrary) return;
  const args = node.parent === undefined ? false : /^(?:arguments|argument_list)$/.test(node.parent.type);
  yield swap(module, node, `${textOf(module, node)}()`, args ? 0.3 : 1);
};

const TAKES_NOTHING =
  /^(?:lower|upper|strip|lstrip|rstrip|title|capitalize|casefold|isdigit|isalpha|isalnum|isspace|isupper|islower|keys|values|items|copy|total_seconds|isoformat|weekday|date|now|today|toLowerCase|toUpperCase|trim|trimStart|trimEnd|getTime|getFullYear|getMonth|getDate|getDay|getHours|getMinutes|getSeconds|toISOString|toString|entries|reverse|pop|shift)$/;

const NAMES_METHOD =
  /^(?:arguments|argument_list|pair|assignment_expression|variable_declarator|return_statement|array)$/;

/** A method of the object is handed on without the object: `() => this.tick()` for `this.tick`. */
export const receiverBound: Template = function* (node, module) {
  const member = memberOf(node, module);
  const { parent } = node;
  if (module.language.indented || member === undefined || parent === undefined || !isRead(node)) return;
  if (textOf(module, member.object) !== 'this' || !NAMES_METHOD.test(parent.type)) return;
  const name = textOf(module, member.property);
  const method = kinsOf(module)
    .map(({ members }) => members.get(name))
    .find((each) => each?.isMethod === true);
  if (method === undefined) return;
  const own = textOf(module, node);
  const names = ['a', 'b', 'c'].slice(0, Math.min(3, method.least)).join(', ');
  yield swap(module, node, `(${names}) => ${own}(${names})`, 1);
  yield swap(module, node, `${own}.bind(this)`, 0.6);
};

/** An error is handled where it should go on: `throw error` or `raise` at the end of a handler. */
export const rethrown: Template = function* (node, module) {
  const { indented } = module.language;
  const handler = node.parent?.parent;
  if (node.parent === undefined || handler === undefined || !/^(?:catch|except)_clause$/.test(handler.type))
    return;
  if (namedChildren(node.parent).at(-1) !== node) return;
  if (isExit(node)) return;
  const given = handler.children.find(({ field }) => field === 'parameter');
  if (!indented && given === undefined) return;
  const lineStart = module.text.lastIndexOf('\n', node.start - 1) + 1;
  const indent = module.text.slice(lineStart, node.start);
  if (!/^[ \t]*$/.test(indent)) return;
  const text = indented ? 'raise' : `throw ${given === undefined ? '' : textOf(module, given)};`;
  const end = module.text[node.end] === ';' ? node.end + 1 : node.end;
  const replacements = [{ start: end, end, text: `\n${indent}${text}` }];
  yield { replacements, label: `\`${text}\` at the end of the handler`, natural: 1 };
  if (/^(?:pass_statement|expression_statement)$/.test(node.type) && namedChildren(node.parent).length === 1)
    yield swap(module, node, text, 0.6);
};
