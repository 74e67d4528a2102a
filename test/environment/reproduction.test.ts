import { describe, expect, it, onTestFinished } from 'vitest';
import { createEnvironment } from '../../src/environment/environment.ts';
import { passedConfirmation, passedSearch } from '../../src/loop/judge.ts';
import { readReproduction } from '../../src/loop/reproduce.ts';
import type { Target } from '../../src/loop/types.ts';
import { RUNNERS } from '../scenarios/support/projects.ts';
import { projectOf } from '../support/projects.ts';
import { testSyntax } from '../support/syntax.ts';
import { aCandidate, aTask } from '../support/world.ts';

const never = new AbortController().signal;

async function open(files: Readonly<Record<string, string>>) {
  const environment = await createEnvironment({
    folder: projectOf(files),
    overlays: [],
    trusted: true,
    syntax: testSyntax(),
    signal: never,
  });
  onTestFinished(() => environment.dispose());
  await environment.survey(aTask(), never);
  return environment;
}

const ASSERT = "import assert from 'node:assert/strict';\n";
const CALL = "('calls grown people so', () => ";
/** By runner: a new test of what the project's own tests leave out, and where the source lies. */
const NEW = {
  'node:test in TypeScript': [
    'test/grown.test.ts',
    `${ASSERT}import { test } from 'node:test';\nimport { describeAge } from '../src/age.ts';\ntest${CALL}assert.equal(describeAge(18), 'adult'));\n`,
    'src/age.ts',
  ],
  mocha: [
    'test/grown.js',
    `${ASSERT}import { describeAge } from '../src/age.js';\nit${CALL}assert.equal(describeAge(18), 'adult'));\n`,
    'src/age.js',
  ],
  jest: [
    'src/grown.test.js',
    `const { describeAge } = require('./age');\ntest${CALL}expect(describeAge(18)).toBe('adult'));\n`,
    'src/age.js',
  ],
  vitest: [
    'test/grown.test.ts',
    `import { expect, it } from 'vitest';\nimport { describeAge } from '../src/age.ts';\nit${CALL}expect(describeAge(18)).toBe('adult'));\n`,
    'src/age.ts',
  ],
  pytest: [
    'tests/test_grown.py',
    'from age import describe_age\n\n\ndef test_grown():\n    assert describe_age(18) == "adult"\n',
    'age.py',
  ],
  unittest: [
    'tests/test_grown.py',
    'import unittest\n\nfrom age import describe_age\n\n\nclass GrownTest(unittest.TestCase):\n    def test_grown(self):\n        self.assertEqual(describe_age(18), "adult")\n',
    'age.py',
  ],
} as const;

describe.each(Object.entries(NEW))('a new test for %s', (runner, [path, text, source]) => {
  it('fails on the untouched code, is run with every candidate, and is part of none', async () => {
    const files = RUNNERS[runner as keyof typeof NEW];
    const environment = await open(files);
    const test = { path, text, claim: '' };
    const report = await environment.reproduce?.(test, never);
    const read = report === undefined ? undefined : readReproduction(test, report);
    expect(read, JSON.stringify(report)).toMatchObject({ kind: 'shown' });
    if (read?.kind !== 'shown') return;
    const target: Target = { kind: 'open-request', tests: read.tests, files: read.files, diagnostics: [] };
    const before = (files as Readonly<Record<string, string>>)[source] ?? '';
    const at = before.indexOf('age > 18') + 'age '.length;
    const edit = (by: string) => [
      { kind: 'modify' as const, path: source, replacements: [{ start: at, end: at + 1, text: by }] },
    ];
    const right = aCandidate('right', 0.1, { edits: edit('>=') });
    const wrong = aCandidate('wrong', 0.1, { edits: edit('<') });
    expect(passedSearch(await environment.evaluate(wrong, target, never), target)).toBe(false);
    const seen = await environment.evaluate(right, target, never);
    expect(passedSearch(seen, target), JSON.stringify(seen.rungs)).toBe(true);
    const cold = await environment.confirm(right, target, never);
    expect(passedConfirmation(cold, target), JSON.stringify(cold.rungs)).toBe(true);
    expect(cold.fixed).toEqual([...read.tests, ...read.files]);
    expect(environment.patch(right).map((file) => file.path)).toEqual([source]);
  });
});

