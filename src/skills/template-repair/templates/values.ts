import { namesAt } from '../scope.ts';
import { binaryOf, callOf, functionOf, isRead, isWritten, memberOf } from '../shapes.ts';
import {
  type Change,
  indentOf,
  insert,
  newline,
  type SourceModule,
  swap,
  type Template,
  textOf,
} from '../source-module.ts';
import { above, descend, namedChildren, part, type SyntaxNode } from '../tree.ts';
import { compatible, typeOf, typeOfText } from '../types.ts';

/** A variable starts from another neutral value: 0, 1, empty, an infinity, the first element. */
export const initialValue: Template = function* (node, module) {
  const name = writtenName(node);
  const value = node.type === 'variable_declarator' ? part(node, 'value') : part(node, 'right');
  if (name === undefined || value === undefined || functionOf(node, module) === undefined) return;
  const own = textOf(module, value);
  const { neutral } = module.language;
  const numeric = [...neutral.number, ...neutral.nothing];
  const isNumeric = /^-?[\d.]+$|Infinity|^float\(|^Number\.M/.test(own);
  const isEmpty = /^(''|""|``|\[\]|\{\}|None|null|undefined|set\(\))$/.test(own);
  const options: string[] = [];
  if (isNumeric) options.push(...numeric);
  if (isNumeric || isEmpty || /^(None|null|undefined)$/.test(own))
    options.push(...firstElements(node, module));
  if (isEmpty) options.push(...neutral.string, ...neutral.list, ...neutral.record, '0', ...neutral.nothing);
  if (/^(true|false)$/.test(value.type)) options.push(module.language.trueWord, module.language.falseWord);
  if (isNumeric || isEmpty) {
    for (const parameter of namesAt(node, module)) {
      if (parameter.distance > 0 || !parameter.parameter || /^(self|cls|this)$/.test(parameter.text))
        continue;
      if (compatible(typeOf(value, module), typeOfText(parameter.type, module))) options.push(parameter.text);
    }
  }
  const written = part(node, 'type');
  const annotation = written === undefined ? '' : textOf(module, written);
  const declared = typeOfText(annotation, module);
  const fitting = [...new Set(options)].filter((text) => {
    if (text === own) return false;
    const type = neutralType(text, module);
    if (type === 'nothing') return declared === '' || annotation.includes(text);
    return type === '' || compatible(declared, type);
  });
  for (const [rank, option] of fitting.entries()) {
    yield swap(module, value, option, 1 / Math.sqrt(1 + rank));
  }
};

/** The type of a neutral value; empty where it stands for several. */
function neutralType(text: string, { language }: SourceModule): string {
  for (const type of ['number', 'string', 'list', 'record', 'nothing'] as const) {
    if (language.neutral[type].includes(text)) return type;
  }
  return '';
}

function writtenName(node: SyntaxNode): SyntaxNode | undefined {
  const name =
    node.type === 'variable_declarator'
      ? part(node, 'name')
      : /^assignment/.test(node.type)
        ? part(node, 'left')
        : undefined;
  return name?.type === 'identifier' ? name : undefined;
}

/** `x[0]` for whatever a loop of the function goes through, and the least and greatest of it. */
function firstElements(node: SyntaxNode, module: SourceModule): readonly string[] {
  const scope = functionOf(node, module);
  if (scope === undefined) return [];
  const found = new Set<string>();
  for (const other of descend(scope)) {
    if (other.type !== 'for_in_statement' && other.type !== 'for_statement') continue;
    const right = part(other, 'right');
    if (right !== undefined && /^(identifier|member_expression|attribute)$/.test(right.type))
      found.add(textOf(module, right));
  }
  const all = [...found].slice(0, 3);
  const bound = (name: 'min' | 'max', of: string): string =>
    module.language.indented ? `${name}(${of})` : `Math.${name}(...${of})`;
  return [
    ...all.map((each) => `${each}[0]`),
    ...(['min', 'max'] as const).flatMap((name) => all.map((each) => bound(name, each))),
  ];
}

const SEPARATORS = ['', ' ', ',', ', ', '\\n', ';', ':', '-', '_', '/', '.', '|', '&', '='];

/** A string literal becomes another of the file that nearly is it, or changes its case or white space. */
export const stringLiteral: Template = function* (node, module) {
  if (
    node.type !== 'string' ||
    node.parent?.type === 'import_statement' ||
    node.parent?.type === 'expression_statement'
  )
    return;
  const own = textOf(module, node);
  const quote = own.at(-1) ?? "'";
  const content = own.slice(own.indexOf(quote) + 1, -1);
  if (content.length > 60 || own.includes('\n') || own.startsWith('"""')) return;
  const lead = own.slice(0, own.indexOf(quote) + 1);
  const near: Array<readonly [string, number]> = [];
  for (const text of stringsOf(module)) {
    if (text === own) continue;
    const inner = text.slice(1, -1);
    if (text.length > 64 || text.includes('\n') || inner === content || near.some(([seen]) => seen === inner))
      continue;
    near.push([inner, closeness(content, inner)]);
  }
  // What the value is kept under is often what it is asked for by.
  for (const name of namesAround(node, module)) {
    if (name !== content && !near.some(([seen]) => seen === name)) near.push([name, 0.9]);
  }
  const best = near.toSorted((a, b) => b[1] - a[1]).slice(0, 8);
  for (const [text, natural] of best)
    yield swap(module, node, lead + text + quote, natural / Math.sqrt(best.length));
  const variants = [
    content.toLowerCase(),
    content.toUpperCase(),
    content.trim(),
    `${content} `,
    ` ${content}`,
    content.slice(0, -1),
  ];
  // One sign is often a separator, and there are few of those.
  if (content.length <= 2 && !/^\w/.test(content)) variants.push(...SEPARATORS);
  for (const variant of new Set(variants)) {
    if (variant !== content)
      yield swap(module, node, lead + variant + quote, /\s/.test(variant) ? 0.15 : 0.25);
  }
};

/** The name or key that the statement around gives its value to. */
function* namesAround(node: SyntaxNode, module: SourceModule): Generator<string> {
  for (
    let at = node.parent;
    at !== undefined && !/statement|block|program|module/.test(at.type);
    at = at.parent
  ) {
    const target = part(at, 'name') ?? part(at, 'left') ?? part(at, 'key');
    if (target === undefined || target.end > node.start) continue;
    const name = /[\w$]+(?=['"]?$)/.exec(textOf(module, target))?.[0];
    if (name !== undefined) yield name;
  }
}

const strings = new WeakMap<SourceModule, readonly string[]>();

/** Every string literal of the file, quotes included, once. */
function stringsOf(module: SourceModule): readonly string[] {
  let found = strings.get(module);
  if (found === undefined) {
    const nodes = [...descend(module.root)].filter((node) => node.type === 'string');
    found = [...new Set(nodes.map((node) => textOf(module, node)))].slice(0, 200);
    strings.set(module, found);
  }
  return found;
}

/** 0..1; high when one text nearly is the other. */
function closeness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 0;
  // Texts of very different lengths are not worth the table.
  if (Math.abs(a.length - b.length) > Math.max(3, longest / 2)) return 0.2;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost));
    }
    row = next;
  }
  const distance = row[b.length] ?? longest;
  return distance <= 2 ? 1 : Math.max(0.2, 1 - distance / longest);
}

