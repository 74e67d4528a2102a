import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankLines, hunkLabel, hunksOf, withHunks } from '../../../src/vscode/review/hunks.ts';

const file = (before: string | undefined, after: string | undefined) => ({
  path: 'a.ts',
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

describe('the hunks of a patch', () => {
  it('are its separate stretches, and each can be taken alone', () => {
    const patch = file('a\nb\nc\nd\ne\n', 'A\nb\nc\nd\nE\nf\n');
    const hunks = hunksOf(patch);
    expect(hunks.map(({ before, after }) => [before, after])).toEqual([
      [
        { start: 0, end: 1 },
        { start: 0, end: 1 },
      ],
      [
        { start: 4, end: 5 },
        { start: 4, end: 6 },
      ],
    ]);
    expect(withHunks(patch, (index) => index === 0)?.after).toBe('A\nb\nc\nd\ne\n');
    expect(withHunks(patch, (index) => index === 1)?.after).toBe('a\nb\nc\nd\nE\nf\n');
    expect(withHunks(patch, () => false)).toBeUndefined();
    expect(hunks.map(hunkLabel)).toEqual(['a → A', 'e → E']);
  });

  it('are named by the place that changes, to the ends of words and operators', () => {
    const label = (before: string, after: string) => hunksOf(file(before, after)).map(hunkLabel);
    expect(
      label(
        '  const full = (units * room.hourlly * UNIT) / 60;\n',
        '  const full = (units * room.hourly * UNIT) / 60;\n',
      ),
    ).toEqual(['hourlly → hourly']);
    expect(label('return a < b;\n', 'return a <= b;\n')).toEqual(['< → <=']);
    expect(label('f(a);\n', 'f(a, b);\n')).toEqual(['+ , b']);
    expect(label('if (a && b) c();\n', 'if (a) c();\n')).toEqual(['− && b']);
    expect(label('a\n', '  a\n')).toEqual(['a']);
    expect(label('  foo\n bar\n', 'foo\n baz\n')).toEqual(['bar → baz']);
    expect(label('  a\n', 'a\nb\n')).toEqual(['+ b']);
    expect(label('f();\n', 'f(1);\n')).toEqual(['+ 1']);
    expect(label('f(a,b)\n', 'f(a, b)\n')).toEqual(['f(a,b) → f(a, b)']);
    expect(label('a  b\n', 'a b\n')).toEqual(['a  b → a b']);
    expect(label('say("😀")\n', 'say("😁")\n')).toEqual(['😀 → 😁']);
    expect(label('x\n', 'x\n  whole new line\n')).toEqual(['+ whole new line']);
  });

  it('have no name where only blank lines come or go, and tell how many', () => {
    const blank = (before: string, after: string) =>
      hunksOf(file(before, after)).map((hunk) => [hunkLabel(hunk), blankLines(hunk)]);
    expect(blank('a\nb\n', 'a\n\n  \nb\n')).toEqual([['', 2]]);
    expect(blank('a\n\nb\n', 'a\nb\n')).toEqual([['', -1]]);
    expect(blank('a\n  \nb\n', 'a\n\nb\n')).toEqual([['', 0]]);
    expect(blank('a\n', '\na\nb\n')).toEqual([
      ['', 1],
      ['+ b', 1],
    ]);
  });

  it('of a file that comes or goes are one: it comes or goes whole', () => {
    expect(withHunks(file(undefined, 'x\ny\n'), () => true)).toEqual(file(undefined, 'x\ny\n'));
    expect(withHunks(file(undefined, 'x\ny\n'), () => false)).toBeUndefined();
    expect(withHunks(file('x\n', undefined), () => false)).toBeUndefined();
    expect(withHunks(file(undefined, ''), () => true)).toEqual(file(undefined, ''));
  });

  it('keep the line ends of a Windows file', () => {
    const patch = file('a\r\nb\r\nc\r\n', 'A\r\nb\r\nC\r\n');
    expect(withHunks(patch, (index) => index === 1)?.after).toBe('a\r\nb\r\nC\r\n');
  });

  const line = fc.constantFrom('a', 'b', '', '  c', 'long line');
  const text = fc
    .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([lines, end, last]) => lines.join(end) + (last && lines.length > 0 ? end : ''));

  it('are the patch when all are taken, and nothing when none is', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const patch = file(before, after);
        const { length } = hunksOf(patch);
        if (length > 0) expect(withHunks(patch, () => true)?.after).toBe(after);
        expect(withHunks(patch, () => false)).toBeUndefined();
      }),
    );
  });

  it('can be taken one after the other with the same result as at once', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const patch = file(before, after);
        const { length } = hunksOf(patch);
        // From the last to the first, so that none moves those that are still to be taken.
        let now = before;
        for (let index = length - 1; index >= 0; index -= 1) {
          const one = hunksOf(patch)[index];
          if (one === undefined) return;
          const lines = now.split(/(?<=\n)/);
          lines.splice(one.before.start, one.before.end - one.before.start, one.added);
          now = lines.join('');
        }
        expect(now).toBe(after);
      }),
    );
  });
});