it.each([
  ['in its place', 'test/grown.js'],
  ['in its place, spelled otherwise', 'test/Grown.js'],
  ['below it', 'test/grown.js/index.js'],
])('a candidate that writes a file %s is refused and cannot pass', async (_where, path) => {
  const environment = await open(RUNNERS.mocha);
  const [own, text] = NEW.mocha;
  const report = await environment.reproduce?.({ path: own, text, claim: '' }, never);
  const tests = report?.results.flatMap(({ id, status }) => (status === 'failed' ? [id] : [])) ?? [];
  expect(tests).toContain(`${own}::calls grown people so`);
  const target: Target = { kind: 'open-request', tests, files: [], diagnostics: [] };
  const easy = text.replace("describeAge(18), 'adult'", '1, 1');
  const cheat = aCandidate('cheat', 0.1, { edits: [{ kind: 'create', path, text: easy }] });
  for (const seen of [
    await environment.evaluate(cheat, target, never),
    await environment.confirm(cheat, target, never),
  ]) {
    expect(passedSearch(seen, target)).toBe(false);
    expect(seen.rungs[0]).toMatchObject({
      ...{ rung: 'apply', status: 'failed' },
      detail: expect.stringContaining(`the new test ${own}, by which`),
    });
  }
});

const SLUG = 'export function slug(title) {\n  return title;\n}\n';
const SLUG_TEST = `${ASSERT}import { test } from 'node:test';\nimport { slug } from '../src/slug.js';\ntest('joins', () => assert.equal(slug('two words'), 'two-words'));\n`;

it.each([
  ['fails', { 'src/slug.js': SLUG }, 'modify'],
  ['cannot be loaded yet', {}, 'create'],
] as const)(
  'a candidate that looks up the answer of a new test that %s is a cheat',
  async (_how, files, kind) => {
    const environment = await open({ ...RUNNERS['node:test in JavaScript'], ...files });
    const test = { path: 'test/slug.test.js', text: SLUG_TEST, claim: '' };
    const report = await environment.reproduce?.(test, never);
    const read = report === undefined ? undefined : readReproduction(test, report);
    if (read?.kind !== 'shown') throw new Error(JSON.stringify(report));
    const target: Target = { kind: 'open-request', tests: read.tests, files: read.files, diagnostics: [] };
    const at = SLUG.indexOf('  return');
    const writing = (id: string, text: string) =>
      aCandidate(id, 0.1, {
        edits: [
          kind === 'create'
            ? { kind, path: 'src/slug.js', text: `${SLUG.slice(0, at)}${text}\n}\n` }
            : { kind, path: 'src/slug.js', replacements: [{ start: at, end: SLUG.length - 3, text }] },
        ],
      });
    const cheat = writing('cheat', "  if (title === 'two words') return 'two-words';\n  return title;");
    for (const seen of [
      await environment.evaluate(cheat, target, never),
      await environment.confirm(cheat, target, never),
    ])
      expect(seen.rungs).toContainEqual(expect.objectContaining({ rung: 'integrity', status: 'failed' }));
    const right = writing('right', "  return title.split(' ').join('-');");
    const seen = await environment.confirm(right, target, never);
    expect(passedConfirmation(seen, target), JSON.stringify(seen.rungs)).toBe(true);
  },
);

it.each([
  ['is no test', 'src/more.js', 'export {};\n', /no place for a test/],
  ['is a configuration of tests', 'vitest.config.js', 'export default {};\n', /no place for a test/],
  ['is there already', 'test/age.test.js', '', /something is in its place/],
  [
    'cannot be read',
    'test/torn.test.js',
    "import { test } from 'node:test';\ntest('x', () => {\n",
    /cannot be loaded/,
  ],
] as const)('a file that %s shows nothing and is not kept', async (_what, path, text, reason) => {
  const files = RUNNERS['node:test in JavaScript'];
  const environment = await open(files);
  const test = { path, text, claim: '' };
  const report = await environment.reproduce?.(test, never);
  if (report === undefined) throw new Error('tests can be run here');
  expect(readReproduction(test, report)).toMatchObject({
    kind: 'nothing',
    reason: expect.stringMatching(reason),
  });
  // What is not kept does not stand in the way of a right patch.
  const at = files['src/age.js'].indexOf('age > 18') + 4;
  const right = aCandidate('right', 0.1, {
    edits: [{ kind: 'modify', path: 'src/age.js', replacements: [{ start: at, end: at + 1, text: '>=' }] }],
  });
  const target: Target = {
    kind: 'failing-test',
    tests: ['test/age.test.js::counts the eighteenth birthday'],
    files: [],
    diagnostics: [],
  };
  expect(passedConfirmation(await environment.confirm(right, target, never), target)).toBe(true);
});
