import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerInquiry } from '../../src/engine/answer.ts';
import type { FromEngine, ToEngine, VerifiedFix } from '../../src/engine/protocol.ts';
import { type Assets, runEpisode } from '../../src/engine/run.ts';
import { Surfaces } from '../../src/engine/surfaces.ts';
import { openHandbook } from '../../src/handbook/store.ts';
import type { TraceEvent } from '../../src/loop/events.ts';
import type { Behavior } from '../../src/loop/types.ts';
import { projectOf, temporaryFolder } from '../support/projects.ts';
import { shippedGrammars } from '../support/shipped-grammars.ts';
import { aCandidate, aTask } from '../support/world.ts';

/** Two misspelt names in one file, one of them twice; a test that runs both functions once they compile. */
const SHOP = {
  'package.json': JSON.stringify({ name: 'shop', type: 'module', scripts: { test: 'vitest run' } }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { strict: true, module: 'nodenext', allowImportingTsExtensions: true, noEmit: true },
    include: ['src', 'test'],
  }),
  'src/price.ts': `export interface Item {
  readonly amount: number;
  readonly label: string;
}

export function total(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + item.amuont, 0);
}

export function names(items: readonly Item[]): string {
  return items.map((item) => item.labell).join(', ');
}
`,
  'test/price.test.ts': `import { describe, expect, it } from 'vitest';
import { names, total } from '../src/price.ts';

describe('a shop', () => {
  it('adds up', () => expect(total([{ amount: 2, label: 'a' }, { amount: 3, label: 'b' }])).toBe(5));
  it('names', () => expect(names([{ amount: 2, label: 'a' }])).toBe('a'));
  it('knows nothing of this', () => expect(1).toBe(1));
});
`,
};

const PATH = 'src/price.ts';

function problem(text: string, word: string, message: string) {
  const start = text.indexOf(word);
  return { start, end: start + word.length, message, code: '2551', source: 'ts' };
}

async function ask(question: ToEngine): Promise<{ told: FromEngine[]; last: FromEngine | undefined }> {
  const told: FromEngine[] = [];
  const assets: Assets = { grammars: shippedGrammars(), programs: {}, version: 'test' };
  const surfaces = new Surfaces(assets, (message) => told.push(message));
  const last = await surfaces.answer(question, new AbortController().signal);
  return { told, last };
}

