import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FromEngine } from '../../src/engine/protocol.ts';
import { Surfaces } from '../../src/engine/surfaces.ts';
import { projectOf, temporaryFolder } from '../support/projects.ts';
import { serverFolder } from '../support/python.ts';
import { shippedGrammars } from '../support/shipped-grammars.ts';
import { bundleWorker } from '../support/warm.ts';

let programs: string;
beforeAll(() => {
  programs = mkdtempSync(join(tmpdir(), 'programs-'));
  bundleWorker(programs);
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

const JAVASCRIPT = {
  'package.json': '{ "name": "sign", "type": "module", "scripts": { "test": "node --test" } }',
  'sign.js': `const WORDS = ['minus', 'plus'];

export function sign(n) {
  if (n < 0) {
    return WORDS[0];
  }
  return WORDS[1];
}
`,
  'sign.test.js': `import assert from 'node:assert';
import test from 'node:test';
import { sign } from './sign.js';

test('below', () => assert.equal(sign(-1), 'minus'));
test('above', () => assert.equal(sign(1), 'plus'));
test('by chance', () => assert.ok(process.env.CREDENCE_REPORT !== undefined));
`,
};
const PYTHON = {
  'sign.py': `WORDS = ["minus", "plus"]


def sign(n):
    if n < 0:
        return WORDS[0]
    return WORDS[1]
`,
  'pytest.ini': '[pytest]\npythonpath = .\n',
  'test_sign.py': `from sign import sign


def test_below():
    assert sign(-1) == "minus"


def test_above():
    assert sign(1) == "plus"
`,
};

async function run(files: Readonly<Record<string, string>>, only?: { file: string; name: string }) {
  const grammars = shippedGrammars();
  const assets = {
    ...{ grammars, version: 'test' },
    programs: { javascript: join(programs, 'warm-javascript.cjs'), python: serverFolder },
  };
  const folder = projectOf(files);
  const answer = await new Surfaces(assets, () => undefined).answer(
    {
      ...{ type: 'run-tests', id: 'q', folder, stateFolder: temporaryFolder(), overlays: [], trusted: true },
      ...{ coverage: true, seconds: 60 },
      ...(only === undefined ? {} : { files: [only.file], only: [only] }),
    },
    new AbortController().signal,
  );
  if (answer?.type !== 'tests-ran') throw new Error(`not an answer: ${answer?.type}`);
  return answer;
}

/** The first lines of the statements that ran, 1-based, by test; `''` for what ran while they were loaded. */
function linesRan({ coverage = [] }: Extract<FromEngine, { type: 'tests-ran' }>, path: string) {
  const file = coverage.find((each) => each.path === path);
  if (file === undefined) return undefined;
  const lines = (ran: readonly number[]): readonly number[] =>
    [...new Set(ran.map((index) => (file.statements[index]?.[0] ?? -1) + 1))].toSorted((a, b) => a - b);
  return {
    '': lines(file.loaded),
    ...Object.fromEntries(file.tests.map(({ id, ran }) => [id.slice(id.indexOf('::') + 2), lines(ran)])),
  };
}

it('tells of JavaScript what each test ran, and which one could not be measured', async () => {
  const answer = await run(JAVASCRIPT);
  expect(answer.report?.results.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
  expect(answer.coverage?.map(({ path }) => path)).toEqual(['sign.js']);
  expect(linesRan(answer, 'sign.js')).toMatchObject({ below: [3, 4, 5], above: [3, 4, 7] });
  expect(linesRan(answer, 'sign.js')?.['']).toContain(1);
  // A statement ends where its block begins, so that what did not run within it is seen.
  const head = answer.coverage?.[0]?.statements.find(([line]) => line === 3);
  expect(head?.[2]).toBe(3);
});

it('tells of Python the same', async () => {
  const answer = await run(PYTHON);
  expect(answer.report?.results.map(({ status }) => status)).toEqual(['passed', 'passed']);
  expect(linesRan(answer, 'sign.py')).toMatchObject({ test_below: [4, 5, 6], test_above: [4, 5, 7] });
});

it('of one test alone, what that one ran', async () => {
  const js = await run(JAVASCRIPT, { file: 'sign.test.js', name: 'below' });
  expect(js.report?.results.map(({ name }) => name)).toEqual(['below']);
  const { '': _, ...tests } = linesRan(js, 'sign.js') ?? {};
  expect(tests).toEqual({ below: [3, 4, 5] });
  const python = await run(PYTHON, { file: 'test_sign.py', name: 'test_above' });
  expect(python.report?.results.map(({ name }) => name)).toEqual(['test_above']);
});
