import { escaped } from '../../syntax/escaped.ts';
import type { Node } from '../../syntax/syntax.ts';
import { bindsOtherwise, declaredNames } from '../declared-names.ts';

/** What the project makes of names that nothing uses: of none of them an error, of parameters, or of locals at least. */
export type UnusedNames = 'allowed' | 'parameters-are-errors' | 'errors';

/** One edit of the original: `[start, end)` replaced by `text`. */
interface BodyEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where the copy of an edit stands in the text that holds all of them. */
interface BodyPlace {
  readonly start: number;
  /** Excluded. */
  readonly end: number;
  /** The changed body: `[body, bodyEnd)`. */
  readonly body: number;
  readonly bodyEnd: number;
  /** From a place in the copy to the same place in the file with this edit alone. */
  readonly shift: number;
  /** Whether the compiler finds nothing wrong in the copy that is right in the function itself. */
  readonly isExact: boolean;
}

export interface ManyBodies {
  /** The original with a copy of a function's body for each edit that has a place in it. */
  readonly text: string;
  /** Where the copy of each edit stands; undefined for one that has none. */
  readonly places: readonly (BodyPlace | undefined)[];
}

/** How the copies of a function's body are told what the function is to return. */
type Returns =
  /** What it states. */
  | { readonly kind: 'stated'; readonly annotation: string; readonly isSilent: boolean }
  /** Nothing is stated: what a copy returns must be the very type that the original returns. */
  | { readonly kind: 'same' };

interface Place {
  readonly node: Node;
  readonly body: Node;
  readonly isAsync: boolean;
  readonly returns: Returns;
}

const FUNCTIONS = new Set([
  ...['function_declaration', 'function_expression', 'generator_function', 'generator_function_declaration'],
  ...['arrow_function', 'method_definition'],
]);
/** Whether two types are one (as the conditional types of a compiler tell). */
const SAME =
  '\ntype __CredenceSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;\n';

/**
 * Puts many edits of one TypeScript file into one text, so that a compiler looks at all of them at once: each is a copy
 * of the body of its function, as a function within it that nobody calls. An edit has a place where the compiler must
 * find in the copy what it would find in the function itself: the function states what it returns, or the copy
 * is held to return what the original does. What is wrong in a copy may be wrong in the copy alone, so that edit is to
 * be looked at by itself; what nothing is wrong with is right.
 * @param root the tree of the original
 */
export function manyBodies(
  root: Node,
  original: string,
  edits: readonly BodyEdit[],
  unused: UnusedNames = 'allowed',
): ManyBodies {
  const found = edits.map((edit) => {
    const place = placeOf(root, edit.start, edit.end, edit.text);
    if (place === undefined || isDirected(place.node, original)) return undefined;
    return mayLeaveUnused(place, original, edit, unused) ? undefined : place;
  });
  const holders = new Map<number, { readonly place: Place; readonly edits: number[] }>();
  for (const [index, place] of found.entries()) {
    if (place === undefined) continue;
    const at = place.body.startIndex + 1;
    const holder = holders.get(at) ?? { place, edits: [] };
    holder.edits.push(index);
    holders.set(at, holder);
  }
  const places: (BodyPlace | undefined)[] = edits.map(() => undefined);
  let text = '';
  let from = 0;
  for (const [at, { place, edits: indices }] of [...holders].toSorted(([a], [b]) => a - b)) {
    const { body, isAsync, returns } = place;
    const inside = original.slice(at, body.endIndex - 1);
    const head = isAsync ? 'async ()' : '()';
    text += original.slice(from, at);
    from = at;
    const changed = indices.flatMap((index) => {
      const edit = edits[index];
      return edit === undefined ? [] : [bodyWith(original, place, edit)];
    });
    const keepsNames = !givesToNames(place.node, inside, changed);
    const isSilent = returns.kind === 'stated' && returns.isSilent;
    if (returns.kind === 'same') text += `{const __credence0=${head}=>{${inside}\n};`;
    for (const [nth, index] of indices.entries()) {
      const own = changed[nth] ?? '';
      const start = text.length;
      const [opening, closing] =
        returns.kind === 'stated'
          ? [`void (${head}${returns.annotation}=>{`, '\n});']
          : [
              `{const __credence=${head}=>{`,
              '\n};((same:__CredenceSame<typeof __credence0,typeof __credence>)=>same)(true);}',
            ];
      text += `${opening}${own}${closing}`;
      const inner = start + opening.length;
      const bodyEnd = inner + own.length;
      const isExact = keepsNames && !(isSilent && /\breturn\b/.test(own));
      places[index] = { start, end: text.length, body: inner, bodyEnd, shift: at - inner, isExact };
    }
    if (returns.kind === 'same') text += '}';
  }
  const isAsked = [...holders.values()].some(({ place }) => place.returns.kind === 'same');
  return { text: `${text}${original.slice(from)}${isAsked ? SAME : ''}`, places };
}

