import { describe, expect, it } from 'vitest';
import { readCases, readCorpus } from '../../../bench/repair/diagnostics/corpus.ts';

const CASE = `# Title

## ts2304-name
focus: src/a.ts TS2304
options: {"noUnusedLocals":true}
keep: src/a.ts: return x;

\`\`\`ts src/a.ts
export const f = () => { return x; };
\`\`\`
\`\`\`ts test/a.test.ts
test('f', () => assert.equal(f(), 1));
\`\`\`
\`\`\`ts hidden/test/a.hidden.test.ts
test('f', () => assert.equal(f(), 2));
\`\`\`
`;

describe('a case of the corpus', () => {
  it('is read from Markdown', () => {
    const [only, ...rest] = readCases(CASE);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      ...{ id: 'ts2304-name', code: 'TS2304', path: 'src/a.ts', options: { noUnusedLocals: true } },
      keep: [{ path: 'src/a.ts', text: 'return x;' }],
    });
    expect(Object.keys(only?.files ?? {})).toEqual(['src/a.ts', 'test/a.test.ts']);
    expect(Object.keys(only?.hidden ?? {})).toEqual(['test/a.hidden.test.ts']);
    expect(only?.files['test/a.test.ts']).toContain("import { test } from 'node:test';");
  });

  it('without a focus or without files is a mistake', () => {
    expect(() => readCases(CASE.replace(/^focus:.*$/m, ''))).toThrow('ts2304-name');
    expect(() => readCases('## ts2304-name\nfocus: src/a.ts TS2304\n')).toThrow('ts2304-name');
  });
});

describe('the corpus', () => {
  const cases = readCorpus();

  it('is large and varied enough, with about a third of its codes held out', () => {
    const codes = (among: typeof cases) => new Set(among.map(({ code }) => code)).size;
    expect(cases.length).toBeGreaterThanOrEqual(66);
    expect(codes(cases)).toBeGreaterThanOrEqual(28);
    expect(codes(cases.filter(({ heldOut }) => heldOut)) / codes(cases)).toBeCloseTo(1 / 3, 1);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it('keeps texts of files that are there, and no hidden test is shown', () => {
    for (const { id, files, hidden, path, keep } of cases) {
      for (const each of [path, ...keep.map((kept) => kept.path)])
        expect(Object.keys(files), id).toContain(each);
      expect(
        Object.keys(files).filter((file) => file in hidden || /hidden/.test(file)),
        id,
      ).toEqual([]);
    }
  });
});
