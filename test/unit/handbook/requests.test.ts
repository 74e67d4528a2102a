import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHandbook } from '../../../src/handbook/store.ts';
import type { HandbookRequest } from '../../../src/loop/learned.ts';
import type { Behavior, Reflection } from '../../../src/loop/types.ts';
import { aCandidate, aSurvey, aTask } from '../../support/world.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'credence-requests-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const file = () => join(root, 'work', '.credence', 'handbook.md');
let files: Record<string, string> = {};
const open = (state = 'state') =>
  openHandbook({
    workspaceFile: file(),
    stateFolder: join(root, state),
    now: () => new Date('2026-05-06T07:08:09Z'),
    read: (path) => files[path],
  });
const ask = async (request: HandbookRequest) => (await open()).answer(request);
const text = () => readFile(file(), 'utf8');

const lesson = (name: string): Behavior => ({
  name,
  trigger: { taskKind: 'failing-test' },
  instruction: 'Try it early.',
  prefer: 'template-repair:comparison',
  status: 'trial',
  evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
  sources: ['task-1'],
});
const nothing: Reflection = { updates: [], learned: [], credited: [], summary: [] };
const learn = async (...names: readonly string[]): Promise<void> => {
  await (await open()).record(aTask(), {
    ...nothing,
    updates: [{ key: 'failing-test/x', success: 1, failure: 0, evidence: '' }],
    learned: names.map(lesson),
  });
};
const count = async (name: string, withheld: boolean, candidates: number, times: number): Promise<void> => {
  const handbook = await open();
  for (let i = 0; i < times; i += 1)
    await handbook.record(aTask(), { ...nothing, credited: [{ name, withheld, solved: true, candidates }] });
};