/** The nearest function around the range whose type says what the world may know of its body. */
function placeOf(root: Node, start: number, end: number, added: string): Place | undefined {
  let node: Node | null = root.descendantForIndex(start, Math.max(start, end - 1));
  for (; node !== null; node = node.parent) {
    const body = node.childForFieldName('body');
    if (!FUNCTIONS.has(node.type) || body?.type !== 'statement_block') continue;
    if (body.startIndex >= start || end >= body.endIndex) continue;
    const head = node.children.filter((child) => child !== null && child.startIndex < body.startIndex);
    const has = (type: string): boolean => head.some((child) => child?.type === type);
    if (node.type.startsWith('generator') || has('*')) return undefined;
    const name = node.childForFieldName('name')?.text ?? '';
    if (startsWithDirective(body)) return undefined;
    if (bindsOtherwise(node, body, { start, end, text: added })) return undefined;
    const isConstructor = name === 'constructor';
    if (isConstructor && (/\bsuper\b/.test(body.text) || !isFilledBefore(node, body, start, added)))
      return undefined;
    const stated = node.childForFieldName('return_type');
    const isAsync = has('async');
    // An assertion or a predicate is about a parameter, which a copy has none of.
    if (stated !== null && stated.type !== 'type_annotation') return undefined;
    if (stated !== null) {
      const returns: Returns = { kind: 'stated', annotation: stated.text, isSilent: false };
      return { node, body, isAsync, returns };
    }
    if (has('set') || isConstructor)
      return { node, body, isAsync, returns: { kind: 'stated', annotation: ': void', isSilent: true } };
    // What is expected where it stands may have a say in what an expression or a member of an object returns.
    const isFree =
      node.type === 'function_declaration' ||
      (node.type === 'method_definition' && node.parent?.type === 'class_body');
    if (!isFree) continue;
    const text = `${body.text}\n${added}`;
    const isRecursive = name !== '' && new RegExp(`\\b${escaped(name)}\\b`).test(text);
    return isRecursive || mayTellTypes(node, text)
      ? undefined
      : { node, body, isAsync, returns: { kind: 'same' } };
  }
  return undefined;
}

/** From a single `return` a compiler may learn what a parameter is; JavaScript makes fields wherever it gives to them. */
function mayTellTypes(node: Node, text: string): boolean {
  const parameters = node.childForFieldName('parameters')?.namedChildCount ?? 0;
  return parameters > 0 && (text.match(/\breturn\b/g) ?? []).length < 2;
}

