import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWireValue, type WireValue } from '../../../src/environment/probe/wire-value.ts';
import { answerSchema } from '../../../src/environment/python/protocol.ts';

const { value } = fc.letrec<{ value: WireValue; pairs: readonly (readonly [string, WireValue])[] }>(
  (tie) => ({
    pairs: fc.array(fc.tuple(fc.string(), tie('value')), { maxLength: 3 }),
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, true, false, 1.5, 'text', { t: 'undefined' as const }, { t: 'cut' as const }),
      fc.record({ t: fc.constantFrom('number', 'float', 'bigint', 'date'), v: fc.string() }),
      fc.record({ t: fc.constant('live' as const), ref: fc.nat(), text: fc.string() }),
      fc.record({ t: fc.constantFrom('array', 'tuple', 'set'), v: fc.array(tie('value'), { maxLength: 3 }) }),
      fc.record({
        t: fc.constant('map' as const),
        v: fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }),
      }),
      fc.record({ t: fc.constant('object' as const), v: tie('pairs') }),
      fc.record({ t: fc.constant('instance' as const), ref: fc.nat(), class: fc.string(), v: tie('pairs') }),
    ) as fc.Arbitrary<WireValue>,
  }),
);

const NONE: readonly unknown[] = [
  undefined,
  { t: 'array' },
  { t: 'tuple', v: [undefined] },
  { t: 'set', v: 'text' },
  { t: 'object', v: [['key']] },
];
const MORE: readonly unknown[] = [
  { t: 'object', v: [[1, 2]] },
  { t: 'map', v: [[1]] },
  { t: 'instance', ref: 0.5, class: 'A', v: [] },
  { t: 'instance', ref: 1, v: [] },
  { t: 'date', v: 3 },
  { t: 'live', ref: 1 },
  { t: 'secret' },
  {},
  [],
  [1],
];

describe('a value of the program under test', () => {
  it('is known as such, whatever it holds', () => {
    fc.assert(fc.property(value, (one) => isWireValue(JSON.parse(JSON.stringify(one)))));
  });

  it.each([...NONE, ...MORE].map((one) => [JSON.stringify(one), one]))(
    'is not %s, nor what holds that',
    (_, one) => {
      expect(isWireValue(one)).toBe(false);
      fc.assert(
        fc.property(value, fc.constantFrom('array', 'map', 'object'), (beside, t) => {
          const within = { array: [beside, one], map: [[beside, one]], object: [['key', one]] }[t];
          return !isWireValue({ t, v: within });
        }),
      );
    },
  );

  it('is read in a time that grows with its size, however deep it is', () => {
    const nested = (depth: number): WireValue =>
      depth === 0 ? 'end' : { t: 'instance', ref: depth, class: 'Node', v: [['next', nested(depth - 1)]] };
    const outcome = { input: 1, kind: 'returned', value: nested(60), changed: [], receiver: nested(60) };
    const answer = {
      type: 'probed',
      id: 1,
      status: 'ran',
      calls: [],
      outcomes: [outcome],
      again: [],
      steps: 1,
      longest: 1,
      reason: null,
      dirty: false,
    };
    // Looking at what lies within twice at each level would outlast any patience.
    expect(answerSchema.safeParse(answer).success).toBe(true);
    const wrong = { ...answer, outcomes: [{ ...outcome, value: undefined }] };
    expect(answerSchema.safeParse(wrong).success).toBe(false);
  });
});
