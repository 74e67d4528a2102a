import { partsOf, withPart } from './sites.ts';
import { isTagged, type WireValue } from './wire-value.ts';

/** What a value may be changed to by: what was seen in calls and stands in the code. */
export interface Pool {
  readonly numbers: readonly number[];
  readonly strings: readonly string[];
  /** Values that other calls passed at the same place. */
  readonly siblings: readonly WireValue[];
  /** Whether a whole number may as well be a fraction; a language with integers of their own tells them apart. */
  readonly mayBeFraction: boolean;
  /** Whether nothing (`null`, `undefined`, `None`) is to be expected there. */
  readonly nothing: readonly WireValue[];
}

/** A value in place of another. `isNear`: such as the tests pass, in kind and range. */
export interface Variant {
  readonly value: WireValue;
  readonly isNear: boolean;
}

const DAY = 86_400_000;

/** Values next to a value: boundaries, empty ones, shorter and longer ones, those of other calls. Without the value. */
export function variantsOf(value: WireValue, pool: Pool): readonly Variant[] {
  const near = pool.siblings.filter((each) => !hasReference(each) && kindOf(each) === kindOf(value));
  const all: Variant[] = [
    ...near.map((each) => ({ value: each, isNear: true })),
    ...ownVariants(value, pool),
    ...pool.nothing.map((each) => ({
      value: each,
      isNear: pool.siblings.some((other) => same(other, each)),
    })),
  ];
  const seen = new Set([JSON.stringify(value)]);
  return all.filter((each) => {
    const key = JSON.stringify(each.value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function same(a: WireValue, b: WireValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What kind of value it is, for telling whether one may stand for another. */
export function kindOf(value: WireValue): string {
  if (!isTagged(value)) return value === null ? 'null' : typeof value;
  return value.t === 'float' || value.t === 'number' ? 'number' : value.t;
}

/** Whether it holds what only one call has. */
export function hasReference(value: WireValue): boolean {
  if (!isTagged(value)) return false;
  switch (value.t) {
    case 'live':
    case 'instance':
    case 'cut':
      return true;
    case 'array':
    case 'tuple':
    case 'set':
      return value.v.some(hasReference);
    case 'object':
      return value.v.some(([, item]) => hasReference(item));
    case 'map':
      return value.v.some(([key, item]) => hasReference(key) || hasReference(item));
    default:
      return false;
  }
}

function ownVariants(value: WireValue, pool: Pool): readonly Variant[] {
  if (typeof value === 'boolean') return [{ value: !value, isNear: true }];
  if (typeof value === 'number') return numbers(value, pool, pool.mayBeFraction);
  if (typeof value === 'string') return strings(value, pool);
  if (!isTagged(value)) return pool.siblings.map((each) => ({ value: each, isNear: true }));
  switch (value.t) {
    case 'float':
      return numbers(Number(value.v), pool).map((each) => ({
        ...each,
        value: { t: 'float', v: floatText(Number(each.value)) } as const,
      }));
    case 'date':
      return [1, -1, DAY, -DAY, 31 * DAY].map((step) => ({
        value: { t: 'date', v: String(Number(value.v) + step) } as const,
        isNear: true,
      }));
    case 'array':
    case 'tuple':
      return lists(value.v, pool).map((each) => ({ ...each, value: { t: value.t, v: each.items } }));
    case 'set':
      return value.v.length === 0
        ? []
        : [
            { value: { t: 'set', v: [] }, isNear: false },
            { value: { t: 'set', v: value.v.slice(1) }, isNear: true },
          ];
    case 'map':
      return value.v.length === 0
        ? []
        : [
            { value: { t: 'map', v: [] }, isNear: false },
            { value: { t: 'map', v: value.v.slice(1) }, isNear: true },
            { value: { t: 'map', v: value.v.toReversed() }, isNear: true },
          ];
    default:
      return [];
  }
}

function floatText(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/**
 * What lies outside of what was seen is not near: below nothing, between whole numbers. Fractions are tried only where
 * a number may be one.
 */
function numbers(
  value: number,
  pool: Pool,
  mayBeFraction = true,
): { readonly value: number; readonly isNear: boolean }[] {
  const seen = pool.siblings.flatMap((each) => {
    if (typeof each === 'number') return [each];
    return isTagged(each) && each.t === 'float' ? [Number(each.v)] : [];
  });
  const known = [...seen, value];
  const lowest = Math.min(...known);
  const isWhole = known.every(Number.isInteger);
  const isNear = (each: number): boolean =>
    (!isWhole || Number.isInteger(each)) && (lowest < 0 || each >= (lowest >= 1 ? 1 : 0));
  const around = [value + 1, value - 1, 0, 1, 2, 3, -1, -value, value * 2, Math.trunc(value / 2), value * 3];
  // What is divided by a constant changes its mind at its multiples.
  const multiples = pool.numbers
    .filter((each) => Number.isInteger(each) && each >= 2)
    .flatMap((each) => [1, 0, -1].map((step) => Math.floor(value / each) * each + step));
  const wanted = [...around, ...pool.numbers.flatMap((each) => [each, each + 1, each - 1]), ...multiples];
  if (mayBeFraction)
    wanted.push(value + 0.5, value - 0.5, value / 2, ...pool.numbers.map((each) => each - 0.5));
  const most = 2 * Math.max(2000, ...known.map(Math.abs));
  return wanted
    .filter((each) => Number.isFinite(each) && Math.abs(each) <= most)
    .map((each) => ({ value: Object.is(each, -0) ? 0 : Number(each.toPrecision(12)), isNear: isNear(each) }));
}

function strings(value: string, pool: Pool): readonly Variant[] {
  const middle = Math.floor(value.length / 2);
  const near = [
    value.slice(1),
    value.slice(0, -1),
    value + value,
    value.slice(0, 1),
    `${value}s`,
    value.toUpperCase(),
    value.toLowerCase(),
    [...value].toReversed().join(''),
    `${value.slice(0, middle)}${value.slice(middle + 1)}`,
    value.length > 0 ? value + value.slice(-1) : 'a',
    ...kindsOfCharacters(value),
    ...pool.strings,
  ].filter((each) => each !== '' && each.length <= 400);
  const far = ['', ' ', ` ${value} `, `${value.slice(0, middle)} ${value.slice(middle)}`, `${value}0`];
  return [
    ...near.map((each) => ({ value: each, isNear: true })),
    ...far.map((each) => ({ value: each, isNear: false })),
  ];
}

/** The same with characters of other kinds: what looks at kinds of characters is told apart by which there are. */
function kindsOfCharacters(value: string): readonly string[] {
  const letters = value.replaceAll(/\d/g, 'a');
  const capital = `${value.slice(0, 1).toUpperCase()}${value.slice(1)}`;
  return [
    letters,
    letters.toUpperCase(),
    capital,
    `${capital}1`,
    `${value}1`,
    `${letters.toUpperCase()}1`,
    `${value}!`,
  ];
}

function lists(
  items: readonly WireValue[],
  pool: Pool,
): readonly { readonly items: readonly WireValue[]; readonly isNear: boolean }[] {
  const first = items.slice(0, 1);
  const last = items.slice(-1);
  const changed = [
    items.slice(1),
    items.slice(0, -1),
    items.toReversed(),
    [...items, ...first],
    [...last, ...items],
    first,
    last,
    items.length > 1 ? [...items.slice(1, 2), ...first, ...items.slice(2)] : items,
    items.length <= 10 ? [...items, ...items] : items,
    ...grown(items, pool),
  ];
  return [
    { items: [], isNear: false },
    ...changed.filter((each) => each.length > 0).map((each) => ({ items: each, isNear: true })),
  ];
}

/** Longer lists, with items like those that there are and not the same. */
function grown(items: readonly WireValue[], pool: Pool): readonly (readonly WireValue[])[] {
  const numbers = items.flatMap((item) => (typeof item === 'number' ? [item] : []));
  if (numbers.length > 0 && numbers.length === items.length) {
    const most = Math.max(...numbers);
    const least = Math.min(...numbers);
    return [
      [...items, most + 1],
      [...items, most + 1, most + 4],
      [least - 2, ...items],
      [...items, most + 3, least, most + 1],
      [most + 2, ...items, least],
    ];
  }
  const [first] = items;
  if (first === undefined) return pool.siblings.length === 0 ? [] : [[0], ['a']];
  // The first few kinds of change that an item has, on a few of its parts.
  const others = partsOf(first, 1).flatMap(({ path, value }) =>
    hasReference(value)
      ? []
      : ownVariants(value, { ...pool, siblings: [] })
          .filter(({ isNear }) => isNear)
          .slice(0, 2)
          .map((variant) => withPart(first, path, variant.value)),
  );
  const few = others.slice(0, 4);
  return [
    ...few.flatMap((other) => [
      [...items, other],
      [other, ...items],
    ]),
    [...few, ...items],
  ];
}
