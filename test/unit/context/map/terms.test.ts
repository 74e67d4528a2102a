import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TermCounter } from '../../../../src/context/map/terms.ts';
import { stem, wordsOf } from '../../../../src/context/words.ts';

it('the stems of a name are those of its words, however it is written', () => {
  const part = fc.constantFrom('parse', 'Price', 'HTTP', 'x', 'Id', '_', '$', '2', 'über', 'Größe', 'ß');
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      const name = parts.join('');
      const terms = new TermCounter().termsOf(new Map([[name, 3]]));
      const wanted = wordsOf(name)
        .filter((word) => word.length > 1)
        .map(stem);
      expect([...terms.keys()].toSorted()).toEqual([...new Set(wanted)].toSorted());
      expect([...terms.values()].reduce((a, b) => a + b, 0)).toBe(3 * wanted.length);
    }),
  );
});

it('names are counted in code, comments and texts alike', () => {
  const names = new TermCounter().namesIn(`// the cart\nconst cart = 'cart of 3'; naïve(cart);`);
  expect([names.get('cart'), names.get('naïve'), names.get('const'), names.get('3')]).toEqual([
    4,
    1,
    1,
    undefined,
  ]);
});
