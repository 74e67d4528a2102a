import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceFor, readPrices } from '../../../src/models/prices.ts';

const one = { input: 1, output: 1 };
const two = { input: 2, output: 2 };

describe('the price of a model', () => {
  it('is the person’s before the server’s before the listed one', () => {
    const known = { local: false, listed: two };
    expect(priceFor('gpt-4o', { ...known, own: { 'gpt-4o': one } })).toEqual(one);
    expect(priceFor('gpt-4o', known)).toEqual(two);
    expect(priceFor('gpt-4o', { local: false })).toMatchObject({ input: 2.5, output: 10 });
    expect(priceFor('openai/gpt-4o', { local: false })).toMatchObject({ input: 2.5 });
  });

  it('is nothing on this machine, unless it is told, and unknown elsewhere', () => {
    expect(priceFor('qwen2.5-coder:7b', { local: true })).toEqual({ input: 0, output: 0 });
    expect(priceFor('openai/gpt-4o', { local: true })).toEqual({ input: 0, output: 0 });
    expect(priceFor('qwen2.5-coder:7b', { local: true, own: { 'qwen*': one } })).toEqual(one);
    expect(priceFor('somebody/new-model', { local: false })).toBeUndefined();
    // A model whose weights anybody may run is none of those that its maker sells.
    expect(priceFor('gpt-oss-120b', { local: false })).toBeUndefined();
  });

  it.each([
    ['gpt-4o-2024-08-06', 2.5],
    ['gpt-4o-mini-2024-07-18', 0.15],
    ['gpt-5-mini', 0.25],
    ['gpt-5', 1.25],
    ['GPT-4.1', 2],
  ])('of %s is %d', (name, input) => {
    expect(priceFor(name, { local: false })).toMatchObject({ input });
  });

  it('goes by the pattern that says most', () => {
    const own = { '*': one, 'qwen*': one, 'qwen*coder*': two };
    expect(priceFor('qwen2.5-coder:7b', { own, local: false })).toEqual(two);
    expect(priceFor('qwen2.5:7b', { own, local: false })).toEqual(one);
  });

  it('fits a pattern as the same regular expression would', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '-', '*'), maxLength: 6 });
    fc.assert(
      fc.property(word, pattern, (name, text) => {
        const expected = new RegExp(`^${text.replaceAll('*', '.*')}$`).test(name);
        expect(priceFor(name, { own: { [text]: one }, local: false }) !== undefined).toBe(expected);
      }),
    );
  });
});

describe('the table of prices', () => {
  it('is taken entry by entry; what is none is told and left out', () => {
    const { prices, complaints } = readPrices({
      ...{ good: { input: 1, output: 2, cachedInput: 0.5 }, free: { input: 0, output: 0 } },
      ...{ negative: { input: -1, output: 1 }, half: { input: 1 }, word: 'cheap' },
    });
    expect(Object.keys(prices)).toEqual(['good', 'free']);
    expect(complaints).toHaveLength(3);
    expect(complaints[0]).toMatch(/“negative” is not understood.*dollars per million tokens/);
  });

  it.each([[[1]], ['x'], [3]])('that is %j is told', (raw) => {
    expect(readPrices(raw)).toEqual({ prices: {}, complaints: [expect.stringContaining('no object')] });
  });

  it('may be absent', () => {
    expect(readPrices(undefined)).toEqual({ prices: {}, complaints: [] });
  });
});
