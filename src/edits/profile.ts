import { withoutTypography } from './decode.ts';
import { isOptional, meaningOf, tokensOf } from './tokens.ts';

/** Lines as the alignment sees them; arrays by line, for speed. */
export interface Profile {
  readonly texts: readonly string[];
  /** Lines of the same number mean the same: space, quotes and a last comma or semicolon do not count. */
  readonly key: Int32Array;
  /** As `key`, but for comments too. Zero when nothing but a comment is there. */
  readonly code: Int32Array;
  /** How much finding the line says, 0..1: a lone brace says little. */
  readonly weight: Float64Array;
  readonly kind: readonly LineKind[];
  /** What each line says, in a form that likeness is measured by. */
  readonly essences: readonly string[];
  /**
   * Which pairs of neighbouring characters occur, hashed into 256 bits: eight words for each line. Worked out when a
   * line is first compared.
   */
  readonly pairs: Int32Array;
  /** Bits set in `pairs`; -1 where they are not worked out. */
  readonly size: Int32Array;
}

export type LineKind = 'code' | 'comment' | 'blank';

/** Numbers for texts, the same for all lines that are compared. */
export type Numbers = Map<string, number>;

const WORDS = 8;

export function profileOf(texts: readonly string[], numbers: Numbers): Profile {
  const count = texts.length;
  const profile = {
    texts,
    key: new Int32Array(count),
    code: new Int32Array(count),
    weight: new Float64Array(count),
    kind: new Array<LineKind>(count),
    essences: new Array<string>(count),
    pairs: new Int32Array(count * WORDS),
    size: new Int32Array(count).fill(-1),
  };
  const number = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size + 1);
    return numbers.size;
  };
  // Braces and blank lines come again and again.
  const seen = new Map<string, number>();
  for (const [i, text] of texts.entries()) {
    const twin = seen.get(text);
    if (twin !== undefined) {
      copy(profile, twin, i);
      continue;
    }
    seen.set(text, i);
    const { key, code, weight, kind } = essence(text);
    profile.key[i] = number(key);
    profile.code[i] = code === '' ? 0 : number(code);
    profile.weight[i] = weight;
    profile.kind[i] = kind;
    profile.essences[i] = key;
  }
  return profile;
}

function copy(profile: Profile & { kind: LineKind[]; essences: string[] }, from: number, to: number): void {
  profile.key[to] = profile.key[from] ?? 0;
  profile.code[to] = profile.code[from] ?? 0;
  profile.weight[to] = profile.weight[from] ?? 0;
  profile.kind[to] = profile.kind[from] ?? 'blank';
  profile.essences[to] = profile.essences[from] ?? '';
}

const FOREIGN = /[^\t -~]/;

/** As a keyboard writes it: a model writes plain marks for typographic ones, and accents in another way. */
function asTyped(text: string): string {
  return FOREIGN.test(text) ? withoutTypography(text.normalize('NFC')) : text;
}

/** A line as far as its meaning goes. */
function essence(written: string): { key: string; code: string; weight: number; kind: LineKind } {
  const tokens = tokensOf(asTyped(written));
  if (tokens.length === 0) return { key: '', code: '', weight: 0.02, kind: 'blank' };
  const comment = tokens.at(-1)?.kind === 'comment' ? meaningOf(tokens.at(-1) as never) : '';
  if (comment !== '') tokens.pop();
  while (isOptional(tokens.at(-1)) && tokens.length > 1) tokens.pop();
  let code = '';
  let telling = 0;
  for (const token of tokens) {
    // Two words in a row stay two; beside a mark the space does not matter.
    code += `${token.kind === 'mark' ? '' : ' '}${meaningOf(token)}`;
    if (token.kind !== 'mark') telling += 1;
  }
  if (tokens.length === 0) {
    const words = comment.match(/\p{L}{2,}/gu)?.length ?? 0;
    const weight = words === 0 ? 0.05 : Math.min(0.5, 0.1 + 0.06 * words);
    return { key: comment, code: '', weight, kind: 'comment' };
  }
  const weight = telling === 0 ? 0.12 : Math.min(1, 0.25 + 0.15 * telling);
  return { key: comment === '' ? code : `${code} ${comment}`, code, weight, kind: 'code' };
}

function notePairs(key: string, pairs: Int32Array, from: number): number {
  let size = 0;
  for (let i = 0; i < key.length; i += 1) {
    const hash =
      Math.imul(key.charCodeAt(i) * 131 + (i + 1 < key.length ? key.charCodeAt(i + 1) : 7), -1640531527) >>>
      24;
    const at = from + (hash >>> 5);
    const bit = 1 << (hash & 31);
    const word = pairs[at] ?? 0;
    if ((word & bit) !== 0) continue;
    pairs[at] = word | bit;
    size += 1;
  }
  return size;
}

/** Likeness of two lines in 0..1, by the pairs of characters that both have (Dice, 1945). */
export function likeness(a: Profile, i: number, b: Profile, j: number): number {
  if (a.key[i] === b.key[j]) return 1;
  const sizeA = sizeOf(a, i);
  const sizeB = sizeOf(b, j);
  // The smaller one bounds what both can have.
  if (Math.min(sizeA, sizeB) * 3 < Math.max(sizeA, sizeB)) return 0;
  let both = 0;
  for (let w = 0; w < WORDS; w += 1)
    both += bits((a.pairs[i * WORDS + w] ?? 0) & (b.pairs[j * WORDS + w] ?? 0));
  const dice = (2 * both) / (sizeA + sizeB);
  return a.code[i] !== 0 && a.code[i] === b.code[j] ? Math.max(0.97, dice) : Math.min(dice, 0.97);
}

function sizeOf({ size, essences, pairs }: Profile, i: number): number {
  const known = size[i] ?? -1;
  if (known >= 0) return known;
  const counted = notePairs(essences[i] ?? '', pairs, i * WORDS);
  size[i] = counted;
  return counted;
}

function bits(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
