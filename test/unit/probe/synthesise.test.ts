import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf, withPart } from '../../../src/environment/probe/sites.ts';
import { type Input, synthesise } from '../../../src/environment/probe/synthesise.ts';
import { hasReference } from '../../../src/environment/probe/variants.ts';
import type { WireCall, WireValue } from '../../../src/environment/probe/wire-value.ts';

const list = (...v: WireValue[]): WireValue => ({ t: 'array', v });

const call = (name: string, args: readonly WireValue[], number = 1): WireCall => ({
  base: `src/a.ts#${name}|test|a.test.ts::t|${number}`,
  function: `src/a.ts#${name}`,
  test: 'a.test.ts::t',
  passed: true,
  isEntry: true,
  steps: [{ kind: 'call', name, args: [...args] }],
});

const NONE = { numbers: [], strings: [], nothing: [] };
const wireValue: fc.Arbitrary<WireValue> = fc.letrec<{ value: WireValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.integer({ min: -100, max: 100 }),
    fc.string({ maxLength: 8 }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }).map((v): WireValue => ({ t: 'array', v })),
    fc
      .array(fc.tuple(fc.string({ minLength: 1, maxLength: 3 }), tie('value')), { maxLength: 3 })
      .map((v): WireValue => ({ t: 'object', v })),
  ),
})).value;

