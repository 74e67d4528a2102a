import type { Outcomes } from './compare.ts';
import type { Input } from './synthesise.ts';
import { isTagged, type WireOutcome, type WireValue } from './wire-value.ts';

/** Something that was true of every result of the untouched program that a test found right. */
export interface Regularity {
  readonly sentence: string;
  /** Undefined where it says nothing of the case. */
  holds(input: Input, outcome: WireOutcome): boolean | undefined;
}

/** Fewer cases than these make no rule; as many as Daikon asks for by default to rule out chance. */
const LEAST_CASES = 3;

/**
 * Likely invariants of results in terms of arguments (Ernst et al., Dynamically discovering likely program invariants,
 * 2001), held by every call of a passing test and by no fewer than three different results.
 */
export function regularitiesOf(
  inputs: readonly Input[],
  untouched: Outcomes,
  wasGreen: (input: Input) => boolean,
): readonly Regularity[] {
  const green = inputs.filter((input) => input.isRecorded && wasGreen(input));
  const names = new Set(green.map((input) => input.call.function));
  return [...names].flatMap((name) =>
    CANDIDATES.flatMap(({ sentence, holds }) => {
      const told = green.flatMap((input) => {
        const outcome = untouched.get(input.id);
        if (input.call.function !== name || outcome === undefined) return [];
        const held = holds(input, outcome);
        return held === undefined ? [] : [{ held, key: JSON.stringify(outcome.value) }];
      });
      const different = new Set(told.map(({ key }) => key)).size;
      if (different < LEAST_CASES || !told.every(({ held }) => held)) return [];
      const own = name.slice(name.indexOf('#') + 1);
      return [
        {
          sentence: `${own}: ${sentence}`,
          holds: (input: Input, outcome: WireOutcome) =>
            input.call.function === name ? holds(input, outcome) : undefined,
        },
      ];
    }),
  );
}

/** Rules of what is returned say nothing of what is thrown. */
const OF_RESULTS: readonly Regularity[] = [
  {
    sentence: 'a result is of one kind',
    holds: (_, { value }) => typeof value !== 'object',
  },
  { sentence: 'a result is not negative', holds: (_, { value }) => ofNumber(value, (number) => number >= 0) },
  { sentence: 'a result is a whole number', holds: (_, { value }) => ofNumber(value, Number.isInteger) },
  {
    sentence: 'a result lies between the least and the largest argument',
    holds: (input, { value }) => {
      const all = argumentsOf(input).flatMap((each) => numbersIn(each));
      return all.length < 2
        ? undefined
        : ofNumber(value, (number) => number >= Math.min(...all) && number <= Math.max(...all));
    },
  },
  {
    sentence: 'a result is no longer than the first argument',
    holds: (input, { value }) => {
      const [before, after] = lengthsOf(argumentsOf(input)[0], value);
      return before === undefined || after === undefined ? undefined : after <= before;
    },
  },
  {
    sentence: 'a result is as long as the first argument',
    holds: (input, { value }) => {
      const [before, after] = lengthsOf(argumentsOf(input)[0], value);
      return before === undefined || after === undefined ? undefined : after === before;
    },
  },
  {
    sentence: 'a result holds only items of the first argument',
    holds: (input, { value }) => {
      const before = itemsOf(argumentsOf(input)[0]);
      const after = itemsOf(value);
      if (before === undefined || after === undefined || after.length === 0) return undefined;
      const known = new Set(before.map((item) => JSON.stringify(item)));
      return after.every((item) => known.has(JSON.stringify(item)));
    },
  },
  {
    sentence: 'a result holds no item twice',
    holds: (_, { value }) => {
      const items = itemsOf(value);
      if (items === undefined || items.length < 2) return undefined;
      return new Set(items.map((item) => JSON.stringify(item))).size === items.length;
    },
  },
  {
    sentence: 'a result is in order',
    holds: (_, { value }) => {
      const items = itemsOf(value)?.flatMap((item) => numbersIn(item));
      if (items === undefined || items.length < 2) return undefined;
      return items.every((item, index) => index === 0 || (items[index - 1] ?? item) <= item);
    },
  },
];

const CANDIDATES: readonly Regularity[] = [
  ...OF_RESULTS.map(({ sentence, holds }) => ({
    sentence,
    holds: (input: Input, outcome: WireOutcome) =>
      outcome.kind === 'returned' ? holds(input, outcome) : undefined,
  })),
  { sentence: 'an argument is left as it was', holds: (_, { changed }) => changed.length === 0 },
];

function argumentsOf(input: Input): readonly WireValue[] {
  return input.args.at(-1)?.[1] ?? [];
}

function ofNumber(value: WireValue, test: (number: number) => boolean): boolean | undefined {
  return typeof value === 'number' ? test(value) : undefined;
}

function numbersIn(value: WireValue): readonly number[] {
  if (typeof value === 'number') return [value];
  if (!isTagged(value)) return [];
  return value.t === 'float' ? [Number(value.v)] : [];
}

function itemsOf(value: WireValue | undefined): readonly WireValue[] | undefined {
  return value !== undefined && isTagged(value) && (value.t === 'array' || value.t === 'tuple')
    ? value.v
    : undefined;
}

/** Of two texts or two lists; what a text has of characters says nothing of how long a list is. */
function lengthsOf(one: WireValue | undefined, other: WireValue): readonly (number | undefined)[] {
  if (typeof one === 'string' && typeof other === 'string') return [one.length, other.length];
  return [itemsOf(one)?.length, itemsOf(other)?.length];
}
