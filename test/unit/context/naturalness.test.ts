import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNaturalness } from '../../../src/context/naturalness/naturalness.ts';
import { tokensOf } from '../../../src/context/naturalness/tokens.ts';
import { SHOP } from './projects.ts';
import { sourcesOf } from './workspace.ts';

/** A project that walks its lists in one manner. */
const WALKS = Object.fromEntries(
  ['cart', 'order', 'shelf', 'stock', 'line'].map((name) => [
    `src/${name}.ts`,
    `export function ${name}Total(items: Item[]): number {
  let total = 0;
  for (let i = 0; i < items.length; i += 1) {
    const item = items[i];
    if (item === undefined) continue;
    total += item.price;
  }
  return total;
}
`,
  ]),
);
const SLIP = `export function slipTotal(items: Item[]): number {
  let total = 0;
  for (let i = 0; i <= items.length; i += 1) {
    total -= items[i].price;
  }
  return total;
}
`;

describe('how natural an edit reads in a project', () => {
  const files = { ...WALKS, 'src/slip.ts': SLIP };
  const naturalness = createNaturalness(sourcesOf(files));
  const edit = (from: string, to: string): number => naturalness(SLIP, SLIP.replace(from, to), 'src/slip.ts');

  it.each([
    ['the bound that its other loops have', 'i <= items', 'i < items'],
    ['the sign that its other sums have', '-=', '+='],
  ])('favours %s', (_, from, to) => {
    expect(edit(from, to)).toBeGreaterThan(0.5);
  });

  it.each([
    ['a name that is never there', 'i += 1', 'i += total'],
    ['another start of the walk', 'let i = 0', 'let i = 3'],
    ['a negated bound', 'i <= items.length', '!(i <= items.length)'],
  ])('is wary of %s', (_, from, to) => {
    expect(edit(from, to)).toBeLessThan(-0.2);
  });

  it('does not take the slip itself for a custom of the place', () => {
    const alone = createNaturalness(sourcesOf({ 'src/slip.ts': SLIP }));
    expect(Math.abs(alone(SLIP, SLIP.replace('<=', '>='), 'src/slip.ts'))).toBeLessThan(1.5);
  });

  it('says nothing where nothing changed, or where nothing of the language is known', () => {
    expect(naturalness(SLIP, SLIP, 'src/slip.ts')).toBe(0);
    expect(naturalness(SLIP, `${SLIP}\n// a comment`, 'src/slip.ts')).toBe(0);
    expect(naturalness('a < b', 'a <= b', 'tool.py')).toBe(0);
    expect(createNaturalness(sourcesOf({}))('a', 'b', 'a.ts')).toBe(0);
  });

  it('is bounded and the same each time, whatever the texts', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (before, after) => {
        const odds = naturalness(before, after, 'src/slip.ts');
        expect(Math.abs(odds)).toBeLessThanOrEqual(8);
        expect(naturalness(before, after, 'src/slip.ts')).toBe(odds);
      }),
    );
  });

  it('reads what the person typed since', () => {
    const live: Record<string, string> = { 'src/a.ts': 'const a = f(x);' };
    const scorer = createNaturalness({ list: () => Object.keys(live), read: (path) => live[path] });
    expect(scorer('g(y)', 'f(x)', 'src/a.ts')).toBeGreaterThan(0);
    live['src/a.ts'] = 'const a = g(y); const b = g(y); const c = g(y); const d = g(y);';
    expect(scorer('f(x)', 'g(y)', 'src/a.ts')).toBeGreaterThan(0);
  });
});

describe('the tokens of code', () => {
  it('leaves out comments and white space of either language', () => {
    expect(tokensOf('a // b\n/* c */ + "d" !== `e`', false)).toEqual(['a', '+', '"d"', '!==', '`e`']);
    expect(tokensOf("a # b\n//c['d'] **= 2", true)).toEqual(['a', '//', 'c', '[', "'d'", ']', '**=', '2']);
  });

  it('loses no character of code but white space, and keeps private names', () => {
    const text = (SHOP['src/cart.ts'] ?? '').replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '');
    expect(tokensOf(text, false).join('')).toBe(
      text
        .replace(/'too many'/, "'too_many'")
        .replace(/\s+/g, '')
        .replace('too_many', 'too many'),
    );
    expect(tokensOf('this.#items', false).join('')).toBe('this.#items');
  });
});