/** `?.` before a member, or a default behind a value that may be missing. */
export const optionalAccess: Template = function* (node, module) {
  const member = memberOf(node, module);
  if (module.language.optionalChains && member !== undefined) {
    const dot = node.children.find((child) => child.type === '.');
    if (
      dot !== undefined &&
      !/^(this|super|Math|Object|JSON|Number|console)$/.test(textOf(module, member.object))
    ) {
      yield {
        ...swap(module, dot, '?.', 0.3),
        label: `\`?.\` before \`${textOf(module, member.property)}\``,
      };
    }
  }
  if (!isLookup(node, module) || !isRead(node)) return;
  const { parent } = node;
  const bare =
    parent !== undefined && /^(variable_declarator|assignment|return_statement|pair)/.test(parent.type);
  const { neutral, falseWord } = module.language;
  // Beside an operator of numbers only a number helps.
  const number = /^[-*/%]/.test(binaryOf(parent ?? node, module)?.operator.type ?? '') ? 1 : 0.7;
  const iterated = node.field === 'right' && /^for/.test(parent?.type ?? '');
  const defaults: ReadonlyArray<readonly [string, number]> = [
    ['0', iterated ? 0 : number],
    [neutral.list[0] ?? '', iterated ? 1 : 0.5],
    [neutral.string[0] ?? '', 0.4],
    [neutral.record[0] ?? '', 0.5],
    ['1', 0.2],
    [falseWord, 0.2],
  ];
  for (const [value, natural] of defaults) {
    const guarded = module.language.orElse(textOf(module, node), value);
    if (guarded !== undefined) yield swap(module, node, bare ? guarded : `(${guarded})`, natural);
  }
};

