import { type Path, partsOf, placeOf, withPart } from './sites.ts';
import type { Input } from './synthesise.ts';
import type { WireCall, WireValue } from './wire-value.ts';

/** An input that has no number yet. */
export type Draft = Omit<Input, 'id'>;

/** A part of a recorded call that can be changed. */
export interface Site {
  readonly call: WireCall;
  readonly step: number;
  readonly argument: number;
  readonly path: Path;
  readonly value: WireValue;
  readonly place: string;
}

/** The last step's arguments are always told, so that every version is called alike. */
export function asRecorded(call: WireCall): Pick<Draft, 'call' | 'base' | 'args'> {
  const last = call.steps.length - 1;
  return { call, base: call.base, args: [[last, call.steps[last]?.args ?? []]] };
}

/** All parts of a call that can be changed. */
export function sitesOf(call: WireCall): readonly Site[] {
  return call.steps.flatMap((step, index) =>
    step.args.flatMap((value, argument) =>
      partsOf(value)
        // A receiver is changed in its fields.
        .filter(({ path }) => step.kind !== 'value' || path.length > 0)
        .map((part) => ({
          call,
          step: index,
          argument,
          path: part.path,
          value: part.value,
          place: `${call.function}/${step.name}/${argument}${placeOf(value, part.path)}`,
        })),
    ),
  );
}

/** The call with another value at a place. */
export function changed(
  draft: Pick<Draft, 'call' | 'base' | 'args'>,
  { step, argument, path }: Site,
  value: WireValue,
  isNear: boolean,
): Draft {
  const known = new Map(draft.args);
  const args = known.get(step) ?? draft.call.steps[step]?.args ?? [];
  known.set(
    step,
    args.map((each, index) => (index === argument ? withPart(each, path, value) : each)),
  );
  return {
    call: draft.call,
    base: draft.base,
    args: [...known].toSorted(([a], [b]) => a - b),
    isRecorded: false,
    isNear,
  };
}
