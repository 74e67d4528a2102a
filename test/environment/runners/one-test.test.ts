import { describe, expect, it } from 'vitest';
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