describe('fixes that are verified before anybody asks', () => {
  it('are found for each problem and for all of the file at once, on the unsaved text', async () => {
    const folder = projectOf({ ...SHOP, [PATH]: SHOP[PATH].replace('amuont', 'amount') });
    const text = SHOP[PATH];
    const { told, last } = await ask({
      type: 'fixes',
      id: 'q',
      folder,
      stateFolder: temporaryFolder(),
      overlays: [{ path: PATH, text }],
      trusted: true,
      path: PATH,
      problems: [
        problem(text, 'amuont', "Property 'amuont' does not exist on type 'Item'. Did you mean 'amount'?"),
        problem(text, 'labell', "Property 'labell' does not exist on type 'Item'. Did you mean 'label'?"),
      ],
      seconds: 200,
      onBattery: true,
    });
    const fixes = new Map(
      told.flatMap((message): [number, VerifiedFix][] =>
        message.type === 'fix' && message.fix !== undefined ? [[message.problem, message.fix]] : [],
      ),
    );
    expect(last).toMatchObject({ type: 'fixes-done' });
    expect([...fixes.keys()].toSorted()).toEqual([-1, 0, 1]);
    const whole = {
      path: PATH,
      before: text,
      after: text.replace('amuont', 'amount').replace('labell', 'label'),
    };
    for (const fix of fixes.values())
      expect(fix).toMatchObject({ types: expect.stringMatching(/TypeScript/) });
    // What the compiler knows is told while the tests are still to be run; the last word on each has them.
    const words = told.flatMap((message) =>
      message.type === 'fix' && message.problem === 0 ? message.fix : [],
    );
    expect(words.map((fix) => [fix?.testing, fix?.tests])).toEqual([
      [true, undefined],
      [undefined, expect.objectContaining({ passed: expect.any(Number) })],
    ]);
    expect(fixes.get(-1)?.patch).toEqual([whole]);
    expect(fixes.get(-1)?.tests).toEqual({ passed: 3, failed: 0 });
    // The disk is as it was.
    expect(readFileSync(join(folder, PATH), 'utf8')).not.toContain('amuont');
  }, 240_000);

  it('are taken back as soon as the tests refute them, before the next problem is tried', async () => {
    const text = SHOP[PATH].replace('item.labell', 'shout(item.label)');
    // It says what is there now: whatever mends the spelling of the amount breaks it.
    const test = `import { expect, it } from 'vitest';
import { names, total } from '../src/price.ts';

it('adds up', () => expect(total([{ amount: 2, amuont: 4, label: 'a' } as never])).toBe(4));
it('names', () => expect(names([{ amount: 2, label: 'a' }])).toBe('A'));
`;
    const shout = 'export function shout(text: string): string {\n  return text.toUpperCase();\n}\n';
    const folder = projectOf({ ...SHOP, [PATH]: text, 'src/shout.ts': shout, 'test/price.test.ts': test });
    const { told } = await ask({
      ...{ type: 'fixes', id: 'q', folder, stateFolder: temporaryFolder(), overlays: [], trusted: true },
      path: PATH,
      problems: [
        problem(text, 'amuont', "Property 'amuont' does not exist on type 'Item'. Did you mean 'amount'?"),
        { ...problem(text, 'shout', "Cannot find name 'shout'."), code: '2304' },
      ],
      seconds: 200,
      onBattery: true,
    });
    const words = told.flatMap((message) =>
      message.type === 'fix' && message.problem >= 0
        ? `${message.problem}: ${message.fix?.testing ? 'testing' : message.fix?.tests ? 'tested' : 'none'}`
        : [],
    );
    expect(words).toEqual(['0: testing', '1: testing', '0: none', '1: tested']);
  }, 240_000);

  it('are given up at once when the text changes, before those for the next text begin', async () => {
    const folder = projectOf(SHOP);
    const text = SHOP[PATH];
    const question = (id: string): ToEngine => ({
      ...{ type: 'fixes', id, folder, stateFolder: temporaryFolder(), overlays: [], trusted: true },
      ...{ path: PATH, problems: [problem(text, 'amuont', 'gone')], seconds: 60, onBattery: true },
    });
    const assets: Assets = { grammars: shippedGrammars(), programs: {}, version: 'test' };
    const told: FromEngine[] = [];
    const surfaces = new Surfaces(assets, (message) => told.push(message));
    const edited = new AbortController();
    const first = surfaces.answer(question('first'), edited.signal);
    const second = new AbortController();
    const next = surfaces.answer(question('second'), second.signal);
    edited.abort();
    second.abort();
    const ended = await Promise.all([first, next]);
    expect(ended.map((one) => one?.type)).toEqual(['fixes-done', 'fixes-done']);
    expect(told).toEqual([]);
  }, 60_000);

  it('are found in another language by the checker that the person configured', async () => {
    const path = 'src/Shop.java';
    const text = `class Shop {
  static final int LIMIT = 50;

  static boolean isFree(int total) {
    return total > LIMIT;
  }
}
`;
    const message = 'the limit itself counts as well';
    // Knows the one comparison that is meant.
    const check = `import { readFileSync } from 'node:fs';
let failed = 0;
for (const file of process.argv.slice(2))
  for (const [at, line] of readFileSync(file, 'utf8').split('\\n').entries()) {
    if (!line.includes('return') || line.trim() === 'return total >= LIMIT;') continue;
    const column = line.indexOf('>');
    console.log(\`\${file}:\${at + 1}:\${column + 1}: error: ${message}\`);
    failed = 1;
  }
process.exit(failed);
`;
    const start = text.indexOf('> LIMIT');
    const { told, last } = await ask({
      ...{ type: 'fixes', id: 'q', folder: projectOf({ [path]: text, 'check.mjs': check }), overlays: [] },
      ...{ stateFolder: temporaryFolder(), trusted: true, path, seconds: 60, onBattery: true },
      verification: {
        sandbox: 'none',
        commands: [
          {
            ...{ rung: 'types', name: 'limits', files: '**/*.java' },
            command: [process.execPath, 'check.mjs', '{files}'],
            report: {
              format: 'lines',
              pattern: '^(?<file>[^:]+):(?<line>\\d+):(?<column>\\d+): (?<severity>error): (?<message>.*)$',
            },
          },
        ],
      },
      problems: [{ start, end: start + 1, message, source: 'limits' }],
    });
    expect(last).toMatchObject({ type: 'fixes-done' });
    const [fix] = told.flatMap((one) => (one.type === 'fix' && one.problem === 0 ? [one.fix] : []));
    expect(fix?.patch[0]?.after).toContain('total >= LIMIT');
    // No test was run: the title says so, and it is not the preferred one.
    expect(fix?.types).toMatch(/limits/);
    expect(fix?.tests).toBeUndefined();
  }, 120_000);

  it('are not looked for where nothing may be executed', async () => {
    const { told, last } = await ask({
      type: 'fixes',
      id: 'q',
      folder: projectOf(SHOP),
      stateFolder: temporaryFolder(),
      overlays: [],
      trusted: false,
      path: PATH,
      problems: [problem(SHOP[PATH], 'amuont', 'whatever')],
      seconds: 30,
      onBattery: true,
    });
    expect(told).toEqual([]);
    expect(last).toMatchObject({ type: 'fixes-done' });
  }, 60_000);
});

