import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../src/environment/coverage.ts';
import { coveringTests } from '../../../src/environment/covering.ts';
import type { FileEdit } from '../../../src/loop/types.ts';

// 0: a whole function body; 1 and 2: statements in it; 3: a statement that runs as the file loads.
const COVERAGE: Coverage = {
  statements: new Map([
    [
      'a.ts',
      [
        { start: 10, end: 100 },
        { start: 20, end: 40 },
        { start: 50, end: 90 },
        { start: 110, end: 130 },
      ],
    ],
  ]),
  tests: new Map([
    ['a.test.ts::enters', new Map([['a.ts', [0, 1]]])],
    ['a.test.ts::goes on', new Map([['a.ts', [0, 1, 2]]])],
    ['b.test.ts::only loads it', new Map()],
    ['c.test.ts::knows nothing of it', new Map()],
  ]),
  load: new Map([
    ['a.test.ts', new Map([['a.ts', [3]]])],
    ['b.test.ts', new Map([['a.ts', [3]]])],
    ['c.test.ts', new Map()],
  ]),
  loaded: new Map([
    ['a.test.ts', ['a.test.ts', 'a.ts']],
    ['b.test.ts', ['b.test.ts', 'a.ts']],
    ['c.test.ts', ['c.test.ts']],
  ]),
};

function covering(start: number, end: number, path = 'a.ts') {
  const edit: FileEdit = { kind: 'modify', path, replacements: [{ start, end, text: 'x' }] };
  const found = coveringTests(COVERAGE, [edit]);
  return found.kind === 'known' ? [...found.tests].map((id) => id.split('::')[1]) : found.kind;
}

describe('the tests that may notice an edit', () => {
  it('are those that ran the statement around it', () => {
    expect(covering(55, 60)).toEqual(['goes on']);
    expect(covering(25, 30)).toEqual(['enters', 'goes on']);
  });

  it('are those that entered the function, for what is put between its statements', () => {
    expect(covering(45, 45)).toEqual(['enters', 'goes on']);
    expect(covering(30, 60)).toEqual(['enters', 'goes on']);
  });

  it('are all of the files that load it, for what runs as it loads and for what is outside of all functions', () => {
    const all = ['enters', 'goes on', 'only loads it'];
    expect(covering(112, 115)).toEqual(all);
    expect(covering(105, 105)).toEqual(all);
  });

  it('are its own tests, for a test file', () => {
    expect(covering(0, 5, 'b.test.ts')).toEqual(['only loads it']);
  });

  it('are none, for code that no test loads, and unknown for what is no code', () => {
    expect(covering(0, 5, 'unused.ts')).toEqual([]);
    expect(covering(0, 5, 'data.txt')).toBe('unknown');
  });

  it('are all that load it, when a file goes', () => {
    const found = coveringTests(COVERAGE, [{ kind: 'delete', path: 'a.ts' }]);
    expect(found.kind === 'known' && [...found.tests]).toHaveLength(3);
  });
});
