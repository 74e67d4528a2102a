import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alikeOn,
  clustersOf,
  differencesOf,
  measured,
  type Outcomes,
  outcomeKey,
  outcomesOf,
  steadyInputs,
} from '../../../src/environment/probe/compare.ts';
import { regularitiesOf } from '../../../src/environment/probe/regularities.ts';
import { WORDS } from '../../../src/environment/probe/render.ts';
import type { Input } from '../../../src/environment/probe/synthesise.ts';
import type { WireOutcome, WireValue } from '../../../src/environment/probe/wire-value.ts';

const inputOf = (id: number, args: readonly WireValue[], over: Partial<Input> = {}): Input => ({
  id,
  base: 'b',
  args: [[0, args]],
  call: {
    base: 'b',
    function: 'a.ts#f',
    test: 'a.test.ts::t',
    passed: true,
    isEntry: true,
    steps: [{ kind: 'call', name: 'f', args: [...args] }],
  },
  isRecorded: false,
  isNear: true,
  ...over,
});

const returned = (input: number, value: WireValue): WireOutcome => ({
  input,
  kind: 'returned',
  value,
  changed: [],
});
const outcomes = (...values: readonly WireValue[]): Outcomes =>
  new Map(values.map((value, input) => [input, returned(input, value)]));
const list = (...v: WireValue[]): WireValue => ({ t: 'array', v });

describe('clusters', () => {
  it('hold exactly the versions that did the same on every input', () => {
    const version = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(version, { minLength: 1, maxLength: 8 }), (versions) => {
        const inputs = [0, 1, 2].map((id) => inputOf(id, [id]));
        const clusters = clustersOf(
          inputs,
          versions.map((values) => outcomes(...values)),
        );
        for (const [i, one] of versions.entries())
          for (const [j, other] of versions.entries())
            expect(clusters[i] === clusters[j]).toBe(one.join() === other.join());
        expect(clusters[0]).toBe(0);
      }),
    );
  });

  it('are not told apart by what an untouched run does not repeat', () => {
    const inputs = [0, 1].map((id) => inputOf(id, [id]));
    const steady = steadyInputs(inputs, outcomes(1, 5), outcomes(1, 6));
    expect(steady.map(({ id }) => id)).toEqual([0]);
  });

  it('see what was done to an argument, to the receiver, and how it ended', () => {
    const plain = returned(0, 1);
    const others: readonly WireOutcome[] = [
      { ...plain, changed: [[0, list()]] },
      { ...plain, receiver: { t: 'object', v: [] } },
      { ...plain, kind: 'threw' },
    ];
    for (const other of others) expect(outcomeKey(other)).not.toBe(outcomeKey(plain));
  });
});