function isLookup(node: SyntaxNode, module: SourceModule): boolean {
  if (/^subscript/.test(node.type)) return part(node, 'subscript')?.type !== 'slice';
  const call = callOf(node, module);
  return (
    call !== undefined &&
    /\.(get|find|pop|shift|at)$/.test(textOf(module, call.callee)) &&
    call.args.length <= 1
  );
}

/** `d.get(k, 0)` for `d[k]`, which fails when the key is missing. */
export const safeLookup: Template = function* (node, module) {
  const call = callOf(node, module);
  const member = call === undefined ? undefined : memberOf(call.callee, module);
  const isGet = member !== undefined && textOf(module, member.property) === 'get' && call?.args.length === 1;
  if (!(isGet || node.type === 'subscript') || isWritten(node) || !isRead(node)) return;
  const object = isGet ? member?.object : part(node, 'value');
  const key = isGet ? call?.args[0] : part(node, 'subscript');
  if (object === undefined || key === undefined || key.type === 'slice') return;
  const { neutral } = module.language;
  const values = ['0', neutral.list[0], neutral.nothing[0], neutral.string[0], neutral.record[0], '1'];
  for (const [rank, value] of values.entries()) {
    const safe = module.language.lookupOr(textOf(module, object), textOf(module, key), value ?? '0');
    if (safe !== undefined) yield swap(module, node, safe, 1 / (1 + 0.5 * rank));
  }
};

/** A default argument that all calls share is made anew for each. */
export const mutableDefault: Template = function* (node, module) {
  if (node.type !== 'default_parameter' && node.type !== 'typed_default_parameter') return;
  const name = part(node, 'name');
  const value = part(node, 'value');
  const scope = above(node, module.language.functions);
  const body = scope === undefined ? undefined : part(scope, 'body');
  const statements = body === undefined ? [] : namedChildren(body);
  if (name === undefined || value === undefined || body === undefined) return;
  if (!/^(list|dictionary|set|call)$/.test(value.type)) return;
  const documented =
    namedChildren(statements[0] ?? body)[0]?.type === 'string' &&
    statements[0]?.type === 'expression_statement';
  const first = statements[documented ? 1 : 0];
  const indent = first === undefined ? undefined : indentOf(module, first);
  if (first === undefined || indent === undefined) return;
  const line = newline(module);
  const own = textOf(module, name);
  const deeper = `${indent}${indent.includes('\t') ? '\t' : '    '}`;
  const fresh = `if ${own} is None:${line}${deeper}${own} = ${textOf(module, value)}${line}${indent}`;
  yield change(`\`${own}\` anew for each call`, [
    { start: value.start, end: value.end, text: 'None' },
    { start: first.start, end: first.start, text: fresh },
  ]);
  yield insert(first.start, `${own} = list(${own})${line}${indent}`, `copy of \`${own}\``, 0.3);
};

function change(label: string, replacements: Change['replacements']): Change {
  return { label, replacements, natural: 1 };
}
