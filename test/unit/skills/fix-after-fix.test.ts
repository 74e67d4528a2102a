import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Replacement } from '../../../src/loop/types.ts';
import { composed, fixAfter } from '../../../src/skills/fix-after-fix.ts';
import { sourcesOf } from './scene.ts';

function put(text: string, replacements: readonly Replacement[]): string {
  return replacements
    .toReversed()
    .reduce((now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end), text);
}

/** Sorted replacements of a text of some length, none of which overlap or insert at the same place. */
function replacementsOf(length: number): fc.Arbitrary<readonly Replacement[]> {
  const place = fc.integer({ min: 0, max: length });
  const words = fc.array(fc.string({ maxLength: 4 }), { minLength: 5, maxLength: 5 });
  return fc.tuple(fc.uniqueArray(place, { maxLength: 10 }), words).map(([places, texts]) => {
    const sorted = places.toSorted((a, b) => a - b);
    return texts.flatMap((text, index) => {
      const [start, end] = [sorted[2 * index], sorted[2 * index + 1]];
      return start === undefined || end === undefined ? [] : [{ start, end, text }];
    });
  });
}

const twice = fc.string({ maxLength: 40 }).chain((text) =>
  replacementsOf(text.length).chain((first) => {
    const made = put(text, first);
    return replacementsOf(made.length).map((second) => ({ text, first, second }));
  }),
);

describe('a fix after a fix', () => {
  it('makes the same text at once as one after the other', () => {
    fc.assert(
      fc.property(twice, ({ text, first, second }) => {
        const once = composed(text.length, first, second);
        expect(put(text, once)).toBe(put(put(text, first), second));
        // In order and apart, as edits of the snapshot have to be.
        for (const [index, { start, end }] of once.entries()) {
          expect(end).toBeGreaterThanOrEqual(start);
          expect(start).toBeGreaterThan(once[index - 1]?.end ?? -1);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what the first did to another file', () => {
    const sources = sourcesOf({ 'a.ts': 'let a = b;', 'b.ts': 'old' });
    const first = [
      { kind: 'modify', path: 'b.ts', replacements: [{ start: 0, end: 3, text: 'new' }] },
    ] as const;
    const fix = {
      name: 'x',
      description: 'x',
      changes: [{ path: 'a.ts', replacements: [{ start: 8, end: 9, text: 'c' }] }],
    };
    expect(fixAfter(first, fix, new Map([['b.ts', 'new']]), sources)).toEqual([
      { kind: 'modify', path: 'a.ts', replacements: [{ start: 8, end: 9, text: 'c' }] },
      ...first,
    ]);
  });

  it('is none where the first file was made by the first', () => {
    const sources = sourcesOf({});
    const first = [{ kind: 'create', path: 'b.ts', text: 'abc' }] as const;
    const fix = {
      name: 'x',
      description: 'x',
      changes: [{ path: 'b.ts', replacements: [{ start: 0, end: 1, text: 'c' }] }],
    };
    expect(fixAfter(first, fix, new Map([['b.ts', 'abc']]), sources)).toBeUndefined();
  });
});
