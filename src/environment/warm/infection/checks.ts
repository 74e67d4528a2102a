import type { Syntax } from '../../../syntax/syntax.ts';
import type { WirePlace } from '../protocol.ts';
import type { Variant } from '../schemata.ts';
import { SAME } from './names.ts';
import { codeIn, type Place, placesAround } from './places.ts';

/** Which of the values of a place is asked for: 0 is the original's. */
const AT = '__credenceAt';

export interface Checks {
  /** The original, which does what it does and has noted which variants would have given another value. */
  readonly text: string;
  readonly places: readonly WirePlace[];
  /** Of which variants it can be told, by their places in the list. */
  readonly told: ReadonlySet<number>;
}

interface Found extends Place {
  readonly variants: { readonly index: number; readonly code: string }[];
}

/**
 * Has the original evaluate, wherever it evaluates an expression that variants change, these too: a variant whose value
 * never differs there cannot be told from the original by these tests (weak mutation: Howden, 1982; the infection of
 * states: Voas, 1992). Undefined where that can be done for no variant.
 */
export async function checksOf(
  syntax: Syntax,
  path: string,
  original: string,
  variants: readonly Variant[],
): Promise<Checks | undefined> {
  const around = await syntax.beforeEdit(path, original, original, (root) =>
    variants.map((variant) => placesAround(root, variant)),
  );
  const found = new Map<string, Found>();
  for (const [index, places] of (around ?? []).entries()) {
    const variant = variants[index];
    if (variant === undefined) continue;
    for (const place of places) {
      const text =
        original.slice(place.start, variant.start) + variant.text + original.slice(variant.end, place.end);
      const code = await syntax.withTree(path, `(${text})`, (root) => codeIn(place, root, text));
      if (code === undefined) continue;
      const key = `${place.start}:${place.end}`;
      const known = found.get(key) ?? { ...place, variants: [] };
      known.variants.push({ index, code });
      found.set(key, known);
      break;
    }
  }
  if (found.size === 0) return undefined;
  // What begins first comes first, and what holds another before it.
  const all = [...found.values()].toSorted((a, b) => a.start - b.start || b.end - a.end);
  return {
    text: withChecks(original, all),
    places: all.map(({ variants: own, isCondition }) => ({
      variants: own.map(({ index }) => index),
      isCondition,
    })),
    told: new Set(all.flatMap(({ variants: own }) => own.map(({ index }) => index))),
  };
}

/** @param places sorted */
function withChecks(original: string, places: readonly Found[]): string {
  let text = '';
  let from = 0;
  const open: number[] = [];
  const upTo = (at: number): void => {
    for (let end = open.at(-1); end !== undefined && end <= at; end = open.at(-1)) {
      text += `${original.slice(from, end)}))`;
      from = end;
      open.pop();
    }
    text += original.slice(from, at);
    from = at;
  };
  for (const [number, { start, end, code, variants }] of places.entries()) {
    upTo(start);
    const others = variants.map(({ code: other }, index) => `${AT}===${index + 1}?${other}:`).join('');
    text += `${SAME}(${number},(${AT})=>${others}${code},()=>(`;
    open.push(end);
  }
  upTo(original.length);
  return text;
}
