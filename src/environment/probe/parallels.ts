import { binaryOf, type Part } from './parts.ts';

/** Code of fewer words is like any other. */
const LEAST_WORDS = 5;
/** Code of more is compared in its parts. */
const MOST_WORDS = 160;
/** What takes more exchanges than this share of its words is no copy. */
const MOST_EXCHANGED = 0.5;
/** A twin is at least this long, and takes exchanges of no more than this share of its words. */
const TWIN = { words: 16, exchanged: 0.15 } as const;

/** A stretch of code as it is compared with others. */
interface Stretch {
  readonly part: Part;
  /** Equal for what is built alike: names, numbers and operators of a kind may differ. */
  readonly shape: string;
  readonly words: readonly Word[];
}

interface Word {
  readonly text: string;
  readonly isOperator: boolean;
}

const OPERATORS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    order: ['<', '<=', '>', '>='],
    equality: ['==', '!=', '===', '!==', 'is', 'is not', 'in', 'not in'],
    logic: ['&&', '||', 'and', 'or', '??'],
    arithmetic: ['+', '-', '*', '/', '//', '%'],
    assignment: ['=', '+=', '-=', '*=', '/='],
    update: ['++', '--'],
    truth: ['true', 'false', 'True', 'False'],
  }).flatMap(([kind, texts]) => texts.map((text) => [text, kind] as const)),
);

const MIRRORED: Readonly<Record<string, string>> = { '>': '<', '>=': '<=' };

/**
 * What is built alike in a file. Of a pair of siblings each word of the one stands for one word of the other; a word that was
 * forgotten breaks this (after the copy-paste bugs of Li et al., CP-Miner, 2006).
 */
export class Parallels {
  readonly #byShape = new Map<string, Stretch[]>();
  readonly #byPart = new Map<Part, Stretch>();

  constructor(root: Part) {
    this.#read(root);
  }

  /**
   * How many exchanges of a word for another make a part of the one in its file that is most like it, those that contradict
   * one another included; undefined where nothing else is built so.
   * @param elsewhere other files whose parts are compared with as well
   */
  exchangesFor(part: Part, elsewhere: readonly Parallels[] = []): number | undefined {
    const own = this.#byPart.get(part);
    if (own === undefined || own.words.length < LEAST_WORDS || own.words.length > MOST_WORDS)
      return undefined;
    const others = [
      ...(this.#byShape.get(own.shape) ?? []).filter(
        ({ part: other }) => other.end <= part.start || other.start >= part.end,
      ),
      ...elsewhere.flatMap((each) => each.#byShape.get(own.shape) ?? []),
    ];
    const exchanges = Math.min(...others.map((other) => exchangesOf(other.words, own.words)));
    return exchanges <= MOST_EXCHANGED * own.words.length ? exchanges : undefined;
  }

  /** Whether a part is long enough for that and is built the same as another, here or in the other files, but for a few words. */
  isTwin(part: Part, elsewhere: readonly Parallels[]): boolean {
    const length = this.#byPart.get(part)?.words.length ?? 0;
    const exchanges = length < TWIN.words ? undefined : this.exchangesFor(part, elsewhere);
    return exchanges !== undefined && exchanges <= TWIN.exchanged * length;
  }

  #read(part: Part): Stretch {
    const { shape, words } = this.#composed(part);
    const stretch: Stretch = { part, shape, words };
    this.#byPart.set(part, stretch);
    if (part.isNamed && words.length >= LEAST_WORDS && words.length <= MOST_WORDS)
      this.#byShape.set(shape, [...(this.#byShape.get(shape) ?? []), stretch]);
    return stretch;
  }

  #composed(part: Part): Pick<Stretch, 'shape' | 'words'> {
    if (part.children.length === 0) {
      const kind = OPERATORS.get(part.text);
      if (kind !== undefined) return { shape: kind, words: [{ text: part.text, isOperator: true }] };
      // Names of every kind may stand for one another, marks may not.
      const shape = !part.isNamed
        ? part.text
        : /identifier|name|this|self/.test(part.type)
          ? 'name'
          : part.type;
      return { shape, words: part.isNamed ? [{ text: part.text, isOperator: false }] : [] };
    }
    const inner = part.children.map((child) => this.#read(child));
    const mirrored = MIRRORED[binaryOf(part)?.operator ?? ''];
    const [left, operator, right] = inner;
    // `b > a` is built like `a < b`.
    const ordered =
      mirrored === undefined || left === undefined || operator === undefined || right === undefined
        ? inner
        : [right, { ...operator, words: [{ text: mirrored, isOperator: true }] }, left];
    return {
      shape: `${part.type}(${ordered.map(({ shape }) => shape).join(' ')})`,
      words: ordered.flatMap(({ words }) => words),
    };
  }
}

