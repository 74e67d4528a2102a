import { expect, it } from 'vitest';
import { failingOver } from '../../../src/engine/verify/failing-over.ts';
import type { Coverage } from '../../../src/loop/rooms.ts';

const TEXT = 'if (a) { b; } c;';
const COVERAGE: Coverage = {
  statements: new Map([
    [
      'src/a.ts',
      [
        { start: 0, end: 13 },
        { start: 9, end: 11 },
        { start: 14, end: 16 },
      ],
    ],
  ]),
  tests: new Map([
    ['enters', new Map([['src/a.ts', [0, 1, 2]]])],
    ['passes by', new Map([['src/a.ts', [0, 2]]])],
    ['is elsewhere', new Map([['src/b.ts', [0]]])],
  ]),
  load: new Map(),
};
const TESTS = [...COVERAGE.tests.keys()];
const sources = { read: (path: string) => (path === 'src/d.ts' ? undefined : TEXT) };
const changing = (start: number, end: number, path = 'src/a.ts') =>
  failingOver(
    COVERAGE,
    [{ kind: 'modify', path, replacements: [{ start, end, text: 'x' }] }],
    TESTS,
    sources,
  );

it('names the tests that ran the innermost statement around the change', () => {
  expect(changing(9, 10)).toEqual(['enters']);
  expect(changing(4, 5)).toEqual(['enters', 'passes by']);
  expect(changing(14, 15)).toEqual(['enters', 'passes by']);
});

it('names none where nothing was measured, or nothing of a test', () => {
  expect(changing(0, 1, 'src/c.ts')).toEqual([]);
  expect(failingOver(COVERAGE, [{ kind: 'create', path: 'src/d.ts', text: '' }], TESTS, sources)).toEqual([]);
  expect(failingOver(undefined, [{ kind: 'delete', path: 'src/a.ts' }], TESTS, sources)).toEqual([]);
});

it('knows each place of an edit that replaces several, with what stands between them', () => {
  const lines = [
    'def first(n):',
    '    a = n',
    '    return a',
    '',
    'def second(n):',
    '    b = n',
    '    return b',
    '',
  ];
  const text = lines.join('\n');
  const at = (line: string) => ({ start: text.indexOf(line), end: text.indexOf(line) + line.length });
  const statements = ['a = n', 'return a', 'b = n', 'return b'].map(at);
  const coverage: Coverage = {
    statements: new Map([['a.py', statements]]),
    tests: new Map([0, 1, 2, 3].map((index) => [`runs ${index}`, new Map([['a.py', [index]]])])),
    load: new Map(),
  };
  const missed = (after: string) =>
    failingOver(
      coverage,
      [{ kind: 'modify', path: 'a.py', replacements: [{ start: 0, end: text.length, text: after }] }],
      [...coverage.tests.keys()],
      { read: () => text },
    );
  expect(missed(text.replace('a = n', 'a = +n').replace('return b', 'return -b'))).toEqual([
    'runs 0',
    'runs 3',
  ]);
  expect(missed(text.replace('a = n\n    return a', 'c = n\n    return c'))).toEqual(['runs 0', 'runs 1']);
  expect(missed(text.replace('    return b', '    b += 1\n    return b'))).toEqual(['runs 3']);
  expect(missed(text.replace('    return b', 'return b'))).toEqual(['runs 3']);
});
