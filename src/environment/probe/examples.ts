import type { Behaviour } from '../../loop/types.ts';
import type { ChangedFunction } from './changed-functions.ts';
import { matched, type Outcomes } from './compare.ts';
import { examplesIn } from './documentation.ts';
import type { Input } from './synthesise.ts';
import { isTagged, type WireCall, type WireValue } from './wire-value.ts';

/** An input from the documentation, with what it says comes of it. */
export interface ExampleInput extends Input {
  readonly expected: WireValue;
}

/** Examples of functions that some test calls without a receiver, so that it is known how to call them. */
export function exampleInputs(
  functions: readonly ChangedFunction[],
  calls: readonly WireCall[],
  firstId: number,
): readonly ExampleInput[] {
  return functions
    .flatMap(({ id, name, documentation }) => {
      const call = calls.find((each) => each.function === id && each.steps.length === 1);
      if (call === undefined) return [];
      return examplesIn(documentation, name).map(({ args, expected }) => ({
        call,
        base: call.base,
        args: [[0, args]] as const,
        isRecorded: false,
        isNear: true,
        expected,
      }));
    })
    .map((input, index) => ({ ...input, id: firstId + index }));
}

/** How many of the examples hold. */
export function examined(examples: readonly ExampleInput[], outcomes: Outcomes): Behaviour['examples'] {
  const told = examples.flatMap(({ id, expected }) => {
    const outcome = outcomes.get(id);
    return matched(outcome) ? [outcome.kind === 'returned' && sameValue(outcome.value, expected)] : [];
  });
  return { held: told.filter(Boolean).length, broken: told.filter((held) => !held).length };
}

/** Whether a result is what documentation shows: numbers by value, lists of either kind by their items. */
function sameValue(result: WireValue, shown: WireValue): boolean {
  return JSON.stringify(plain(result)) === JSON.stringify(plain(shown));
}

function plain(value: WireValue): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (!isTagged(value)) return value;
  switch (value.t) {
    case 'float':
      return Number(Number(value.v).toPrecision(12));
    case 'array':
    case 'tuple':
    case 'set':
      return value.v.map(plain);
    case 'object':
    case 'instance':
    case 'map':
      return {
        pairs: value.v
          .map(([key, item]) => [isTagged(key) ? JSON.stringify(key) : String(key), plain(item)] as const)
          .toSorted(([a], [b]) => (a < b ? -1 : 1)),
      };
    default:
      return value;
  }
}
