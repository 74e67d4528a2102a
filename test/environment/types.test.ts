import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEnvironment } from '../../src/environment/environment.ts';
import type { Candidate, Observation, Target } from '../../src/loop/types.ts';
import { projectOf, put } from '../support/projects.ts';
import { testSyntax } from '../support/syntax.ts';
import { aCandidate, aTask } from '../support/world.ts';

const modules = resolve(import.meta.dirname, '../../node_modules');
const never = new AbortController().signal;
const NONE: Target = { kind: 'failing-test', tests: [], files: [], diagnostics: [] };
const FILES = {
  'package.json': '{ "name": "shop", "type": "module" }',
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext", "noEmit": true, "types": [] }, "include": ["src"] }',
  'src/price.ts':
    'export interface Price { cents: number; currency: string }\nexport function price(cents: number) {\n  return { cents, currency: "EUR" };\n}\nexport function total(all: readonly Price[]): number {\n  let sum = 0;\n  for (const one of all) sum += one.cents;\n  return sum;\n}\n',
  'src/cart.ts':
    'import { price, total, type Price } from "./price.js";\nconst all: Price[] = [price(1)];\nexport const sum: number = total(all) + price(2).cents;\nexport const old: string = 5;\n',
};
/** Each with whether the compiler finds a new error. */
const EDITS: readonly (readonly [path: keyof typeof FILES, from: string, to: string, isIll: boolean])[] = [
  ['src/price.ts', 'let sum = 0', 'let sum = 1', false],
  ['src/price.ts', 'let sum = 0', 'let sum = ""', true],
  ['src/price.ts', 'one.cents', 'one.cent', true],
  ['src/price.ts', 'one.cents;', 'one.cents * 2;', false],
  ['src/price.ts', 'return sum', 'return', true],
  ['src/price.ts', 'currency: "EUR"', 'currency: 3', true],
  ['src/price.ts', 'return { cents, currency: "EUR" }', 'return { cents, currency: "USD" }', false],
  ['src/price.ts', 'return { cents, currency: "EUR" }', 'return cents', true],
  ['src/price.ts', 'currency: string }', 'currency: string; paid?: boolean }', false],
  ['src/price.ts', 'currency: string }', 'currency: string; paid: boolean }', true],
  ['src/price.ts', 'readonly Price[]', 'Price[]', false],
  ['src/cart.ts', 'price(2).cents', 'price(2)', true],
  ['src/cart.ts', 'old: string = 5', 'old: number = 5', false],
  ['src/cart.ts', 'old: string = 5', 'old: string = 6', false],
  ['src/cart.ts', 'old: string = 5', 'old: string = 5;\nexport const more: string = 5', true],
  ['src/cart.ts', '"./price.js"', '"./prices.js"', true],
];

function candidateOf([path, from, to]: (typeof EDITS)[number]): Candidate {
  const start = FILES[path].indexOf(from);
  const replacement = { start, end: start + from.length, text: to };
  return aCandidate(`${from} → ${to}`, 0.1, {
    edits: [{ kind: 'modify', path, replacements: [replacement] }],
  });
}

async function open(own: string, native?: string, files: Readonly<Record<string, string>> = FILES) {
  const folder = projectOf(files);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(modules, own), join(folder, 'node_modules', 'typescript'));
  const environment = await createEnvironment({
    folder,
    overlays: [],
    trusted: true,
    syntax: testSyntax(),
    programs: { typescript: native, types: resolve(modules, '../dist/types.mjs') },
    fallbackTypescript: join(modules, 'typescript/lib/typescript.js'),
    signal: never,
  });
  onTestFinished(() => environment.dispose());
  return { folder, environment, survey: await environment.survey(aTask(), never) };
}

function typesOf(observation: Observation) {
  return observation.rungs.find(({ rung }) => rung === 'types');
}