describe('what a person asks of the handbook', () => {
  it('lists every line with its proof', async () => {
    await learn('a', 'b');
    await count('a', false, 4, 12);
    await count('a', true, 300, 4);
    const { message, behaviors } = await ask({ do: 'list' });
    expect(message).toBe('2 behaviors, 2 of them until a patch is accepted.');
    const [first, second] = behaviors;
    expect(first).toMatchObject({
      behavior: { name: 'a', status: 'active' },
      place: 'waiting',
      used: { solved: 12, failed: 0 },
      withheld: { solved: 4 },
      sources: ['task-1'],
      why: expect.stringContaining('12 tasks with it and 4 without'),
    });
    expect(first?.uplift.chance).toBeGreaterThan(0.8);
    expect(first?.uplift.candidates?.high).toBeLessThan(0.2);
    const staged = (await readFile(first?.file ?? '', 'utf8')).split('\n');
    expect(staged[(first?.line ?? 0) - 1]).toBe('## a');
    expect(second).toMatchObject({ behavior: { name: 'b', status: 'trial' }, used: { solved: 0 } });
  });

  it('pins, disables, edits and deletes; each survives a new window', async () => {
    await learn('a');
    expect(await ask({ do: 'pin', name: 'a' })).toMatchObject({ done: true, complaints: [] });
    expect(await text()).toContain('- status: pinned\n');
    await ask({ do: 'edit', name: 'a', instruction: 'Look at both ends.\n- status: active' });
    const [card] = (await ask({ do: 'list' })).behaviors;
    expect(card).toMatchObject({
      place: 'handbook',
      behavior: { instruction: 'Look at both ends.\n- status: active', status: 'pinned' },
    });
    const recalled = await (await open()).recall(aTask(), aSurvey());
    expect(recalled.behaviors.map(({ name }) => name)).toEqual(['a']);
    await ask({ do: 'disable', name: 'a' });
    expect((await (await open()).recall(aTask(), aSurvey())).behaviors).toEqual([]);
    expect(await ask({ do: 'delete', name: 'a' })).toMatchObject({ done: true, behaviors: [] });
    expect(await text()).not.toContain('## a');
  });

  const conflict = async (ours: string, theirs: string): Promise<void> => {
    await mkdir(join(root, 'work', '.credence'), { recursive: true });
    await writeFile(file(), `# Ours\n\n<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> theirs\n`);
  };

  it('resolves a merge without dropping what it does not understand on their side', async () => {
    const both = '## both\n\nTry it.\n\n- status: active\n';
    const unread = '## unread\n\nMind the locale.\n\n- trigger: who knows\n';
    const odd = '## odd\n\nTry it too.\n\n<!-- why -->\n- status: active\n- owner: Ada\n\nAnd a remark.\n';
    await conflict(both, `Preamble.\n\n${both}- owner: Bob\n\n${unread}\n${odd}`);
    const answer = await ask({ do: 'resolve' });
    expect(answer.done).toBe(true);
    expect(await text()).toBe(`# Ours\n\n${both}\n${unread}\n${odd}`);
    expect(
      answer.complaints.filter((each) => each.includes('of theirs')).map((each) => each.slice(-12)),
    ).toEqual([expect.stringContaining('Preamble.'), expect.stringContaining('owner: Bob')]);
  });

  it.each([
    ['## a\n\nOurs.\n\n- status: active\n', '## a\n\nTheirs.\n\n- trigger: who knows\n'],
    ['## a\n\nOurs.\n\n- trigger: who knows\n', '## a\n\nTheirs.\n\n- status: active\n'],
  ])('does not resolve a merge where a side of a name is not understood', async (ours, theirs) => {
    await conflict(ours, theirs);
    const before = await text();
    expect(await ask({ do: 'resolve' })).toMatchObject({
      done: false,
      message: expect.stringContaining('“a”'),
    });
    expect(await text()).toBe(before);
  });

  it.each(['delete', 'reset'] as const)('%s removes every section of a name', async (what) => {
    await mkdir(join(root, 'work', '.credence'), { recursive: true });
    const section = (line: string) => `## a\n\n${line}\n\n- status: active\n`;
    await writeFile(file(), `# Ours\n\n${section('The first counts.')}\n${section('So far unused.')}`);
    const [card, ...others] = (await ask({ do: 'list' })).behaviors;
    expect([card?.behavior.instruction, card?.line, others]).toEqual(['The first counts.', 3, []]);
    const { behaviors } = await ask(what === 'delete' ? { do: what, name: 'a' } : { do: what });
    expect(behaviors).toEqual([]);
    expect(await text()).toBe('# Ours\n\n');
  });

  it('measures anew what was retired and enabled', async () => {
    await learn('a');
    await count('a', false, 900, 12);
    await count('a', true, 4, 4);
    expect((await ask({ do: 'list' })).behaviors[0]?.behavior.status).toBe('retired');
    expect((await ask({ do: 'enable', name: 'a' })).message).toContain('measured anew');
    expect((await ask({ do: 'list' })).behaviors[0]).toMatchObject({
      behavior: { status: 'trial' },
      used: { solved: 0, failed: 0 },
    });
  });

  it('measures anew what was enabled, though an older copy of the handbook comes back', async () => {
    await learn('a');
    await count('a', false, 900, 12);
    await count('a', true, 4, 4);
    const { text: older = '' } = await ask({ do: 'export' });
    await ask({ do: 'enable', name: 'a' });
    const { text: anew = '' } = await ask({ do: 'export' });
    await count('a', false, 30, 2);
    const card = async () =>
      (await ask({ do: 'list' })).behaviors.find(({ behavior }) => behavior.name === 'a');
    const counted = { behavior: { status: 'trial', evidence: { usedSolved: 2, withheldSolved: 0 } } };
    expect(await card()).toMatchObject(counted);
    // Somebody who has it as it was sends theirs; then git brings the whole file back.
    await ask({ do: 'import', text: older });
    expect(await card()).toMatchObject(counted);
    await writeFile(file(), older);
    expect(await card()).toMatchObject(counted);
    // And its old lines alone, beside the new ones.
    const lines = older.split('\n').filter((line) => line.startsWith('- evidence '));
    await writeFile(file(), `${anew.trimEnd()}\n${lines.join('\n')}\n`);
    expect(lines.length).toBeGreaterThan(0);
    expect(await card()).toMatchObject(counted);
  });

  it('says what it cannot do, and changes nothing', async () => {
    await learn('a');
    for (const request of [
      { do: 'pin', name: 'none' },
      { do: 'edit', name: 'a', instruction: '  ' },
      { do: 'import', text: '# Notes\n\n## Not a behavior\n\nJust words.\n' },
      { do: 'resolve' },
    ] as const) {
      const answer = await ask(request);
      expect(answer.done).toBe(false);
      expect(answer.message).not.toBe('');
    }
    await expect(text()).rejects.toThrow('ENOENT');
  });

  it('exports and imports: evidence is added once, differences are told', async () => {
    await learn('a');
    await count('a', false, 5, 3);
    await ask({ do: 'enable', name: 'a' });
    const { text: shared = '' } = await ask({ do: 'export' });
    const other = await openHandbook({
      workspaceFile: join(root, 'other', 'handbook.md'),
      stateFolder: join(root, 'other-state'),
      // Half a year later what was counted weighs half.
      now: () => new Date('2026-11-06'),
    });
    const mine = shared.replace('Try it early.', 'Try it late.').replace(/- edited:.*\n/, '');
    await other.answer({ do: 'import', text: mine });
    for (let i = 0; i < 2; i += 1) {
      const answer = await other.answer({ do: 'import', text: shared });
      expect(answer.behaviors[0]).toMatchObject({
        behavior: { instruction: 'Try it early.' },
        used: { solved: 1.5 },
      });
      expect(answer.behaviors[0]?.behavior.evidence.usedSolved).toBe(3);
      expect(answer.conflicts.map(({ field, kept }) => [field, kept])).toEqual(
        i === 0 ? [['instruction', 'theirs']] : [],
      );
    }
  });

  it('keeps secrets out of what is imported and edited', async () => {
    const key = `sk-${'a1b2c3d4'.repeat(4)}`;
    await learn('a');
    await ask({ do: 'edit', name: 'a', instruction: `Use ${key}.` });
    await ask({
      do: 'import',
      text: `## b\nUse ${key}.\n- trigger: signature \`is ${key}\`\n- status: active\n`,
    });
    expect(await text()).toContain('## b');
    expect(await text()).not.toContain(key);
  });

  it('forgets everything on reset, keeps a copy, and leaves what is not Credence’s', async () => {
    await mkdir(join(root, 'work', '.credence'), { recursive: true });
    await writeFile(file(), '# Ours\n\nKeep me.\n');
    await learn('a', 'b');
    await ask({ do: 'pin', name: 'a' });
    const { done, behaviors } = await ask({ do: 'reset' });
    expect([done, behaviors]).toEqual([true, []]);
    expect(await text()).toBe('# Ours\n\nKeep me.\n\n');
    expect((await (await open()).recall(aTask(), aSurvey())).beliefs).toEqual({});
    const copy = (await readdir(join(root, 'state'))).find((name) => name.startsWith('handbook-before-'));
    expect(await readFile(join(root, 'state', copy ?? ''), 'utf8')).toMatch(/## a[\s\S]*## b/);
    // What comes after it counts again.
    await learn('c');
    expect((await ask({ do: 'list' })).behaviors.map((each) => each.behavior.name)).toEqual(['c']);
  });
});

describe('citations', () => {
  it('are made of the mended line, and a behavior is retired when all of them are gone', async () => {
    files = { 'cart.ts': 'function isFree(x) {\n  return x < 10;\n}\n' };
    const at = files['cart.ts']?.indexOf('<') ?? 0;
    const candidate = aCandidate('1', 0.1, {
      edits: [{ kind: 'modify', path: 'cart.ts', replacements: [{ start: at, end: at + 1, text: '<=' }] }],
    });
    const suspects = [{ path: 'cart.ts', start: 0, end: 40, score: 1, symbol: 'isFree', why: '' }];
    await (await open()).record(aTask(), { ...nothing, learned: [lesson('a')] }, { candidate, suspects });
    const state = async () => {
      const [card] = (await ask({ do: 'list' })).behaviors;
      return [card?.behavior.status, card?.citations[0]?.state, card?.citations[0]?.citation.symbol];
    };
    expect(await state()).toEqual(['trial', 'changed', 'isFree']);
    files = { 'cart.ts': 'function isFree(x) {\n    return x <= 10;\n}\n' };
    expect(await state()).toEqual(['trial', 'there', 'isFree']);
    files = { 'cart.ts': 'function other() {}\n' };
    expect(await state()).toEqual(['retired', 'gone', 'isFree']);
    expect((await (await open()).recall(aTask(), aSurvey())).behaviors).toEqual([]);
    files = {};
    expect(await state()).toEqual(['retired', 'gone', 'isFree']);
  });
});
