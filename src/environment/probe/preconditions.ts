import type { Draft } from './drafts.ts';
import { isTagged, type WireValue } from './wire-value.ts';

/**
 * What fewer calls have in common is chance: a list of three is in order once in six times, two numbers are in one order
 * every other time, so that a relation of two numbers has to be seen more often.
 */
const LEAST = { ordered: 3, characters: 3, related: 6 };

/** Something that is true of the arguments of a call, or is not. */
interface Fact {
  readonly name: string;
  readonly holds: boolean;
  readonly least: number;
}

/**
 * What all calls that tests make have in common: likely preconditions (Ernst et al., Dynamically discovering likely
 * program invariants, 2001). What a function does with a list out of order says little where every test passes one in
 * order: two patches that only differ there do what is meant or both do not.
 * @param recorded the calls as tests make them
 * @returns whether an input keeps to it
 */
export function preconditionsOf(recorded: readonly Draft[]): (draft: Draft) => boolean {
  const seen = new Map<string, { held: number; failed: boolean; least: number }>();
  const characters = new Map<string, { texts: number; kinds: Set<string> }>();
  for (const draft of recorded) {
    for (const { name, holds, least } of factsOf(draft)) {
      const known = seen.get(name) ?? { held: 0, failed: false, least };
      seen.set(name, { ...known, held: known.held + Number(holds), failed: known.failed || !holds });
    }
    for (const [place, text] of textsOf(draft)) {
      const known = characters.get(place) ?? { texts: 0, kinds: new Set() };
      for (const kind of kindsOf(text)) known.kinds.add(kind);
      characters.set(place, { ...known, texts: known.texts + 1 });
    }
  }
  const rules = new Set(
    [...seen].flatMap(([name, { held, failed, least }]) => (failed || held < least ? [] : [name])),
  );
  const known = new Map([...characters].filter(([, { texts }]) => texts >= LEAST.characters));
  return (draft) =>
    factsOf(draft).every(({ name, holds }) => holds || !rules.has(name)) &&
    textsOf(draft).every(([place, text]) => {
      const kinds = known.get(place)?.kinds;
      return kinds === undefined || [...kindsOf(text)].every((kind) => kinds.has(kind));
    });
}

function argumentsOf({ call, args }: Draft): readonly (readonly WireValue[])[] {
  const given = new Map(args);
  return call.steps.map((step, index) => given.get(index) ?? step.args);
}

function factsOf(draft: Draft): readonly Fact[] {
  return argumentsOf(draft).flatMap((args, step) => {
    const at = (index: number): string => `${draft.call.function} ${step} ${index}`;
    const ordered = args.flatMap((value, index) => {
      const holds = isOrdered(value);
      return holds === undefined ? [] : [{ name: `${at(index)} ordered`, holds, least: LEAST.ordered }];
    });
    const numbers = args.map(numberOf);
    const related = numbers.flatMap((one, a) =>
      args.flatMap((value, b): Fact[] => {
        const other = numbers[b];
        const length = lengthOf(value);
        const name = `${at(a)} ${b}`;
        if (one === undefined || a === b) return [];
        if (other !== undefined && a < b)
          return [
            { name: `${name} at most`, holds: one <= other, least: LEAST.related },
            { name: `${name} at least`, holds: one >= other, least: LEAST.related },
          ];
        if (length === undefined) return [];
        return [
          { name: `${name} below length`, holds: one < length, least: LEAST.related },
          { name: `${name} within length`, holds: one <= length, least: LEAST.related },
        ];
      }),
    );
    return [...ordered, ...related];
  });
}

/** Texts that are passed, alone or in a list, by their place. */
function textsOf(draft: Draft): readonly (readonly [place: string, text: string])[] {
  return argumentsOf(draft).flatMap((args, step) =>
    args.flatMap((value, index) => {
      const place = `${draft.call.function} ${step} ${index}`;
      if (typeof value === 'string') return [[place, value] as const];
      return (itemsOf(value) ?? []).flatMap((item) =>
        typeof item === 'string' ? [[`${place} item`, item] as const] : [],
      );
    }),
  );
}

/** Small and capital letters, digits and space are a kind each; any other character is one of its own. */
function kindsOf(text: string): ReadonlySet<string> {
  return new Set(
    [...text].map((char) => {
      if (/\p{Ll}/u.test(char)) return 'small';
      if (/\p{Lu}/u.test(char)) return 'capital';
      if (/\p{Nd}/u.test(char)) return 'digit';
      return /\s/u.test(char) ? 'space' : char;
    }),
  );
}

function itemsOf(value: WireValue): readonly WireValue[] | undefined {
  return isTagged(value) && (value.t === 'array' || value.t === 'tuple') ? value.v : undefined;
}

function lengthOf(value: WireValue): number | undefined {
  return typeof value === 'string' ? value.length : itemsOf(value)?.length;
}

function numberOf(value: WireValue): number | undefined {
  if (typeof value === 'number') return value;
  return isTagged(value) && value.t === 'float' ? Number(value.v) : undefined;
}

/** Whether a list of numbers or texts goes up; undefined of anything else, and of two that do: every other pair does. */
function isOrdered(value: WireValue): boolean | undefined {
  const items = itemsOf(value);
  if (items === undefined || items.length < 2) return undefined;
  const numbers = items.flatMap((item) => numberOf(item) ?? []);
  const texts = items.flatMap((item) => (typeof item === 'string' ? [item] : []));
  const isUp = <T>(all: readonly T[]): boolean =>
    all.every((item, index) => index === 0 || (all[index - 1] ?? item) <= item);
  const holds =
    numbers.length === items.length ? isUp(numbers) : texts.length === items.length ? isUp(texts) : undefined;
  return holds === true && items.length === 2 ? undefined : holds;
}