describe.each([
  ['the project’s own TypeScript 6', 'typescript', undefined, 'TypeScript 6', 'TypeScript 6'],
  [
    'a TypeScript 7 in the search',
    'typescript',
    join(modules, 'typescript-native'),
    'TypeScript 7',
    'TypeScript 6',
  ],
  ['the project’s own TypeScript 7', 'typescript-native', undefined, 'TypeScript 7', 'TypeScript 7'],
])('types, by %s', (_, own, native, inSearch, inConfirmation) => {
  it('say of each candidate what the compiler says', async () => {
    const { environment, survey } = await open(own, native);
    // What is wrong before counts for nobody.
    expect(survey.diagnostics.map(({ code }) => code)).toEqual(['TS2322']);
    for (const edit of EDITS) {
      const candidate = candidateOf(edit);
      const searched = typesOf(await environment.evaluate(candidate, NONE, never));
      expect([candidate.id, searched?.status]).toEqual([candidate.id, edit[3] ? 'failed' : 'passed']);
      if (!edit[3]) expect(searched?.detail).toContain(inSearch);
      const confirmed = typesOf(await environment.confirm(candidate, NONE, never));
      expect([candidate.id, confirmed?.status]).toEqual([candidate.id, edit[3] ? 'failed' : 'passed']);
      if (!edit[3]) expect(confirmed?.detail).toContain(inConfirmation);
    }
  });

  it('clear the error that is the target, and no other', async () => {
    const { environment, survey } = await open(own, native);
    const target: Target = {
      ...NONE,
      kind: 'diagnostic',
      diagnostics: survey.diagnostics.map(({ key }) => key),
    };
    const right = EDITS.find(([, , to]) => to === 'old: number = 5');
    const wrong = EDITS.find(([, , to]) => to === 'old: string = 6');
    if (right === undefined || wrong === undefined) throw new Error('no such edits');
    const cleared = await environment.evaluate(candidateOf(right), target, never);
    expect(cleared.clearedDiagnostics).toEqual(target.diagnostics);
    expect(typesOf(await environment.evaluate(candidateOf(wrong), target, never))?.status).toBe('failed');
  });
});

describe('where a test fails and a faster compiler finds no error', () => {
  const failing = {
    ...FILES,
    'package.json': '{ "name": "shop", "type": "module", "scripts": { "test": "node --test" } }',
    'src/cart.ts': 'import { price } from "./price.ts";\nexport const sum: number = price(1).cents + 1;\n',
    'test/cart.test.ts':
      'import assert from "node:assert/strict";\nimport { test } from "node:test";\nimport { sum } from "../src/cart.ts";\ntest("sum", () => assert.equal(sum, 1));\n',
    'tsconfig.json': FILES['tsconfig.json'].replace(
      '"noEmit"',
      '"allowImportingTsExtensions": true, "noEmit"',
    ),
  };
  const edited = (from: string, to: string): Candidate => {
    const start = failing['src/cart.ts'].indexOf(from);
    const replacement = { start, end: start + from.length, text: to };
    return aCandidate(to, 0.1, {
      edits: [{ kind: 'modify', path: 'src/cart.ts', replacements: [replacement] }],
    });
  };

  it('the project’s own decides what is confirmed, also when its process is killed meanwhile', async () => {
    const { environment, survey } = await open('typescript', join(modules, 'typescript-native'), failing);
    expect(survey.diagnostics).toEqual([]);
    expect(survey.rungs.find(({ rung }) => rung === 'types')?.by).toContain('TypeScript 6');
    const target = { ...NONE, tests: ['test/cart.test.ts::sum'] };
    for (const kill of [false, true]) {
      if (kill) for (const pid of compilersBelow(process.pid)) process.kill(pid, 'SIGKILL');
      const right = typesOf(await environment.confirm(edited('.cents + 1', '.cents'), target, never));
      expect(right).toMatchObject({ status: 'passed' });
      expect(right?.detail).toContain('TypeScript 6');
      const ill = typesOf(await environment.confirm(edited('.cents + 1', '.currency'), target, never));
      expect(ill).toMatchObject({ status: 'failed' });
    }
  });

  it('an error is found by the project’s own where nothing else is to be mended', async () => {
    const passing = {
      ...failing,
      'test/cart.test.ts': failing['test/cart.test.ts'].replace('sum, 1', 'sum, 2'),
      // No configuration includes it, so the faster one does not look at it.
      'tsconfig.json': failing['tsconfig.json'].replace('"src"', '"src/price.ts"'),
      'tools/jsconfig.json': '{ "compilerOptions": { "types": [] }, "files": [] }',
      'tools/old.ts': 'export const old: string = 5;\n',
    };
    const { survey } = await open('typescript', join(modules, 'typescript-native'), passing);
    expect(survey.diagnostics.map(({ code }) => code)).toEqual(['TS2322']);
  });
});

/** Processes below one that hold a compiler. */
function compilersBelow(pid: number): readonly number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/));
  return rows
    .filter(([, parent, ...args]) => Number(parent) === pid && args.some((arg) => arg.endsWith('types.mjs')))
    .map(([child]) => Number(child));
}

it('the expectations are the compiler’s own', () => {
  const tsc = join(modules, 'typescript/bin/tsc');
  const errors = (folder: string): number => {
    try {
      execFileSync(process.execPath, [tsc, '-p', folder], { stdio: 'pipe' });
      return 0;
    } catch (error) {
      const { stdout } = error as { stdout: Buffer };
      return stdout
        .toString()
        .split('\n')
        .filter((line) => line.includes('error TS')).length;
    }
  };
  for (const [path, from, to, isIll] of EDITS.filter((_, index) => index % 4 === 1)) {
    const folder = projectOf(FILES);
    put(folder, { [path]: FILES[path].replace(from, to) });
    expect([to, errors(folder) > 1]).toEqual([to, isIll]);
  }
});
