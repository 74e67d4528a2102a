import { functionOf, memberOf } from './shapes.ts';
import { type SourceModule, textOf } from './source-module.ts';
import { descend, namedChildren, part, type SyntaxNode } from './tree.ts';

/** A member as its type declares it. */
export interface Declared {
  readonly isMethod: boolean;
  /** It may be left out, or hold nothing. */
  readonly isOptional: boolean;
  /** What it can be called with. */
  readonly least: number;
  readonly most: number;
  /** As it is written; of a method, what it gives. */
  readonly type: string;
  /** What it begins with, where its declaration says so in a few signs. */
  readonly initial?: string;
}

/** The members of one type, by name. */
export interface Kin {
  readonly node: SyntaxNode;
  readonly isHere: boolean;
  readonly members: ReadonlyMap<string, Declared>;
}

const MOST_INITIAL = 20;

const kins = new WeakMap<SourceModule, readonly Kin[]>();
const ofFile = new WeakMap<SyntaxNode, readonly Omit<Kin, 'isHere'>[]>();

/** The types that a file and its neighbours declare. */
export function kinsOf(module: SourceModule): readonly Kin[] {
  let found = kins.get(module);
  if (found === undefined) {
    found = [module, ...module.neighbours].flatMap((file) =>
      declaredIn(file).map((kin) => ({ ...kin, isHere: file === module })),
    );
    kins.set(module, found);
  }
  return found;
}

function declaredIn(file: SourceModule): readonly Omit<Kin, 'isHere'>[] {
  let found = ofFile.get(file.root);
  if (found === undefined) {
    found = [...descend(file.root)]
      .filter(
        (node) => file.language.classes.has(node.type) || /^(interface_body|object_type)$/.test(node.type),
      )
      .map((node) => ({ node, members: membersOf(node, file) }))
      .filter(({ members }) => members.size > 1);
    ofFile.set(file.root, found);
  }
  return found;
}

function membersOf(type: SyntaxNode, file: SourceModule): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  const body = part(type, 'body') ?? type;
  for (const each of namedChildren(body)) {
    const node = each.type === 'decorated_definition' ? (part(each, 'definition') ?? each) : each;
    const inner = node.type === 'expression_statement' ? (namedChildren(node)[0] ?? node) : node;
    const holder = part(inner, 'declarator') ?? inner;
    const name = part(holder, 'name') ?? (inner.type === 'assignment' ? part(inner, 'left') : undefined);
    if (name === undefined) continue;
    const isProperty = each !== node && /@(?:\w+\.)?(?:property|cached_property)\b/.test(textOf(file, each));
    const isGetter = /^(?:static )?get /.test(textOf(file, node).slice(0, 12));
    const isMethod =
      (file.language.functions.has(inner.type) || inner.type === 'method_signature') &&
      !isProperty &&
      !isGetter;
    const type = typeIn(inner, file);
    const isOptional =
      /^\??:.*\b(undefined|null|None|Optional)\b/.test(`:${type}`) || textOf(file, inner).includes('?:');
    const value = isMethod ? undefined : (part(inner, 'right') ?? part(holder, 'value'));
    const initial = value !== undefined && value.end - value.start <= MOST_INITIAL ? textOf(file, value) : '';
    found.set(textOf(file, name), {
      ...arityOf(inner, file),
      isMethod,
      isOptional,
      type,
      ...(initial === '' ? {} : { initial }),
    });
  }
  // What a constructor declares by its parameters, then what it sets.
  for (const node of descend(body)) {
    if (node.type !== 'required_parameter' && node.type !== 'optional_parameter') continue;
    const text = textOf(file, node);
    const [, name = ''] = /^(?:(?:public|private|protected|override|readonly)\s+)+([\w$]+)/.exec(text) ?? [];
    if (name === '' || found.has(name)) continue;
    const type = typeIn(node, file);
    const isOptional = node.type === 'optional_parameter' || /\b(?:undefined|null)\b/.test(type);
    found.set(name, { isMethod: false, isOptional, least: 0, most: 0, type });
  }
  for (const node of descend(body)) {
    if (node.type !== 'assignment' && node.type !== 'assignment_expression') continue;
    const left = part(node, 'left');
    const member = left === undefined ? undefined : memberOf(left, file);
    if (member === undefined || !/^(self|this)$/.test(textOf(file, member.object))) continue;
    const scope = functionOf(node, file);
    const name = textOf(file, member.property);
    if (scope === undefined || found.has(name)) continue;
    found.set(name, { isMethod: false, isOptional: false, least: 0, most: 0, type: '' });
  }
  return found;
}

function arityOf(node: SyntaxNode, file: SourceModule): { readonly least: number; readonly most: number } {
  const list = part(node, 'parameters');
  const texts = list === undefined ? [] : namedChildren(list).map((each) => textOf(file, each));
  const own = texts.filter((text) => !/^(self|cls)\b/.test(text));
  const most = own.some((text) => /^(\.\.\.|\*)/.test(text)) ? Number.POSITIVE_INFINITY : own.length;
  return { least: own.filter((text) => !/[=?*]|^\.\.\./.test(text)).length, most };
}

function typeIn(node: SyntaxNode, file: SourceModule): string {
  const written = part(node, 'return_type') ?? part(node, 'type');
  return written === undefined ? '' : textOf(file, written).replace(/^(:|->)\s*/, '');
}
