import type { Constants } from './constants.ts';
import { asRecorded, changed, type Draft, type Site, sitesOf } from './drafts.ts';
import { hasReference, kindOf } from './variants.ts';
import { isTagged, type WireCall, type WireValue } from './wire-value.ts';

/** What candidates change, for inputs that are directed at it. */
export interface Focus {
  /** Functions that are changed, as `path#Class.method`. */
  readonly functions: ReadonlySet<string>;
  /** What stands in the changed lines, before and after. */
  readonly lines: Constants;
  /** What stands in the changed functions. */
  readonly around: Constants;
  /** Words of the changed lines: a field that they name is looked at as an argument is. */
  readonly names: ReadonlySet<string>;
  /** Tests that passed before. */
  readonly green: ReadonlySet<string>;
}

/** Calls of a function that are varied, of all functions, values for each place, and inputs in all. */
const MOST = { each: 24, calls: 40, values: 24, inputs: 120 };

/**
 * The recorded calls of the changed functions, whoever makes them, with one argument that is what the changed code
 * compares with, or next to it: a condition that a patch widens or narrows changes its mind there, however seldom tests
 * come by. What the changed lines hold comes first, then what stands beside the argument, then the ends of its kind.
 */
export function directedAt(calls: readonly WireCall[], focus: Focus): readonly Draft[] {
  const own = calls.filter((call) => focus.functions.has(call.function));
  const counts = new Map<string, number>();
  const sites = distinct(own.length > 0 ? own : calls.filter(({ isEntry }) => isEntry))
    .filter(({ function: name }) => {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      return (counts.get(name) ?? 0) <= MOST.each;
    })
    .slice(0, MOST.calls)
    .flatMap(sitesOf)
    .filter((site) => isLookedAt(site, focus));
  const others = new Map<string, WireValue[]>();
  for (const { place, value } of sites) others.set(place, [...(others.get(place) ?? []), value]);
  const isBeside = besideWhatFails(own, focus);
  const drafts = sites.flatMap((site) =>
    valuesAt(site, focus, others.get(site.place) ?? []).map((value, rank) => {
      const draft = { ...changed(asRecorded(site.call), site, value, false), isDirected: true };
      return { rank, draft: isBeside(draft) ? { ...draft, isBeside: true } : draft };
    }),
  );
  return drafts
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ draft }) => draft)
    .filter(firstOf(keyOf))
    .slice(0, MOST.inputs);
}

/**
 * Whether a call lies beside what failing tests are about: it passes a text or a flag that tests pass which were passing
 * before, and no failing one. Where `/` fails, `+` does.
 */
function besideWhatFails(calls: readonly WireCall[], { green }: Focus): (draft: Draft) => boolean {
  const passing = new Set<string>();
  const failing = new Set<string>();
  const kindsOf = (call: WireCall, args: readonly WireValue[]): readonly string[] =>
    args.flatMap((value, index) =>
      typeof value === 'string' || typeof value === 'boolean'
        ? [JSON.stringify([call.function, index, value])]
        : [],
    );
  for (const call of calls)
    for (const kind of kindsOf(call, call.steps.at(-1)?.args ?? []))
      (green.has(call.test) ? passing : failing).add(kind);
  return ({ call, args }) =>
    failing.size > 0 &&
    kindsOf(call, args.at(-1)?.[1] ?? []).some((kind) => passing.has(kind) && !failing.has(kind));
}

/** An argument of the call itself, or a field that the changed lines name. */
function isLookedAt({ call, step, path, place, value }: Site, { names }: Focus): boolean {
  if (hasReference(value)) return false;
  if (step === call.steps.length - 1 && path.length === 0) return true;
  return names.has(place.slice(place.lastIndexOf('.') + 1));
}

/** What to put in a place, the most telling first; none is what stands there. */
function valuesAt(site: Site, { lines, around }: Focus, others: readonly WireValue[]): readonly WireValue[] {
  const { value } = site;
  const beside = (site.call.steps[site.step]?.args ?? []).filter((_, index) => index !== site.argument);
  const wanted = [
    ...valuesLike(value, lines, beside, others),
    ...others.filter((each) => !hasReference(each)),
    ...(site.path.length === 0 ? lines.nothing : []),
    ...valuesLike(value, around, [], others),
  ];
  const own = JSON.stringify(value);
  return wanted
    .filter((each) => JSON.stringify(each) !== own)
    .filter(firstOf((each) => JSON.stringify(each)))
    .slice(0, MOST.values);
}

function valuesLike(
  value: WireValue,
  { numbers, strings }: Constants,
  beside: readonly WireValue[],
  others: readonly WireValue[],
): readonly WireValue[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'string')
    return [...strings, ...beside.filter((each) => typeof each === 'string'), ''];
  const number = numberOf(value);
  if (number !== undefined) {
    const lowest = Math.min(number, ...others.flatMap((each) => numberOf(each) ?? []));
    const wanted = [
      ...numbers,
      ...beside.flatMap((each) => numberOf(each) ?? lengthOf(each) ?? []),
      0,
      1,
      ...numbers.flatMap((each) => [each + 1, each - 1]),
      -1,
    ];
    // Below nothing is no boundary where nobody goes there.
    return wanted.filter((each) => each >= 0 || lowest < 0).map((each) => numberLike(value, each));
  }
  if (isTagged(value) && (value.t === 'array' || value.t === 'tuple'))
    return [
      { t: value.t, v: [] },
      { t: value.t, v: value.v.slice(0, 1) },
    ];
  return [];
}

function numberOf(value: WireValue): number | undefined {
  if (typeof value === 'number') return value;
  return isTagged(value) && value.t === 'float' ? Number(value.v) : undefined;
}

function lengthOf(value: WireValue): number | undefined {
  if (typeof value === 'string') return value.length;
  return isTagged(value) && (value.t === 'array' || value.t === 'tuple') ? value.v.length : undefined;
}

/** A number of the kind that another is: Python tells 1 from 1.0. */
function numberLike(value: WireValue, number: number): WireValue {
  if (kindOf(value) !== 'number' || !isTagged(value)) return number;
  return { t: 'float', v: Number.isInteger(number) ? `${number}.0` : String(number) };
}

function distinct(calls: readonly WireCall[]): readonly WireCall[] {
  return calls.filter(firstOf((call) => JSON.stringify([call.function, call.steps])));
}

/** The same for drafts that call the same with the same. */
export function keyOf(draft: Draft): string {
  let key = keys.get(draft);
  if (key === undefined) {
    const args = new Map(draft.args);
    key = JSON.stringify([
      draft.call.function,
      draft.call.steps.map((step, index) => [step.kind, step.name, args.get(index) ?? step.args]),
    ]);
    keys.set(draft, key);
  }
  return key;
}

const keys = new WeakMap<Draft, string>();

/** Whether something is the first with its key. */
export function firstOf<T>(keyOfEach: (each: T) => string): (each: T) => boolean {
  const seen = new Set<string>();
  return (each) => {
    const key = keyOfEach(each);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}
