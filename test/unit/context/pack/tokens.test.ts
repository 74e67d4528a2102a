import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../../src/context/pack/tokens.ts';

describe('tokens of a text', () => {
  /** Counted with cl100k_base and o200k_base; the larger of both. */
  it.each([
    ['nothing', '', 0],
    ['prose', 'The quick brown fox jumps over the lazy dog.', 10],
    [
      'TypeScript',
      'export function total(items: readonly number[]): number {\n  return items.reduce((a, b) => a + b, 0);\n}\n',
      28,
    ],
    [
      'Python',
      'def total(items, *, discount=0.0):\n    return sum(i.price for i in items) * (1 - discount)\n',
      27,
    ],
    ['JSON', '{"name":"@scope/pkg","version":"1.2.3","files":["dist","src"],"private":true}', 26],
    ['Chinese', '修复购物车的总价计算错误', 11],
    ['Russian', 'Исправь ошибку в расчёте суммы', 15],
    ['emoji', '✅ ok 🎉🎉 done', 10],
    ['a checksum', 'sha512-9eKb7fPZ2XkQwYdH3mN0vRtL5sJcUaGiOxBpEy1WnTzVfM4DhS6uIqCrA8jFgKlQ', 63],
  ])('is not said too small, and not twice what there is: %s', (_what, text, counted) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(counted);
    expect(estimateTokens(text)).toBeLessThanOrEqual(Math.max(4, counted * 1.7));
  });

  it('is never more than a few per character, and never less for more text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const all = estimateTokens(`${a}\n${b}`);
        expect(all).toBeGreaterThanOrEqual(estimateTokens(a) - 2);
        expect(all).toBeLessThanOrEqual(2 * (a.length + b.length) + 4);
        expect(estimateTokens(a)).toBe(estimateTokens(a));
      }),
      { numRuns: 300 },
    );
  });

  it('is said at once for a line of a megabyte', () => {
    expect(estimateTokens('a'.repeat(1_000_000))).toBeGreaterThan(100_000);
  });
});