describe('what a version changes', () => {
  it('is counted apart for calls of passing tests, near inputs and others', () => {
    const inputs = [
      inputOf(0, [1], { isRecorded: true }),
      inputOf(1, [2]),
      inputOf(2, [3]),
      inputOf(3, [-4], { isNear: false }),
      inputOf(4, [5]),
    ];
    const untouched = outcomes(1, 2, 3, 4, { t: 'number', v: 'NaN' });
    const version = outcomes(1, 20, { t: 'number', v: 'NaN' }, 4, 5);
    expect(measured(inputs, untouched, version, () => true)).toMatchObject({
      green: { kept: 1, of: 1 },
      near: { kept: 0, of: 3 },
      far: { kept: 1, of: 1 },
      broke: 1,
      mended: 1,
    });
    expect(measured(inputs, untouched, version, () => false).green).toEqual({ kept: 0, of: 0 });
  });

  it('is a failure when nobody worded what is thrown, and none when the project did', () => {
    const inputs = [inputOf(0, [1]), inputOf(1, [2])];
    const threw = (input: number, message: string): WireOutcome => ({
      ...returned(input, list('Error', message)),
      kind: 'threw',
    });
    const version: Outcomes = new Map([
      [0, threw(0, '')],
      [1, threw(1, 'the amount must be positive')],
    ]);
    expect(measured(inputs, outcomes(1, 2), version, () => true).broke).toBe(1);
  });

  it('is counted among what was answered where the tests break down: what hangs, throws or has no value was not', () => {
    const inputs = [inputOf(0, [1]), inputOf(1, [2]), inputOf(2, [3]), inputOf(3, [4], { isNear: false })];
    const untouched = outcomes(1, 2, { t: 'number', v: 'NaN' }, 4);
    const version = outcomes(1, 0, 3, 0);
    expect(measured(inputs, untouched, version, () => true, true).answered).toEqual({ kept: 1, of: 2 });
    expect(measured(inputs, untouched, version, () => true)).not.toHaveProperty('answered');
  });

  it('is counted apart for inputs that are directed at a change: the same answer, another, or none', () => {
    const directed = { isDirected: true, isNear: false };
    const inputs = [
      inputOf(0, [1]),
      inputOf(1, [2], { isDirected: true }),
      inputOf(2, [3], directed),
      inputOf(3, [4], { ...directed, isBeside: true }),
      inputOf(4, [5], directed),
      inputOf(5, [6], directed),
    ];
    const nothing: WireValue = { t: 'number', v: 'NaN' };
    const untouched = outcomes(1, 1, 1, 1, nothing, 1);
    const told = measured(inputs, untouched, outcomes(2, 1, 2, nothing, 1, nothing), () => true);
    expect(told.directed).toEqual({ kept: 1, of: 4, refused: 1 });
    // What is only directed is neither near nor far.
    expect(told).toMatchObject({ near: { kept: 1, of: 2 }, far: { kept: 0, of: 0 }, broke: 0 });
    expect(measured(inputs.slice(0, 1), outcomes(1), outcomes(1), () => true)).not.toHaveProperty('directed');
  });
});

describe('a telling input', () => {
  it('is near before far, the one that tells most apart, short before long, with every result', () => {
    const inputs = [inputOf(0, [100]), inputOf(1, [7]), inputOf(2, [-1], { isNear: false })];
    const versions = [
      { cluster: 0, outcomes: outcomes(1, 1, 1) },
      { cluster: 1, outcomes: outcomes(2, 2, 2) },
    ];
    const told = differencesOf(inputs, outcomes(0, 0, 0), versions, WORDS.javascript);
    expect(told.map(({ input }) => input)).toEqual(['f(7)', 'f(100)', 'f(-1)']);
    expect(told[0]).toEqual({
      input: 'f(7)',
      before: '0',
      results: [
        { cluster: 0, result: '1' },
        { cluster: 1, result: '2' },
      ],
    });
  });
});

describe('the few telling inputs that are shown', () => {
  const clustersOf = (...results: readonly (readonly number[])[]) =>
    results.map((each, cluster) => ({ cluster, outcomes: outcomes(...each) }));

  it('tell each two clusters apart where any input does, usual inputs before others', () => {
    const inputs = [1, 2, 3, 4, 5, 6].map((value, id) => inputOf(id, [value], { isNear: value !== 6 }));
    // The first five tell the third from the rest; only the last tells the first two apart.
    const versions = clustersOf([0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1], [9, 9, 9, 9, 9, 9]);
    const told = differencesOf(inputs, outcomes(7, 7, 7, 7, 7, 7), versions, WORDS.javascript);
    expect(told.map(({ input }) => input)).toEqual(['f(1)', 'f(6)', 'f(2)', 'f(3)']);
  });

  it('begin with what a person can read off the results, not off a field of an object', () => {
    const inputs = [inputOf(0, [1]), inputOf(1, [20])];
    const inField = (field: number): Outcomes =>
      new Map([
        [0, { ...returned(0, 5), receiver: field }],
        [1, returned(1, field)],
      ]);
    const versions = [
      { cluster: 0, outcomes: inField(1) },
      { cluster: 1, outcomes: inField(2) },
    ];
    const told = differencesOf(inputs, outcomes(0, 0), versions, WORDS.javascript);
    expect(told[0]?.input).toBe('f(20)');
  });
});