describe('a patch that is accepted after its snapshot is gone', () => {
  /** A line of the handbook that was learned from code which is still there. */
  async function withLesson(folder: string, stateFolder: string) {
    const workspaceFile = join(folder, '.credence', 'handbook.md');
    const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
    const handbook = await openHandbook({ workspaceFile, stateFolder, read });
    const replacements = [{ start: 0, end: 0, text: '' }];
    const edit = { kind: 'modify', path: 'rates.txt', replacements } as const;
    const lesson: Behavior = {
      name: 'a-lesson',
      instruction: 'Mind it.',
      trigger: { taskKind: 'open-request' },
      prefer: 'template-repair:x',
      status: 'trial',
      sources: ['task-1'],
      evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
    };
    await handbook.record(
      aTask(),
      { updates: [], learned: [lesson], credited: [], summary: [] },
      { candidate: { ...aCandidate('a'), edits: [edit] }, suspects: [] },
    );
    await handbook.publish('task-1');
    return async () => (await handbook.behaviors()).find(({ name }) => name === 'a-lesson')?.status;
  }
  // Nothing reads the rates while there is a snapshot.
  const half = { ...SHOP, 'rates.txt': 'one to one\n', [PATH]: SHOP[PATH].replace('labell', 'label') };

  it('retires nothing that was learned, when it is a fix', async () => {
    const folder = projectOf(half);
    const [stateFolder, userFolder] = [temporaryFolder(), temporaryFolder()];
    const status = await withLesson(folder, stateFolder);
    const text = half[PATH];
    const told: FromEngine[] = [];
    const assets: Assets = { grammars: shippedGrammars(), programs: {}, version: 'test' };
    const surfaces = new Surfaces(assets, (message) => told.push(message));
    await surfaces.answer(
      {
        ...{ type: 'fixes', id: 'q', folder, stateFolder, overlays: [], trusted: true, path: PATH },
        userFolder,
        problems: [problem(text, 'amuont', "Property 'amuont' does not exist on type 'Item'.")],
        ...{ seconds: 60, onBattery: true },
      },
      new AbortController().signal,
    );
    const fix = told.findLast((message) => message.type === 'fix');
    if (fix?.type !== 'fix' || fix.fix === undefined) throw new Error(JSON.stringify(told));
    await surfaces.accepted(fix.fix.id);
    expect(readFileSync(join(folder, '.credence', 'handbook.md'), 'utf8')).not.toContain('status: retired');
    // What is learned of it counts in the other workspaces too.
    expect(readFileSync(join(userFolder, 'priors.jsonl'), 'utf8')).toContain('language-service-fix');
    expect(await status()).toBe('trial');
  }, 120_000);

  it('retires nothing when it is an episode’s, whose trace is shown without the secrets of the workspace', async () => {
    const secret = 'plum9Tart7Cream3x8Q';
    const folder = projectOf({ ...half, '.env': `SHOP_PASSWORD=${secret}\n` });
    const stateFolder = temporaryFolder();
    const status = await withLesson(folder, stateFolder);
    const events: TraceEvent[] = [];
    const finished = await runEpisode(
      {
        ...{ folder, stateFolder, overlays: [], trusted: true, assessOnly: false, seed: 1 },
        ...{ request: `Mend the shop of ${secret}`, focus: { kind: 'workspace' } },
        budget: { seconds: 60, candidates: 60, tokens: 0, dollars: 0 },
      },
      { grammars: shippedGrammars(), programs: {}, version: 'test' },
      { onEvent: (event) => events.push(event), onNotice: () => undefined },
      new AbortController().signal,
    );
    expect(finished.outcome.verdict).toBe('solved');
    expect(events.find(({ type }) => type === 'started')).toBeDefined();
    expect(JSON.stringify(events).includes(secret)).toBe(false);
    await finished.publish(new AbortController().signal);
    expect(readFileSync(join(folder, '.credence', 'handbook.md'), 'utf8')).not.toContain('status: retired');
    expect(await status()).toBe('trial');
  }, 120_000);
});