/** Whether the constructor has given a value to every field that needs one before it comes to the edit. */
function isFilledBefore(maker: Node, body: Node, start: number, added: string): boolean {
  const fields = maker.parent?.namedChildren ?? [];
  // A copy is no constructor, and may not give a value to these.
  if (fields.some((field) => field?.children.some((child) => child?.type === 'readonly'))) return false;
  const open = fields.filter(
    (field) =>
      field?.type === 'public_field_definition' &&
      field.childForFieldName('value') === null &&
      !field.children.some((child) => child !== null && /^(?:\?|!|static|declare)$/.test(child.type)) &&
      !/\b(?:undefined|any)\b/.test(field.childForFieldName('type')?.text ?? 'any'),
  );
  if (open.length === 0) return true;
  const given = body.namedChildren.flatMap((statement) => {
    const left = statement?.namedChildren[0]?.childForFieldName('left');
    return statement?.type === 'expression_statement' && statement.endIndex <= start ? [left?.text] : [];
  });
  return (
    !/\breturn\b/.test(added) &&
    open.every((field) => given.includes(`this.${field?.childForFieldName('name')?.text}`))
  );
}

function bodyWith(original: string, { body }: Place, { start, end, text }: BodyEdit): string {
  return original.slice(body.startIndex + 1, start) + text + original.slice(end, body.endIndex - 1);
}

const GIVES =
  /(?<![.\w$#])([\w$]+)\s*(?:(?:[-+%^/]|\*\*?|&&?|\|\|?|\?\?|<<|>>>?)?=(?![=>])|\+\+|--)|(?:\+\+|--)\s*([\w$]+)/g;

/** Names that a text gives another value to, by its words alone. */
function givenIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(GIVES)].map(([, name, other]) => name ?? other ?? ''));
}

/**
 * Whether a copy may give another value to a name from outside of it: from then on the compiler knows less of that name
 * wherever it is used in a function within a function, as all copies are.
 */
function givesToNames(node: Node, inside: string, changed: readonly string[]): boolean {
  const parameters = namesIn(
    (node.childForFieldName('parameters') ?? node.childForFieldName('parameter'))?.text,
  );
  const untouched = givenIn(inside);
  return [inside, ...changed].some((text) =>
    [...givenIn(text)].some((name) => parameters.has(name) || !untouched.has(name)),
  );
}

const WORD = /[\p{L}\p{N}_$#]+/gu;

function namesIn(text = ''): ReadonlySet<string> {
  return new Set([...text.matchAll(WORD)].map(([name]) => name));
}

/**
 * Whether a name from outside of the body may have no use left with this edit, which is an error where the project says
 * so: beside a copy the untouched body still uses it. What is declared within the body is told in the copy.
 */
function mayLeaveUnused(place: Place, original: string, edit: BodyEdit, unused: UnusedNames): boolean {
  if (unused === 'allowed') return false;
  const inside = place.body.text;
  const after = bodyWith(original, place, edit);
  const isGiven = (text: string): string => [...givenIn(text)].toSorted().join(' ');
  if (isGiven(inside) !== isGiven(after)) return true;
  const left = counts(after);
  const own = declaredNames(inside);
  const gone = [...counts(inside)].filter(([name, count]) => count > (left.get(name) ?? 0) && !own.has(name));
  if (unused === 'errors') return gone.length > 0;
  const parameters = parametersAround(place.node);
  return gone.some(([name]) => parameters.has(name));
}

function counts(text: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [name] of text.matchAll(WORD)) found.set(name, (found.get(name) ?? 0) + 1);
  return found;
}

/** Names of the parameters of a function and of all around it, and perhaps more: those of their types. */
function parametersAround(inner: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (let node: Node | null = inner; node !== null; node = node.parent) {
    if (!FUNCTIONS.has(node.type)) continue;
    const list = node.childForFieldName('parameters') ?? node.childForFieldName('parameter');
    for (const name of namesIn(list?.text)) names.add(name);
  }
  return names;
}

/** Whether a comment tells the compiler what to make of a line: copies stand on other lines. */
function isDirected(node: Node, original: string): boolean {
  const before = original.lastIndexOf('\n', original.lastIndexOf('\n', node.startIndex) - 1) + 1;
  return original.slice(before, node.endIndex).includes('@ts-');
}

function startsWithDirective(body: Node): boolean {
  const first = body.namedChildren.find((child) => child !== null && child.type !== 'comment');
  return first?.type === 'expression_statement' && /^['"]/.test(first.text);
}
