import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { createEnvironment } from '../../src/environment/environment.ts';
import { passedConfirmation, passedSearch } from '../../src/loop/judge.ts';
import type { Target } from '../../src/loop/types.ts';
import { projectOf } from '../support/projects.ts';
import { serverFolder } from '../support/python.ts';
import { testSyntax } from '../support/syntax.ts';
import { bundleWorker } from '../support/warm.ts';
import { aCandidate, aTask } from '../support/world.ts';

const repository = resolve(import.meta.dirname, '../..');
const never = new AbortController().signal;
let programs: string;
beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'programs-'));
  bundleWorker(programs);
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

/** Code with a loop that ends for some inputs alone, with a test of both kinds and a file that has nothing to do with it. */
const PROJECTS = [
  [
    'JavaScript',
    'count.js',
    {
      'package.json': '{ "name": "count", "type": "module", "scripts": { "test": "node --test" } }',
      'count.js':
        'export function ones(n) {\n  let count = 0;\n  while (n > 0) {\n    n ^= n - 1;\n    count++;\n  }\n  return count;\n}\n',
      'count.test.js':
        "import assert from 'node:assert';\nimport test from 'node:test';\nimport { ones } from './count.js';\n\ntest('none', () => assert.equal(ones(0), 0));\ntest('some', () => assert.equal(ones(6), 2));\n",
      'other.test.js':
        "import assert from 'node:assert';\nimport test from 'node:test';\n\ntest('other', () => assert.ok(true));\n",
    },
    'n ^=',
    'n &=',
    { 'count.test.js::none': 'passed', 'count.test.js::some': 'failed', 'other.test.js::other': 'passed' },
  ],
  [
    'Python',
    'count.py',
    {
      'count.py':
        'def ones(n):\n    count = 0\n    while n > 0:\n        n ^= n - 1\n        count += 1\n    return count\n',
      'pytest.ini': '[pytest]\npythonpath = .\n',
      'test_count.py':
        'from count import ones\n\n\ndef test_none():\n    assert ones(0) == 0\n\n\ndef test_some():\n    assert ones(6) == 2\n',
    },
    'n ^=',
    'n &=',
    { 'test_count.py::test_none': 'passed', 'test_count.py::test_some': 'failed' },
  ],
] as const;

it.each(PROJECTS)(
  'a test of %s that never ends has failed, and what mends it is found out',
  async (...project) => {
    const [, path, files, from, to, expected] = project;
    const environment = await createEnvironment({
      folder: projectOf(files),
      overlays: [],
      trusted: true,
      syntax: testSyntax(),
      programs: { javascript: join(programs, 'warm-javascript.cjs'), python: serverFolder },
      fallbackTypescript: join(repository, 'node_modules/typescript/lib/typescript.js'),
      signal: never,
    });
    onTestFinished(() => environment.dispose());
    const survey = await environment.survey(aTask(), never);
    expect(survey.tests?.status).toBe('ran');
    expect(Object.fromEntries((survey.tests?.results ?? []).map(({ id, status }) => [id, status]))).toEqual(
      expected,
    );
    const failed = survey.tests?.results.find(({ status }) => status === 'failed');
    expect(failed?.message).toMatch(/does not end|did not end/);
    const target: Target = { kind: 'failing-test', tests: [failed?.id ?? ''], files: [], diagnostics: [] };
    const text = Object.entries<string>(files).find(([name]) => name === path)?.[1] ?? '';
    const start = text.indexOf(from);
    const edit = {
      kind: 'modify' as const,
      path,
      replacements: [{ start, end: start + from.length, text: to }],
    };
    const candidate = aCandidate('mended', 0.1, { edits: [edit] });
    expect(passedSearch(await environment.evaluate(candidate, target, never), target)).toBe(true);
    expect(passedConfirmation(await environment.confirm(candidate, target, never), target)).toBe(true);
  },
  120_000,
);