describe('inputs made from calls', () => {
  it('are the same for the same calls and seed, within their number, the recorded first, none twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(wireValue, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        fc.nat(1000),
        (all, seed) => {
          const calls = all.map((args, index) => call('f', args, index));
          const inputs = synthesise(calls, NONE, { seed, most: 60 });
          expect(synthesise(calls, NONE, { seed, most: 60 })).toEqual(inputs);
          expect(inputs.length).toBeLessThanOrEqual(60);
          expect(inputs.map(({ id }) => id)).toEqual(inputs.map((_, index) => index));
          const firstMade = inputs.findIndex(({ isRecorded }) => !isRecorded);
          expect(
            inputs.slice(firstMade === -1 ? inputs.length : firstMade).some((each) => each.isRecorded),
          ).toBe(false);
          const keys = inputs.map(({ args }) => JSON.stringify(args));
          expect(new Set(keys).size).toBe(keys.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('hold the boundaries that the call itself names: equal numbers, lengths, one more and one less', () => {
    const inputs = synthesise([call('cut', ['hello', 8])], NONE, { seed: 1, most: 500 });
    const seconds = new Set(inputs.map(({ args }) => args[0]?.[1][1]));
    for (const wanted of [4, 5, 6, 7, 9, 0]) expect(seconds).toContain(wanted);
  });

  it('hold the constants of the code and their neighbours', () => {
    const constants = { numbers: [50], strings: [], nothing: [] };
    const inputs = synthesise([call('shipping', [20])], constants, { seed: 1, most: 500 });
    const values = new Set(inputs.map(({ args }) => args[0]?.[1][0]));
    for (const wanted of [49, 50, 51]) expect(values).toContain(wanted);
  });

  it('hold lists that are empty, shorter, longer, turned round', () => {
    const inputs = synthesise([call('sum', [list(1, 2, 3)])], NONE, { seed: 1, most: 500 });
    const lists = inputs.map(({ args }) => JSON.stringify(args[0]?.[1][0]));
    for (const wanted of [list(), list(2, 3), list(3, 2, 1), list(1, 2, 3, 1), list(0, 2, 3)])
      expect(lists).toContain(JSON.stringify(wanted));
  });

  it('call only what tests call where they call something, and leave callbacks alone', () => {
    const callback: WireValue = { t: 'live', ref: 0, text: 'function' };
    const inner = { ...call('inner', [1]), isEntry: false };
    const inputs = synthesise([call('count', [list(1, 2), callback]), inner], NONE, { seed: 1, most: 500 });
    expect(new Set(inputs.map((input) => input.call.function))).toEqual(new Set(['src/a.ts#count']));
    expect(new Set(inputs.map(({ args }) => JSON.stringify(args[0]?.[1][1])))).toEqual(
      new Set([JSON.stringify(callback)]),
    );
  });

  it('call far what no test comes near: below zero where all are above', () => {
    const inputs = synthesise([call('f', [5]), call('f', [7], 2)], NONE, { seed: 1, most: 500 });
    const below = inputs.filter(({ args }) => Number(args[0]?.[1][0]) < 0);
    expect(below.length).toBeGreaterThan(0);
    expect(below.every(({ isNear }) => !isNear)).toBe(true);
  });
});

describe('inputs directed at what is changed', () => {
  const apply = (sign: string, left: number, right: number, number: number): WireCall => ({
    ...call('apply', [sign, left, right], number),
    isEntry: false,
    test: { '+': 'plus', '-': 'minus' }[sign] ?? 'divides',
  });
  const calls = [
    call('evaluate', ['8 + 3']),
    call('evaluate', ['8 / 4'], 2),
    apply('+', 8, 3, 1),
    apply('/', 8, 4, 2),
    apply('-', 7, 5, 3),
  ];
  const focus = {
    functions: new Set(['src/a.ts#apply']),
    lines: { numbers: [0], strings: ['/'], nothing: [] },
    around: { numbers: [6], strings: ['+'], nothing: [] },
    names: new Set(['limit']),
    green: new Set(['plus', 'minus']),
  };
  const options = { seed: 1, most: 40 };
  const textOf = ({ call: { function: name }, args }: Input): string =>
    `${name} ${JSON.stringify(args.at(-1)?.[1])}`;

  it('call the changed function itself with what its conditions ask for, once beside each other argument', () => {
    const made = synthesise(calls, NONE, { ...options, focus }).filter(({ isDirected }) => isDirected);
    const shown = new Set(made.map(textOf));
    for (const [sign, left] of [
      ['+', 8],
      ['/', 8],
      ['-', 7],
    ])
      expect(shown).toContain(`src/a.ts#apply ${JSON.stringify([sign, left, 0])}`);
    expect(shown).toContain('src/a.ts#apply ["/",8,3]');
    expect(shown).toContain('src/a.ts#apply ["+",8,6]');
    // Below nothing is where no test goes.
    expect([...shown].filter((each) => each.includes('-1'))).toEqual([]);
    expect(made.every(({ isRecorded }) => !isRecorded)).toBe(true);
  });

  it('lie beside what fails where they pass a text that no failing test does', () => {
    const made = synthesise(calls, NONE, { ...options, focus }).filter(({ isDirected }) => isDirected);
    for (const input of made) {
      const [sign] = input.args.at(-1)?.[1] ?? [];
      expect(input.isBeside === true).toBe(sign === '+' || sign === '-');
    }
    const allGreen = { ...focus, green: new Set(['plus', 'minus', 'divides']) };
    expect(synthesise(calls, NONE, { ...options, focus: allGreen }).some(({ isBeside }) => isBeside)).toBe(
      false,
    );
  });

  it('leave those that are drawn as they are', () => {
    const drawn = synthesise(calls, NONE, options).filter(({ isNear }) => isNear);
    const both = synthesise(calls, NONE, { ...options, focus });
    expect(new Set(both.filter(({ isNear }) => isNear).map(textOf))).toEqual(new Set(drawn.map(textOf)));
    expect(new Set(both.map(textOf)).size).toBe(both.length);
    expect(both.map(({ id }) => id)).toEqual(both.map((_, index) => index));
  });

  it('look at a field that the changed lines name, and at no other', () => {
    const box = (limit: number, label: number): WireValue => ({
      t: 'object',
      v: [
        ['limit', limit],
        ['label', label],
      ],
    });
    const made = synthesise([call('apply', [box(5, 7)])], NONE, { ...options, focus }).filter(
      ({ isDirected }) => isDirected,
    );
    const passed = made.map(({ args }) => args[0]?.[1][0]);
    expect(passed).toContainEqual(box(0, 7));
    expect(passed).not.toContainEqual(box(5, 0));
  });
});

describe('a part of a value', () => {
  it('can be put back, and replaced without a change elsewhere', () => {
    fc.assert(
      fc.property(wireValue, wireValue, (value, other) => {
        for (const part of partsOf(value)) {
          expect(withPart(value, part.path, part.value)).toEqual(value);
          const replaced = withPart(value, part.path, other);
          const found = partsOf(replaced).find(({ path }) => path.join() === part.path.join());
          if (found !== undefined) expect(found.value).toEqual(other);
        }
        expect(hasReference(value)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
