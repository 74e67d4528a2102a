import { describe, expect, it } from 'vitest';
import { Looks } from '../../../src/environment/probe/look.ts';
import { testSyntax } from '../../support/syntax.ts';

const HEAP = `function sink(items, index) {
  let smallest = index;
  if (left < items.length && less(items[left], items[smallest])) smallest = left;
  if (right < items.length && less(items[right], items[«index»])) smallest = right;
  return smallest;
}
`;

const PEAK = 'const byStart = [...all].sort((a, b) => a[0] - b[0] || «b[1] - a[1]»);\n';

/** How the edit looks that puts a text in place of what is between the marks. */
async function lookOf(path: string, marked: string, text: string) {
  const before = marked.replace(/[«»]/g, '');
  const after = marked.replace(/«[^»]*»/, () => text);
  const looks = new Looks({ read: () => before, list: () => [path] }, testSyntax());
  const { aligned, pointless } = await looks.of('c', new Map([[path, after]]));
  return { aligned, pointless };
}

describe('code that goes with its sibling', () => {
  it('is told by the words that stand for one another', async () => {
    // One word was left behind when the line was copied.
    expect(await lookOf('a.ts', HEAP, 'smallest')).toMatchObject({ aligned: 2 });
    expect((await lookOf('a.ts', HEAP, 'left')).aligned).toBeLessThanOrEqual(0);
    // What is built otherwise is not compared.
    expect(await lookOf('a.ts', HEAP, 'index + 1')).toMatchObject({ aligned: 0 });
  });

  it('is told by the parts of names', async () => {
    const moved = [
      'row = self.row if self.row_fixed else self.row + down',
      'column = self.column if self.«row»_fixed else self.column + right',
    ];
    const marked = `def moved(self, down, right):\n    ${moved.join('\n    ')}\n    return row, column\n`;
    expect((await lookOf('a.py', marked, 'column')).aligned).toBeGreaterThan(0);
    const expected = `function record(home, away) {
  const homeExpected = chance(rating(home), rating(away));
  const awayExpected = chance(rating(away), rating(«home»));
}
`;
    expect((await lookOf('a.ts', expected, 'away')).aligned).toBeLessThan(0);
    const sorted = `rows.sort((a, b) =>
  b.«points» - a.points || b.goalsFor - a.goalsFor || a.team.localeCompare(b.team));
`;
    expect((await lookOf('a.ts', sorted, 'goalsFor')).aligned).toBeLessThan(0);
  });

  it('has operands in the same order', async () => {
    expect((await lookOf('a.ts', PEAK, 'a[1] - b[1]')).aligned).toBeGreaterThan(0);
    expect((await lookOf('a.ts', PEAK, 'b[1] - a[0]')).aligned).toBeLessThanOrEqual(0);
  });
});

const SUM = `export function sum(rows) {
  let total = 0;
  for (const row of rows) {
    if (row.cancelled) continue;
    total += row.price * row.count;
  }
  return total;
}
`;

describe('a longer piece of code that becomes the same as another', () => {
  const weights = SUM.replace('sum', 'weigh').replace('price', 'weight');
  /** How it looks to put a line back that was lost, or another line, beside a file with these lines. */
  async function twinsOf(line: string, other: string, path = 'src/weights.ts'): Promise<number | undefined> {
    const before = weights.replace(/.*continue;\n/, '');
    const texts: Readonly<Record<string, string>> = { 'src/weights.ts': before, [path]: other };
    const looks = new Looks({ read: (one) => texts[one], list: () => Object.keys(texts) }, testSyntax());
    const after = before.replace('{\n    total', `{\n${line}    total`);
    return (await looks.of('c', new Map([['src/weights.ts', after]]))).twins;
  }
  const LOST = '    if (row.cancelled) continue;\n';

  it('is told in another file of the folder, whatever the names', async () => {
    expect(await twinsOf(LOST, SUM, 'src/sums.ts')).toBe(1);
    expect(await twinsOf('    if (!row.count) return;\n', SUM, 'src/sums.ts')).toBe(0);
  });

  it('is not looked for in other folders and languages', async () => {
    expect(await twinsOf(LOST, SUM, 'lib/sums.ts')).toBe(0);
    expect(await twinsOf(LOST, SUM, 'src/sums.js')).toBe(0);
  });
});

describe('places that say nothing', () => {
  it.each([
    ['an operand twice', 'a.ts', 'const ok = i > 1 && «j» > 1;\n', 'i', 1],
    ['a difference of a value and itself', 'a.py', 'd = a[1] - «b»[1]\n', 'a', 1],
    ['a variable put into itself', 'a.ts', 'total = «next»;\n', 'total', 1],
    ['a statement twice', 'a.py', 'def f(n):\n    n += 1\n«»    return n\n', '    n += 1\n', 1],
    ['what cannot be reached', 'a.ts', 'function f(n) { «»n += 1; return n; }\n', 'return n; ', 1],
    ['one value twice for the larger', 'a.ts', 'const m = Math.max(a, «b»);\n', 'a', 1],
    ['a condition asked twice', 'a.py', 'if a:\n    b()\nelif «c»:\n    d()\n', 'a', 1],
    ['a slip that is taken away', 'a.ts', 'const same = a.x === «a».x;\n', 'b', -1],
    ['a value that is forgotten', 'a.py', 'left = held\nleft «-=» taken\n', '=', 1],
    ['the other sign', 'a.ts', 'let left = held;\nleft «-=» taken;\n', '+=', 0],
    ['a sum that was none', 'a.ts', 'let left = held;\nleft «=» taken;\n', '+=', 0],
    ['a double on purpose', 'a.ts', 'const wide = size + «other»;\n', 'size', 0],
    ['a square', 'a.py', 'area = side * «other»\n', 'side', 0],
    ['a division by one', 'a.ts', 'const last = month «-» 1;\n', '/', 1],
    ['a product with one', 'a.py', 'last = 1 «+» month\n', '*', 1],
    ['a division of one', 'a.ts', 'const part = 1 «-» size;\n', '/', 0],
    ['another operator', 'a.ts', 'const ok = i «>» 1;\n', '>=', 0],
  ])('%s', async (_, path, marked, text, pointless) => {
    expect((await lookOf(path, marked, text)).pointless).toBe(pointless);
  });

  it('of a language without a grammar are not looked for', async () => {
    expect(await lookOf('a.rb', 'same = a == «b»\n', 'a')).toEqual({ aligned: 0, pointless: 0 });
  });
});
