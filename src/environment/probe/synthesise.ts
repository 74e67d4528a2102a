import { type Random, seededRandom } from '../../belief/random.ts';
import { crossings, lengthened, sequencesOf } from './combinations.ts';
import type { Constants } from './constants.ts';
import { directedAt, type Focus, firstOf, keyOf } from './directed.ts';
import { asRecorded, changed, type Draft, type Site, sitesOf } from './drafts.ts';
import { preconditionsOf } from './preconditions.ts';
import { partsOf } from './sites.ts';
import { type Pool, type Variant, variantsOf } from './variants.ts';
import { isTagged, type WireCall, type WireInput, type WireValue } from './wire-value.ts';

/** An input and where it comes from. */
export interface Input extends WireInput {
  readonly call: WireCall;
  /** As a test passed it. */
  readonly isRecorded: boolean;
  /** Such as the tests pass, in kind and range, and in what all that they pass has in common. */
  readonly isNear: boolean;
  /** At what candidates change; such an input is near only if it was also drawn. */
  readonly isDirected?: boolean;
  /** Directed, and beside what the failing tests are about. */
  readonly isBeside?: boolean;
}

/** Calls that are changed; those beyond are only made again. */
const MOST_BASES = 24;
/** So many times the wanted number are drawn before the near ones are taken. */
const MANY = 4;

export interface SynthesisOptions {
  readonly seed: number;
  /** Inputs at most, without those that are directed. */
  readonly most: number;
  /** What candidates change; no input is directed at it when absent. */
  readonly focus?: Focus;
  /** How many parameters a function has, by its name, where that is known. */
  readonly parameters?: ReadonlyMap<string, number>;
}

/**
 * Inputs for telling versions apart: the recorded calls themselves, those directed at what is changed, then calls with one
 * or two values changed. The same calls, constants and seed give the same inputs.
 */
export function synthesise(
  calls: readonly WireCall[],
  constants: Constants,
  { seed, most, parameters, focus }: SynthesisOptions,
): readonly Input[] {
  const random = seededRandom(seed);
  const entries = calls.filter(({ isEntry }) => isEntry);
  const bases = distinct(entries.length > 0 ? entries : calls);
  const recorded = bases.map((call): Draft => ({ ...asRecorded(call), isRecorded: true, isNear: true }));
  const sites = bases.slice(0, MOST_BASES).flatMap(sitesOf);
  const siblings = new Map<string, WireValue[]>();
  for (const { place, value } of sites) siblings.set(place, [...(siblings.get(place) ?? []), value]);
  const known = new Map<Site, readonly Variant[]>();
  const variantsAt = (site: Site): readonly Variant[] => {
    const own =
      known.get(site) ?? variantsOf(site.value, poolFor(site, siblings.get(site.place) ?? [], constants));
    known.set(site, own);
    return own;
  };
  const single = sites.flatMap((site) =>
    variantsAt(site).map(({ value, isNear }) => changed(asRecorded(site.call), site, value, isNear)),
  );
  const woven = sites.flatMap((site) =>
    sequencesOf(site.value, siblings.get(site.place) ?? [], random).map((value) =>
      changed(asRecorded(site.call), site, value, true),
    ),
  );
  const longer = bases.slice(0, MOST_BASES).flatMap((call) => lengthened(call, parameters ?? new Map()));
  const crossed = crossings(bases.slice(0, MOST_BASES));
  const isUsual = preconditionsOf(recorded);
  const told = (draft: Draft): Draft => (isUsual(draft) ? draft : { ...draft, isNear: false });
  const chosen = shuffled([...crossed, ...single, ...longer, ...woven], random)
    .slice(0, MANY * most)
    .map(told);
  const twice = chosen.flatMap((draft): Draft[] => {
    const others = sites.filter((site) => site.call.base === draft.call.base);
    const site = others[Math.floor(random() * others.length)];
    if (site === undefined) return [];
    const variants = variantsAt(site);
    const variant = variants[Math.floor(random() * variants.length)];
    return variant === undefined
      ? []
      : [told(changed(draft, site, variant.value, draft.isNear && variant.isNear))];
  });
  // What is near first, and three changed in one place to one changed in two.
  const near = interleaved(chosen.filter(isNear), twice.filter(isNear));
  const far = interleaved(
    chosen.filter((draft) => !isNear(draft)),
    twice.filter((draft) => !isNear(draft)),
  );
  const room = Math.max(0, most - recorded.length);
  const rest = unlike(
    [...near.slice(0, Math.ceil(room * 0.8)), ...far, ...near.slice(Math.ceil(room * 0.8))],
    recorded,
    room,
  );
  const isKnown = preconditionsOf(
    calls.map((call) => ({ ...asRecorded(call), isRecorded: true, isNear: true })),
  );
  const directed = focus === undefined ? [] : unlike(directedAt(calls, focus).filter(isKnown), recorded);
  const aimed = new Set(directed.map(keyOf));
  const drawn = new Map(rest.map((draft) => [keyOf(draft), draft]));
  const all = [
    ...recorded.slice(0, most),
    // What is drawn as well counts as both.
    ...directed.map((draft) => ({ ...draft, isNear: drawn.get(keyOf(draft))?.isNear ?? false })),
    ...rest.filter((draft) => !aimed.has(keyOf(draft))),
  ];
  return all.map((draft, id) => ({ ...draft, id }));
}