describe('how alike patches are', () => {
  it('is counted on usual inputs that a patch changes, however many there are that none does', () => {
    const inputs = Array.from({ length: 100 }, (_, id) => inputOf(id, [id]));
    const untouched = outcomes(...inputs.map(() => 0));
    const changed = (...values: readonly number[]): Outcomes =>
      outcomes(...inputs.map((_, id) => values[id] ?? 0));
    const versions = [changed(1, 2, 3), changed(1, 2, 4)].map((each, cluster) => ({
      cluster,
      outcomes: each,
    }));
    expect(alikeOn(inputs, untouched, versions)).toEqual({
      of: 3,
      kept: [
        [3, 2],
        [2, 3],
      ],
    });
  });
});

describe('regularities', () => {
  const green = [
    [list(3, 1), list(1, 3)],
    [list(7, 2), list(2, 7)],
    [list(5, 4, 6), list(4, 5, 6)],
  ] as const;
  const inputs = green.map(([args], id) => inputOf(id, [args], { isRecorded: true }));
  const untouched = outcomes(...green.map(([, result]) => result));

  it('are what every green result of the untouched program keeps', () => {
    const found = regularitiesOf(inputs, untouched, () => true).map(({ sentence }) => sentence);
    expect(found).toContain('f: a result is in order');
    expect(found).toContain('f: a result is as long as the first argument');
    expect(found).toContain('f: an argument is left as it was');
    expect(found).not.toContain('f: a result is not negative');
  });

  it('do not measure a list by the characters of a text', () => {
    const texts = ['>a', '>b', '>a\n>b'].map((text, id) => inputOf(id, [text], { isRecorded: true }));
    const records = outcomes(list(1), list(2), list(1, 2));
    const found = regularitiesOf(texts, records, () => true).map(({ sentence }) => sentence);
    expect(found.join()).not.toContain('first argument');
  });

  it('are not made of too few cases, nor of tests that failed', () => {
    expect(regularitiesOf(inputs.slice(0, 2), untouched, () => true)).toEqual([]);
    expect(regularitiesOf(inputs, untouched, () => false)).toEqual([]);
  });

  it('count against a version that gives one up where the untouched program kept it', () => {
    const more = [...inputs, inputOf(3, [list(9, 8)])];
    const before = outcomes(...green.map(([, result]) => result), list(8, 9));
    const after = outcomes(...green.map(([, result]) => result), list(9, 8));
    expect(measured(more, before, after, () => true).irregular).toEqual(['f: a result is in order']);
    expect(measured(more, before, before, () => true).irregular).toEqual([]);
  });
});

describe('a version that hangs', () => {
  const inputs = [0, 1, 2, 3, 4].map((id) => inputOf(id, [id]));
  const hung = (input: number): WireOutcome => ({ input, kind: 'hung', value: null, changed: [] });

  it('again and again is taken to hang on the inputs that it was not run on any more', () => {
    const some = outcomesOf([returned(0, 1), hung(1), hung(2)], inputs);
    expect([...some.keys()]).toEqual([0, 1, 2]);
    const often = outcomesOf([hung(0), hung(1), hung(2)], inputs);
    expect([...often.values()].map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => 'hung'));
  });

  it('breaks the inputs that it hangs on, also where the untouched program hangs', () => {
    const untouched = new Map(inputs.map(({ id }) => [id, hung(id)]));
    const mended = outcomes(1, 2, 3, 4, 5);
    const half = new Map<number, WireOutcome>(
      [...mended].map(([id, value]) => [id, id < 2 ? hung(id) : value]),
    );
    const broke = (version: Outcomes): number => measured(inputs, untouched, version, () => false).broke;
    expect(broke(mended)).toBe(0);
    expect(broke(half)).toBe(2);
  });
});