describe('a report for another agent', () => {
  it('holds no secret of the workspace', async () => {
    const secret = 'plum9Tart7Cream3x8Q';
    const folder = projectOf({ ...SHOP, '.env': `SHOP_PASSWORD=${secret}\n` });
    const after = SHOP[PATH].replace('amuont', 'amount').replace('item.labell', `'${secret}'`);
    const workspace = { folder, stateFolder: temporaryFolder(), overlays: [], trusted: true, seconds: 60 };
    const answer = await answerInquiry(
      { kind: 'verify', workspace, input: { edits: [{ path: PATH, newText: after }] } },
      { grammars: shippedGrammars(), programs: {}, version: 'test' },
      () => undefined,
      new AbortController().signal,
    );
    expect(answer).toMatchObject({ diff: expect.stringContaining('item.amount') });
    expect(JSON.stringify(answer).includes(secret)).toBe(false);
  }, 120_000);
});

describe('tests', () => {
  it('are listed in the groups of the text and run by the project’s own runner', async () => {
    const folder = projectOf(SHOP);
    const at = { id: 'q', folder, stateFolder: temporaryFolder(), overlays: [], trusted: true };
    const { last: listed } = await ask({ type: 'list-tests', ...at });
    expect(listed).toMatchObject({
      type: 'tests-listed',
      runner: 'vitest',
      files: [
        {
          path: 'test/price.test.ts',
          tests: [
            {
              name: 'a shop',
              line: 4,
              tests: [
                { name: 'adds up', line: 5 },
                { name: 'names', line: 6 },
                { name: 'knows nothing of this', line: 7 },
              ],
            },
          ],
        },
      ],
    });
    const { last: ran } = await ask({ type: 'run-tests', ...at, files: ['test/price.test.ts'], seconds: 60 });
    if (ran?.type !== 'tests-ran') throw new Error(JSON.stringify(ran));
    expect(ran.report?.results.map(({ name, status }) => [name, status])).toEqual([
      ['a shop > adds up', 'failed'],
      ['a shop > names', 'failed'],
      ['a shop > knows nothing of this', 'passed'],
    ]);
  }, 60_000);
});
