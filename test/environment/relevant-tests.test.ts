import { describe, expect, it } from 'vitest';
import { relevantTests } from '../../src/environment/relevant-tests.ts';
import type { Survey } from '../../src/loop/types.ts';
import { aCandidate } from '../support/world.ts';

describe('the tests beside a change', () => {
  const texts: Readonly<Record<string, string>> = {
    'cart.test.ts': "import { total } from './src/cart';",
    'price.test.ts': "import { price } from './src/price.ts';",
    'test_shop.py': 'from shop import total',
  };
  const sources = { list: () => Object.keys(texts), read: (path: string) => texts[path] };
  const survey = {
    tests: { results: Object.keys(texts).map((file) => ({ id: `${file}::a`, file, name: 'a' })) },
  } as unknown as Survey;

  it.each([
    ['src/price.ts', ['price.test.ts']],
    ['src/cart/index.ts', ['cart.test.ts']],
    ['shop/__init__.py', ['test_shop.py']],
    ['src/other.ts', []],
  ])('of %s are those that name it as an import does', (path, expected) => {
    const candidate = aCandidate('a', 0.1, { edits: [{ kind: 'delete', path }] });
    const target = { kind: 'diagnostic', tests: [], files: [], diagnostics: ['x'] } as const;
    expect(relevantTests(survey, sources, candidate, target)).toEqual(expected);
  });
});
