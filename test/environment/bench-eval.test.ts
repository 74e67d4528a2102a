import { spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { type AskedModel, startAskedModel } from '../scenarios/support/asked-model.ts';
import { bundlesTheTerminal, terminal } from '../scenarios/support/terminal.ts';
import { put, temporaryFolder } from '../support/projects.ts';

const IMPORTS =
  "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { initials } from '../src/initials.js';\n";
const CORRECT =
  "export function initials(name) {\n  return name.split(' ').map((part) => part[0]).join('');\n}\n";
/** One that no template repairs. */
const TASK = {
  id: 'whole-name',
  kind: 'relational-operator',
  repairable: true,
  bug: [
    { file: 'src/initials.js', find: "name.split(' ').map((part) => part[0]).join('')", replace: 'name' },
  ],
  hidden: ['test/initials.hidden.test.js'],
};
const edit = (result: string): string =>
  `It returns the whole name.\n\nsrc/initials.js\n\`\`\`\n<<<<<<< SEARCH\n  return name;\n=======\n  return ${result};\n>>>>>>> REPLACE\n\`\`\`\n`;
/** Passes the visible test alone. */
const LUCKY = edit("name === 'A' ? 'A' : 'AK'");
const RIGHT = edit("name.split(' ').map((part) => part[0]).join('')");

bundlesTheTerminal();
let model: AskedModel | undefined;
afterEach(() => model?.close());

function corpus(): string {
  const folder = temporaryFolder();
  const files = {
    'package.json': '{"type":"module","scripts":{"test":"node --test test/*.test.js"}}',
    'src/initials.js': CORRECT,
    'test/initials.test.js': `${IMPORTS}test('takes first letters', () => assert.deepEqual([initials('A'), initials('Ada King')], ['A', 'AK']));\n`,
    'hidden/test/initials.hidden.test.js': `${IMPORTS}test('of three names', () => assert.equal(initials('Ada M King'), 'AMK'));\n`,
    'tasks.json': JSON.stringify({ runner: 'node:test', tasks: [TASK] }),
  };
  put(
    folder,
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`typescript/names/${path}`, text])),
  );
  return folder;
}

async function evaluate(...more: string[]): Promise<{ code: number | null; said: string; figures: unknown }> {
  const { node, cli, env } = terminal();
  const run = resolve(import.meta.dirname, '../../bench/eval/run.ts');
  const options = ['--model', 'loopback', '--base-url', model?.baseUrl ?? '', '--tasks', corpus(), '--json'];
  const product = ['--product', resolve(dirname(cli), '..'), '--budget-seconds', '40'];
  const child = spawn(node, ['--no-warnings', run, ...options, ...product, ...more], {
    env: { ...env, CREDENCE_API_KEY: 'key' },
  });
  let said = '';
  let errors = '';
  child.stdout.on('data', (data) => (said += data));
  child.stderr.on('data', (data) => (errors += data));
  const code = await new Promise<number | null>((done) => child.once('close', done));
  const last = said.trim().split('\n').at(-1) ?? '';
  return { code, said: said + errors, figures: last.startsWith('{') ? JSON.parse(last) : undefined };
}

it('says at once what keeps it from asking the model', async () => {
  model = await startAskedModel({});
  await model.close();
  const { code, said } = await evaluate();
  expect(code).toBe(1);
  expect(said).toMatch(/127\.0\.0\.1:\d+/);
  expect(said).not.toContain('abstained');
});

it('compares the product with the bare model at equal tokens, by tests that neither has seen', async () => {
  // The first answer is the product's; the bare model's is lucky with the visible tests; mending and drafts are right.
  model = await startAskedModel({
    edit: [RIGHT, LUCKY, LUCKY],
    plan: ['initials in src/initials.js takes letters.'],
    bodies: [RIGHT],
    repair: [RIGHT],
    draft: [RIGHT],
    question: ['{"question": null}'],
  });
  const { code, said, figures } = await evaluate();
  expect(code, said).toBe(0);
  expect(figures, said).toMatchObject({
    product: { tasks: 1, solved: 1, wrong: 0, failed: 0, brier: expect.any(Number) },
    'one-shot': { tasks: 1, solved: 0, wrong: 1, tokens: 350, ece: 1 },
    'best-of-n': { tasks: 1, solved: 0, wrong: 1 },
    seed: 1,
  });
});