function isNear(draft: Draft): boolean {
  return draft.isNear;
}

/** Numbers and strings of the same call come before those of the code: where two are equal, much is decided. */
function poolFor(site: Site, siblings: readonly WireValue[], constants: Constants): Pool {
  const args = site.call.steps.flatMap((step) => step.args).flatMap((value) => partsOf(value));
  const numbers = args.flatMap(({ value }) => {
    if (typeof value === 'number') return [value];
    if (typeof value === 'string') return [value.length];
    if (!isTagged(value)) return [];
    return value.t === 'float'
      ? [Number(value.v)]
      : value.t === 'array' || value.t === 'tuple'
        ? [value.v.length]
        : [];
  });
  const strings = args.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const wasNothing = siblings.filter(
    (value) => value === null || (isTagged(value) && value.t === 'undefined'),
  );
  return {
    numbers: [...new Set([...numbers, ...constants.numbers])].slice(0, 12),
    strings: [...new Set([...strings, ...constants.strings])].slice(0, 12),
    siblings,
    mayBeFraction: !site.call.function.split('#')[0]?.endsWith('.py'),
    nothing: wasNothing.length > 0 ? wasNothing.slice(0, 1) : site.path.length === 0 ? constants.nothing : [],
  };
}

function distinct(calls: readonly WireCall[]): readonly WireCall[] {
  return calls.filter(firstOf((call) => JSON.stringify([call.function, call.steps])));
}

/** The first of the drafts that are not known, each once. */
function unlike(
  drafts: readonly Draft[],
  known: readonly Draft[],
  most = Number.POSITIVE_INFINITY,
): readonly Draft[] {
  const seen = new Set(known.map(keyOf));
  const found: Draft[] = [];
  for (const draft of drafts) {
    if (found.length >= most) break;
    const key = keyOf(draft);
    if (!seen.has(key)) found.push(draft);
    seen.add(key);
  }
  return found;
}

function interleaved(first: readonly Draft[], second: readonly Draft[]): readonly Draft[] {
  const all: Draft[] = [];
  for (let index = 0; index < Math.max(first.length, second.length * 3); index += 1) {
    const one = first[index];
    if (one !== undefined) all.push(one);
    const two = index % 3 === 2 ? second[(index - 2) / 3] : undefined;
    if (two !== undefined) all.push(two);
  }
  return all;
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const all = [...items];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const held = all[at] as T;
    all[at] = all[other] as T;
    all[other] = held;
  }
  return all;
}
