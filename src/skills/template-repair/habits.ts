import type { Candidate } from '../../loop/types.ts';
import type { Idea, Sketch } from './idea.ts';
import { idiomOf, knownIdioms } from './idiom.ts';
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

/** What only a habit writes is taken to be so much less likely where nothing was learned: no template has thought of it. */
export const UNHEARD_OF = 0.1;

const SLOT = /(?<![\p{L}\p{N}_$])_(?![\p{L}\p{N}_$])/gu;
const MOST_NAMES = 8;
/** Longer code than this has no operator or member put behind it. */
const SHORT = 40;

/**
 * The ideas of one suspect, each raised by the record of its idiom. What has mended a share of the tasks here has that share of the
 * belief and no more, however many places it fits: an idiom that could stand before every statement would otherwise
 * outweigh all else in a task that it does not mend.
 */
export function raisedByHabits(
  ideas: readonly Sketch[],
  known: ReadonlyMap<string, { readonly raise: number; readonly rate: number }>,
): readonly Sketch[] {
  const idioms = ideas.map(({ text, replacements }) => idiomOf(text, replacements) ?? '');
  const sums = new Map<string, number>();
  let all = 0;
  for (const [at, { plain }] of ideas.entries()) {
    const idiom = idioms[at] ?? '';
    all += plain;
    if (known.has(idiom)) sums.set(idiom, (sums.get(idiom) ?? 0) + plain);
  }
  return ideas.map((idea, at) => {
    const idiom = idioms[at] ?? '';
    const record = known.get(idiom);
    if (record === undefined) return idea;
    const most = (record.rate * all) / (sums.get(idiom) ?? all);
    return { ...idea, weight: idea.plain * (1 + Math.min(record.raise, most)) };
  });
}

/** How much more an idea weighs for what was learned: finite, also where no template is believed to write it at all. */
export function raisedOf({
  weight,
  plain,
  unlearned = plain,
}: Pick<Idea, 'weight' | 'plain' | 'unlearned'>): Pick<Candidate, 'raised'> {
  const before = unlearned > 0 ? unlearned : plain * UNHEARD_OF;
  return weight > before && before > 0 ? { raised: weight / before } : {};
}

interface Habit {
  readonly gone: string;
  readonly put: string;
  readonly slots: number;
}

/** What mended this project before, written down once more in every place where it fits, with the names that are there. */
export function habits(situation: Parameters<typeof knownIdioms>[0]): {
  readonly weights: ReturnType<typeof knownIdioms>;
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
    for (const { text, share } of filled(put, slots, node, module)) yield before(node, text, module, share);
  } else if (isBehind(node, put, module)) {
    const gap = put.startsWith('.') ? '' : ' ';
    for (const { text, share } of filled(put, slots, node, module)) {
      const label = `\`${text}\` behind \`${textOf(module, node)}\``;
      yield insert(node.end, `${gap}${text}`, label, 0.6 * share);
    }
  }
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

interface Filled {
  readonly text: string;
  /** What fits in many ways is less likely in each of them; of all together at most 1. */
  readonly share: number;
}

/** The text with the names that can be read there in its open places; the likeliest names first. */
function filled(put: string, slots: number, node: SyntaxNode, module: SourceModule): readonly Filled[] {
  if (slots === 0) return [{ text: put, share: 1 }];
  const scope = functionOf(node, module);
  const declared = scope === undefined ? namesAt(node, module) : declaredIn(scope, module);
  const names = readableAt(node.start, declared)
    .filter(({ kind }) => kind === 'value')
    .map(({ text }) => text);
  // The nearest are declared last.
  const near = [...new Set(names)].slice(-MOST_NAMES);
  const open = [...put.matchAll(SLOT)].map(({ index }) => put.slice(index + 1));
  const [first = [], second = [{ name: '', fit: 1 }]] = open.map((rest) =>
    near.map((name) => ({ name, fit: knownFit(name, rest, module) })),
  );
  const all = first.flatMap((a) => second.map((b) => ({ names: [a.name, b.name], fit: a.fit * b.fit })));
  const sum = all.reduce((total, { fit }) => total + fit, 0);
  return all
    .toSorted((a, b) => b.fit - a.fit)
    .map(({ names: [a = '', b = a], fit }) => {
      const texts = [a, b];
      return { text: put.replace(SLOT, () => texts.shift() ?? a), share: fit / sum };
    });
}

/** By file: the same names are asked about before each of its statements. */
const fits = new WeakMap<SourceModule, Map<string, number>>();

function knownFit(name: string, rest: string, module: SourceModule): number {
  const known = fits.get(module) ?? new Map<string, number>();
  fits.set(module, known);
  const key = `${name}\n${rest}`;
  const fit = known.get(key) ?? fitOf(name, rest, module.text);
  known.set(key, fit);
  return fit;
}

/** A name that is nowhere in the file used as it is there. */
const UNLIKE = 0.1;

/**
 * How far a name suits an open place, by what follows it there: a member that it has elsewhere in the file, or a value that
 * it is given elsewhere. A name that is a list or an object made there may have any method.
 */
function fitOf(name: string, rest: string, text: string): number {
  const quoted = name.replaceAll('$', String.raw`\$`);
  const has = (pattern: string, ahead = String.raw`(?<![\w$.])`): boolean =>
    new RegExp(`${ahead}${quoted}${pattern}`).test(text);
  const [, member, called] = /^\??\.([\w$]+)(\()?/.exec(rest) ?? [];
  if (member !== undefined) {
    if (has(String.raw`\??\.${member.replaceAll('$', String.raw`\$`)}(?![\w$])`)) return 1;
    return called !== undefined && has(String.raw`(?:: [^=\n]+)? = (?:\[|\{|new\b)`) ? 1 : UNLIKE;
  }
  if (/^\s*(?:[-+*/%]?=(?!=)|\+\+|--)/.test(rest))
    return has(String.raw`(?:: [^=\n]+)?\s*(?:[-+*/%]?=(?![=>])|\+\+|--)`, String.raw`(?<![\w$.]|const )`)
      ? 1
      : UNLIKE;
  return 1;
}
