import { knownIdioms } from './idiom.ts';
import { before } from './lines.ts';
import { declaredIn, namesAt, readableAt } from './scope.ts';
import { conditionOf, functionOf, isStatement } from './shapes.ts';
import {
  type Change,
  indentOf,
  insert,
  type SourceModule,
  swap,
  type Template,
  textOf,
} from './source-module.ts';
import type { SyntaxNode } from './tree.ts';

/** The name under which beliefs and titles know what is made of idioms alone. */
export const HABIT = 'habit';

/** Chance (0..1) that one of the known idioms is the fix, relative to templates; each is raised by its own record. */
export const HABIT_WEIGHT = 0.2;

const SLOT = /(?<![\p{L}\p{N}_$])_(?![\p{L}\p{N}_$])/gu;
const MOST_NAMES = 8;
/** Longer code than this has no operator or member put behind it. */
const SHORT = 40;

interface Habit {
  readonly gone: string;
  readonly put: string;
  readonly slots: number;
}

/** What mended this project before, written down once more in every place where it fits, with the names that are there. */
export function habits(situation: Parameters<typeof knownIdioms>[0]): {
  /** By idiom: how much an edit is raised. */
  readonly weights: ReadonlyMap<string, number>;
  readonly template: Template;
} {
  const weights = knownIdioms(situation);
  const known = [...weights.keys()].map(habitOf);
  return {
    weights,
    template: function* (node, module) {
      for (const habit of known) yield* changesAt(node, module, habit);
    },
  };
}

function habitOf(idiom: string): Habit {
  const [gone = '', put = ''] = ` ${idiom} `.split(' → ').map((side) => side.trim());
  return { gone, put, slots: put.match(SLOT)?.length ?? 0 };
}

function* changesAt(node: SyntaxNode, module: SourceModule, { gone, put, slots }: Habit): Iterable<Change> {
  if (put === '' || slots > 2) return;
  if (gone === '_' && slots === 1) {
    // A name that is called stays as it is in an idiom.
    const isPlain = node.type === 'identifier' && !/^\s*\(/.test(module.text.slice(node.end, node.end + 9));
    if (isPlain && functionOf(node, module) !== undefined)
      yield swap(
        module,
        node,
        put.replace(SLOT, () => textOf(module, node)),
        1,
      );
  } else if (gone !== '') {
    if (slots === 0 && textOf(module, node) === gone) yield swap(module, node, put, 1);
  } else if (isWhole(put, module)) {
    if (!isStatement(node, module) || indentOf(module, node) === undefined) return;
    const texts = [...filled(put, slots, node, module)];
    for (const text of texts) yield before(node, text, module, 1 / widthOf(texts));
  } else if (isBehind(node, put, module)) {
    const gap = put.startsWith('.') ? '' : ' ';
    const texts = [...filled(put, slots, node, module)];
    for (const text of texts) {
      const label = `\`${text}\` behind \`${textOf(module, node)}\``;
      yield insert(node.end, `${gap}${text}`, label, 0.6 / widthOf(texts));
    }
  }
}

/** What fits in many ways is less likely in each of them. */
function widthOf(texts: readonly string[]): number {
  return Math.max(1, Math.min(MOST_NAMES, texts.length));
}

/** Whether a text is a statement of its own. */
function isWhole(put: string, { language }: SourceModule): boolean {
  return language.indented ? !/[:;{}]|^[-+*/.|&<>=]|^(and|or)\b/.test(put) : /[;}]$/.test(put);
}

/** Whether an operator or a member can stand behind a node. */
function isBehind(node: SyntaxNode, put: string, module: SourceModule): boolean {
  if (node.end - node.start > SHORT || node.parent === undefined) return false;
  if (/^(\|\||&&|or\b|and\b)/.test(put)) return conditionOf(node.parent, module) === node || isInner(node);
  if (put.startsWith('.'))
    return /^(identifier|call_expression|call|member_expression|attribute)$/.test(node.type);
  return (
    /^[-+*/%]/.test(put) &&
    /^(identifier|number|integer|member_expression|attribute|binary_expression)$/.test(node.type)
  );
}

/** In some languages the condition stands in parentheses. */
function isInner(node: SyntaxNode): boolean {
  return node.parent?.type === 'parenthesized_expression';
}

/** The text with the names that can be read there in its open places. */
function* filled(put: string, slots: number, node: SyntaxNode, module: SourceModule): Iterable<string> {
  if (slots === 0) {
    yield put;
    return;
  }
  const scope = functionOf(node, module);
  const declared = scope === undefined ? namesAt(node, module) : declaredIn(scope, module);
  const names = readableAt(node.start, declared)
    .filter(({ kind }) => kind === 'value')
    .map(({ text }) => text);
  // The nearest are declared last.
  const near = [...new Set(names)].slice(-MOST_NAMES);
  for (const first of near) {
    for (const second of slots === 1 ? [''] : near) {
      const texts = [first, second];
      yield put.replace(SLOT, () => texts.shift() ?? first);
    }
  }
}
