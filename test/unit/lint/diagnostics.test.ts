import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshOf } from '../../../src/environment/fresh.ts';
import { diagnosticsOf, type Finding } from '../../../src/environment/lint/finding.ts';
import { LineIndex } from '../../../src/environment/lint/line-index.ts';

describe('places', () => {
  const text = 'a𝒳é(b);\r\n  second\n\nlast';

  it.each([
    ['utf-16', 5],
    ['code-point', 4],
    ['utf-8', 8],
  ] as const)('are counted in %s', (unit, column) => {
    expect(text[new LineIndex(text, unit).offset(1, column)]).toBe('(');
  });

  it('are the line where there is no column, and the word where there is no end', () => {
    const index = new LineIndex(text, 'utf-16');
    const shown = ({ start, end }: { readonly start: number; readonly end: number }) =>
      text.slice(start, end);
    expect(shown(index.span(2))).toBe('second');
    expect(shown(index.span(2, 3))).toBe('second');
    expect(shown(index.span(1, 6))).toBe('b');
    expect(shown(index.span(1, 6, 2, 5))).toBe('b);\r\n  se');
    expect(shown(index.span(3))).toBe('');
  });

  it('never lie outside the text, and go there and back', () => {
    const unit = fc.constantFrom('utf-16' as const, 'code-point' as const, 'utf-8' as const);
    const any = fc.array(fc.constantFrom('a', 'é', '𝒳', '\n', '\r\n', '\r')).map((parts) => parts.join(''));
    const n = fc.integer({ min: -2, max: 30 });
    fc.assert(
      fc.property(any, unit, n, n, n, n, (all, one, a, b, c, d) => {
        const { start, end } = new LineIndex(all, one).span(a, b, c, d);
        expect(start >= 0 && start <= end && end <= all.length).toBe(true);
      }),
    );
    fc.assert(
      fc.property(any, unit, fc.nat(), (all, one, at) => {
        const index = new LineIndex(all, one);
        const starts = [0, ...[...all.matchAll(/[\s\S]/gu)].map((match) => match.index + match[0].length)];
        // Between a carriage return and its line feed no line begins.
        const offset =
          starts.filter((each) => !(all[each - 1] === '\r' && all[each] === '\n'))[at % starts.length] ?? 0;
        const { line, column } = index.place(offset);
        expect(index.offset(line, column)).toBe(offset);
      }),
    );
  });
});

describe('the identity of a problem', () => {
  const base: Finding = {
    path: 'a.js',
    line: 2,
    column: 5,
    endColumn: 8,
    code: 'no-var',
    message: 'No var',
    severity: 'error',
  };
  const keyOf = (finding: Partial<Finding>, text: string): string | undefined =>
    diagnosticsOf([{ ...base, ...finding }], { source: 'x', unit: 'utf-16', read: () => text })[0]?.key;
  const key = keyOf({}, '\n    var a;');

  it('is not its place, nor a count in its message', () => {
    expect(keyOf({ line: 4, column: 1, endColumn: 4 }, '\n\n\nvar a;')).toBe(key);
    const long = (n: number): string | undefined =>
      keyOf({ message: `File has too many lines (${n}). Maximum is 300.` }, '');
    expect(long(301)).toBe(long(302));
  });

  it('is its file, its rule, what it names and what it says', () => {
    for (const other of [{ path: 'b.js' }, { code: 'no-let' }, { message: 'Still no var' }])
      expect(keyOf(other, '\n    var a;')).not.toBe(key);
    expect(keyOf({}, '\n    let a;')).not.toBe(key);
    expect(keyOf({ message: "'x1' is unused" }, '')).not.toBe(keyOf({ message: "'x2' is unused" }, ''));
  });

  it('tells what is new, by number', () => {
    const all = (findings: readonly Finding[]) =>
      diagnosticsOf(findings, { source: 'x', unit: 'utf-16', read: () => '' });
    expect(freshOf(all([base]), all([base]))).toEqual([]);
    expect(freshOf(all([base]), all([base, { ...base, line: 9 }])).map(({ line }) => line)).toEqual([9]);
    expect(freshOf(all([base, base]), all([base]))).toEqual([]);
  });
});
