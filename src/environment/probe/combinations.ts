import type { Random } from '../../belief/random.ts';
import { asRecorded, type Draft } from './drafts.ts';
import { hasReference, kindOf } from './variants.ts';
import { isTagged, type WireCall, type WireValue } from './wire-value.ts';

/** Sequences of each list, and items of one at most: what such a list says often lies in what follows what. */
const SEQUENCES = { each: 5, longest: 8, items: 8 };

/** Lists of the same items, and of those of the same list in other calls, in other numbers and orders. */
export function sequencesOf(
  value: WireValue,
  siblings: readonly WireValue[],
  random: Random,
): readonly WireValue[] {
  if (!isTagged(value) || value.t !== 'array') return [];
  const others = siblings.flatMap((each) => (isTagged(each) && each.t === 'array' ? each.v : []));
  const known = new Map([...value.v, ...others].map((item) => [JSON.stringify(item), item]));
  const items = [...known.values()].filter((item) => !hasReference(item)).slice(0, SEQUENCES.items);
  if (items.length < 2) return [];
  return Array.from({ length: SEQUENCES.each }, (): WireValue => {
    const length = 2 + Math.floor(random() * (SEQUENCES.longest - 1));
    return {
      t: 'array',
      v: Array.from({ length }, () => items[Math.floor(random() * items.length)] ?? null),
    };
  });
}

/** Calls that say what was left to a default. */
export function lengthened(call: WireCall, parameters: ReadonlyMap<string, number>): readonly Draft[] {
  return call.steps.flatMap((step, index) => {
    const count = step.kind === 'call' ? (parameters.get(step.name) ?? 0) : 0;
    if (step.args.length >= count || step.args.length === 0) return [];
    const own = asRecorded(call);
    const others = own.args.filter(([at]) => at !== index);
    return [0, 1, 2, 3, true, false, 'a'].map((value): Draft => {
      const args = [...others, [index, [...step.args, value]] as const].toSorted(([a], [b]) => a - b);
      return { ...own, args, isRecorded: false, isNear: value === 2 || value === 3 || value === true };
    });
  });
}

/** Arguments of one call beside those of another of the same function, as far as both can be written down. */
export function crossings(bases: readonly WireCall[]): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const call of bases) {
    const last = call.steps.length - 1;
    const own = call.steps[last]?.args ?? [];
    const alike = bases.filter((other) => other !== call && other.function === call.function);
    for (const other of alike.slice(0, 4)) {
      const theirs = other.steps.at(-1)?.args ?? [];
      if (own.length < 2 || theirs.length !== own.length) continue;
      if (
        [...own, ...theirs].some((value) => isTagged(value) && (value.t === 'live' || value.t === 'instance'))
      )
        continue;
      for (const [index, value] of theirs.entries())
        drafts.push({
          call,
          base: call.base,
          args: [[last, own.map((each, position) => (position === index ? value : each))]],
          isRecorded: false,
          isNear: true,
        });
    }
    const [first, second, ...others] = own;
    const swapped =
      first !== undefined && second !== undefined && kindOf(first) === kindOf(second)
        ? [second, first, ...others]
        : undefined;
    if (swapped !== undefined)
      drafts.push({
        call,
        base: call.base,
        args: [[last, swapped]],
        isRecorded: false,
        isNear: true,
      });
  }
  return drafts;
}
