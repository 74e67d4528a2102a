import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isOneOf } from '../../../src/environment/runners/named-test.ts';
import { fixtureProject, projectOf, runIn } from '../../support/projects.ts';

const JAVASCRIPT = [
  { fixture: 'vitest', file: 'test/outcomes.test.ts' },
  { fixture: 'jest', file: 'test/outcomes.test.js' },
  { fixture: 'mocha', file: 'test/outcomes.test.js' },
  { fixture: 'node-test', file: 'test/outcomes.test.ts' },
] as const;
const PYTHON = [
  { fixture: 'pytest', file: 'tests/test_outcomes.py' },
  { fixture: 'unittest', file: 'tests/test_outcomes.py' },
] as const;

async function told(fixture: string, file: string, ...names: readonly string[]) {
  const report = await runIn(fixtureProject(fixture), [file], {
    only: names.map((name) => ({ file, name })),
  });
  expect(report.reason).toBeUndefined();
  expect(report.status).toBe('ran');
  return report.results.map(({ name, status }) => [name.split(' > ').at(-1), status]);
}

describe.each(JAVASCRIPT)('one test of $fixture', ({ fixture, file }) => {
  it('is run alone, by the name that the text has, or that was reported', async () => {
    expect(await told(fixture, file, 'fails on the sum')).toEqual([['fails on the sum', 'failed']]);
    const odd = 'ünïcode “quoted” \'single\' "double" 🦊';
    expect(await told(fixture, file, odd)).toEqual([[odd, 'passed']]);
    expect(await told(fixture, file, 'cart > adds', 'cart > throws deep')).toEqual([
      ['adds', 'passed'],
      ['throws deep', 'failed'],
    ]);
  });

  it('comes with its namesakes, and with all of its file where nothing is found by its name', async () => {
    expect(await told(fixture, file, 'twice')).toEqual([
      ['twice', 'passed'],
      ['twice', 'failed'],
    ]);
    const names = (await told(fixture, file, 'made at run time')).map(([name]) => name);
    expect(names).toEqual(expect.arrayContaining(['adds', 'twice', 'is noisy']));
  });
});

describe.each(PYTHON)('one test of $fixture', ({ fixture, file }) => {
  it('is run alone, and not with one whose name begins alike', async () => {
    expect(await told(fixture, file, 'test_fails_on_the_sum')).toEqual([['test_fails_on_the_sum', 'failed']]);
    expect(await told(fixture, file, 'TestCart > test_adds')).toEqual([['test_adds', 'passed']]);
  });
});

/** Two groups and the file with a test of one name each, in the words of a runner. */
const scripted = (imports: string): string => `${imports}
describe('cart', () => {
  it('adds', () => {});
  describe('empty', () => { it('adds', () => {}); it('is free', () => {}); });
});
describe('order', () => { it('adds', () => {}); });
it('adds', () => {});
`;
const NAMESAKES: Readonly<Record<string, readonly [file: string, text: string, names: readonly string[]]>> = {
  vitest: [
    'test/cart.test.ts',
    scripted("import { describe, it } from 'vitest';"),
    ['cart', 'empty', 'adds'],
  ],
  jest: ['test/cart.test.js', scripted(''), ['cart', 'empty', 'adds']],
  mocha: ['test/cart.test.js', scripted(''), ['cart', 'empty', 'adds']],
  'node-test': [
    'test/cart.test.ts',
    scripted("import { describe, it } from 'node:test';"),
    ['cart', 'empty', 'adds'],
  ],
};

describe.each(Object.entries(NAMESAKES))('a group of %s', (fixture, [file, text, [outer, inner, test]]) => {
  it('is run alone, and a test of it not for its namesakes', async () => {
    const folder = fixtureProject(fixture);
    writeFileSync(join(folder, file), text);
    const ran = async (name: string, is: 'test' | 'group') => {
      const only = [{ file, name, is }];
      const { status, results } = await runIn(folder, [file], { only });
      expect(status).toBe('ran');
      return results
        .filter((result) => isOneOf(only, result))
        .map(({ name, status }) => `${name}: ${status}`);
    };
    expect(await ran(`${outer} > ${inner}`, 'group')).toEqual([
      'cart > empty > adds: passed',
      'cart > empty > is free: passed',
    ]);
    expect(await ran(`${outer} > ${test}`, 'test')).toEqual(['cart > adds: passed']);
    expect(await ran(`${test}`, 'test')).toEqual(['adds: passed']);
  });
});

describe.each(PYTHON)('a group of $fixture', ({ fixture, file }) => {
  it('is run alone, and a test of the file not for its namesakes in a class', async () => {
    const folder = fixtureProject(fixture);
    const base = fixture === 'pytest' ? '' : '(unittest.TestCase)';
    const alone = fixture === 'pytest' ? 'def test_adds():\n    pass\n' : '';
    writeFileSync(
      join(folder, file),
      `import unittest

class TestCart${base}:
    def test_adds(self):
        pass
    def test_names(self):
        pass

class TestCartEmpty${base}:
    def test_adds(self):
        pass

${alone}`,
    );
    const ran = async (name: string, is: 'test' | 'group') =>
      (await runIn(folder, [file], { only: [{ file, name, is }] })).results.map((result) => result.name);
    expect(await ran('TestCart', 'group')).toEqual(['TestCart > test_adds', 'TestCart > test_names']);
    expect(await ran('TestCart > test_adds', 'test')).toEqual(['TestCart > test_adds']);
    if (alone !== '') expect(await ran('test_adds', 'test')).toEqual(['test_adds']);
  });
});

it('a test of a table is run with each of its values, and one of a parameter alone', async () => {
  const file = 'test/table.test.js';
  const folder = projectOf({
    'package.json': JSON.stringify({ type: 'module', scripts: { test: 'vitest run' } }),
    [file]: `import { expect, it } from 'vitest';
it.each([1, 2])('is %i (or more)', (n) => expect(n).toBe(1));
it('is another', () => {});
`,
  });
  const of = async (name: string) =>
    (await runIn(folder, [file], { only: [{ file, name }] })).results.map((test) => test.name);
  expect(await of('is %i (or more)')).toEqual(['is 1 (or more)', 'is 2 (or more)']);
  expect(await of('is 2 (or more)')).toEqual(['is 2 (or more)']);
  const pytest = 'tests/test_outcomes.py';
  const values = await runIn(fixtureProject('pytest'), [pytest], {
    only: [{ file: pytest, name: 'TestCart > test_names[a::b]' }],
  });
  expect(values.results.map((test) => test.name)).toEqual(['TestCart > test_names[a::b]']);
});