/**
 * Distinct exchanges, those of two words for each other once, and one for each further meaning of a word. Names are taken
 * apart: where `column` is exchanged for `row`, `columnFixed` stands for `rowFixed`.
 */
function exchangesOf(one: readonly Word[], other: readonly Word[]): number {
  const pairs = new Set<string>();
  const [words, pieces] = [new Meanings(), new Meanings()];
  for (const [index, word] of one.entries()) {
    const counterpart = other[index] ?? word;
    const [own, its] = [piecesOf(word), piecesOf(counterpart)];
    const [left, right] = own.length === its.length ? [own, its] : [[word.text], [counterpart.text]];
    for (const [place, a] of left.entries()) {
      const b = right[place] ?? a;
      if (a !== b && !pairs.has(`${b}\n${a}`)) pairs.add(`${a}\n${b}`);
      if (!word.isOperator) pieces.add(a, b);
    }
    if (!word.isOperator) words.add(word.text, counterpart.text);
  }
  return pairs.size + words.further() + pieces.further(words);
}

/** What words stand for, in both directions. */
class Meanings {
  readonly forth = new Map<string, Set<string>>();
  readonly back = new Map<string, Set<string>>();

  add(one: string, other: string): void {
    this.forth.set(one, (this.forth.get(one) ?? new Set()).add(other));
    this.back.set(other, (this.back.get(other) ?? new Set()).add(one));
  }

  /** Meanings beyond the first of each word, less those that are known already. */
  further(known?: Meanings): number {
    return beyond(this.forth, known?.forth) + beyond(this.back, known?.back);
  }
}

type Sets = ReadonlyMap<string, ReadonlySet<string>>;

function beyond(own: Sets, known: Sets = new Map()): number {
  let sum = 0;
  for (const [word, { size }] of own) sum += Math.max(0, size - (known.get(word)?.size ?? 1));
  return sum;
}

const NAME = /^#?[A-Za-z_$][\w$]*$/;

/** The words that a name is put together from, all but the first in lower case; all of it where it is none. */
function piecesOf({ text }: Word): readonly string[] {
  if (!NAME.test(text)) return [text];
  return text
    .split(/(?<=[A-Za-z\d])_+|(?<=[a-z\d])(?=[A-Z])/)
    .map((piece, index) => (index === 0 ? piece : piece.toLowerCase()));
}

/** The parts around a range, from the whole file to the smallest. */
function around(root: Part, start: number, end: number): readonly Part[] {
  const found: Part[] = [root];
  for (;;) {
    const inner = found.at(-1)?.children.find((child) => child.start <= start && child.end >= end);
    if (inner === undefined) return found;
    found.push(inner);
  }
}

/** A text whose stretches are known. */
interface Aligned {
  readonly root: Part;
  readonly parallels: Parallels;
}

/**
 * By how many exchanges fewer the changed code differs from other code of its file that is built alike, both before and
 * after: that of the widest stretch around the change. 0 where nothing is; below 0 where by more.
 * @param range the stretch that changed: in the text before, and after
 */
export function alignmentOf(
  before: Aligned,
  after: Aligned,
  { start, end, newEnd }: { readonly start: number; readonly end: number; readonly newEnd: number },
): number {
  const [was, is] = [around(before.root, start, end), around(after.root, start, newEnd)];
  for (const [depth, one] of was.entries()) {
    const other = is[depth];
    if (other === undefined || one.type !== other.type) return 0;
    const a = before.parallels.exchangesFor(one);
    const b = after.parallels.exchangesFor(other);
    if (a !== undefined && b !== undefined) return a - b;
  }
  return 0;
}

/**
 * Whether a change makes a longer piece of code around it the same as another but for a few words, where before nothing was
 * built like it. No accident does that.
 * @param range the stretch that changed: in the text before, and after
 * @param elsewhere other files that may have the twin
 */
export function becomesTwin(
  before: Aligned,
  after: Aligned,
  { start, end, newEnd }: { readonly start: number; readonly end: number; readonly newEnd: number },
  elsewhere: readonly Parallels[],
): boolean {
  const was = around(before.root, start, end);
  return around(after.root, start, newEnd).some((part, depth) => {
    const own = was[depth];
    return (
      own?.type === part.type &&
      after.parallels.isTwin(part, elsewhere) &&
      before.parallels.exchangesFor(own, elsewhere) === undefined
    );
  });
}
