import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternSlips } from '../../../src/skills/template-repair/pattern-slips.ts';

/** A pattern with one of each: signs, escapes, classes, groups, quantifiers, alternatives. */
const piece = fc.constantFrom('a', '-', '.', '\\.', '\\d', '\\w', '\\s', '\\b', '[a-z]', '[^,]', '[\\w.]');
const quantified = fc
  .tuple(piece, fc.constantFrom('', '+', '*', '?', '{2}', '{1,3}', '+?'))
  .map(([own, quantifier]) => (own === '\\b' ? own : own + quantifier));
const sequence = fc.array(quantified, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const pattern = fc
  .tuple(
    fc.constantFrom('', '^'),
    sequence,
    fc.constantFrom('(', '(?:', '(?<name>'),
    sequence,
    fc.constantFrom('', '|b', '|'),
    fc.constantFrom('', '$'),
  )
  .map(([head, first, open, second, or, tail]) => `${head}${first}${open}${second})${or}${tail}`);

function isValid(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

describe('the slips of a regular expression', () => {
  it('nearly all make another one of it', () => {
    let all = 0;
    let valid = 0;
    fc.assert(
      fc.property(pattern, (text) => {
        fc.pre(isValid(text));
        const slips = [...patternSlips(text)];
        all += slips.length;
        valid += slips.filter((slip) => isValid(slip.text)).length;
        expect(slips.length).toBeGreaterThan(0);
        for (const { natural } of slips) expect(natural).toBeLessThanOrEqual(1);
      }),
    );
    expect(valid / all).toBeGreaterThan(0.99);
  });

  it('end for whatever somebody wrote', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), (text) => {
        expect([...patternSlips(text)].length).toBeLessThan(60 * (text.length + 2));
      }),
    );
  });

  it.each([
    ['^a|b$', '^(?:a|b)$'],
    ['\\d{2}', '\\d{1,2}'],
    ['"(.*)"', '"(.*?)"'],
    ['^\\s+|\\s+', '^\\s+|\\s+$'],
    ['[A-Z]+', '[A-Za-z]+'],
    ['(\\d+)?-x', '(\\d+)-x'],
    ['cat', '\\bcat\\b'],
  ])('in %s are mended to %s', (wrong, right) => {
    expect([...patternSlips(wrong)].map(({ text }) => text)).toContain(right);
  });
});
