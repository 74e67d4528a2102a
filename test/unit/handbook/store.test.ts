import { spawn } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { behaviorsIn, parseHandbook } from '../../../src/handbook/markdown.ts';
import { isWithheld } from '../../../src/handbook/recall.ts';
import { openHandbook } from '../../../src/handbook/store.ts';
import { upliftOf } from '../../../src/handbook/uplift.ts';
import type { Behavior, Reflection } from '../../../src/loop/types.ts';
import { aSurvey, aTask } from '../../support/world.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'credence-handbook-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const at = () => ({
  workspaceFile: join(root, 'work', '.credence', 'handbook.md'),
  stateFolder: join(root, 'state'),
});
const open = () => openHandbook({ ...at(), now: () => new Date(0) });

const BEHAVIOR: Behavior = {
  name: 'try-comparison',
  trigger: { taskKind: 'failing-test', signature: 'expected # to be #' },
  instruction: 'Try comparison early.',
  prefer: 'template-repair:comparison',
  status: 'trial',
  evidence: { usedSolved: 0, usedFailed: 0, withheldSolved: 0, withheldFailed: 0 },
  sources: ['task-1'],
};
const learned = (over: Partial<Reflection> = {}): Reflection => ({
  updates: [{ key: 'failing-test/template-repair', success: 1, failure: 0, evidence: 'verified' }],
  learned: [BEHAVIOR],
  credited: [],
  summary: [],
  ...over,
});
const credit = (solved: boolean, withheld = false, candidates = 10): Reflection => ({
  updates: [],
  learned: [],
  credited: [{ name: BEHAVIOR.name, solved, withheld, ...(solved ? { candidates } : {}) }],
  summary: [],
});
const edit = async (text: string): Promise<void> => {
  await mkdir(join(root, 'work', '.credence'), { recursive: true });
  await writeFile(at().workspaceFile, text);
};

describe('the handbook of a workspace', () => {
  it('learns from a patch that was a question once a person takes it, also after a restart', async () => {
    const question = learned({ isQuestion: true });
    await (await open()).record(aTask(), question);
    expect(await (await open()).behaviors()).toEqual([]);

    expect(await (await open()).publish('another')).toEqual({ written: false, complaints: [] });
    expect(await (await open()).publish('task-1')).toEqual({ written: true, complaints: [] });
    expect(await readFile(at().workspaceFile, 'utf8')).toContain('## try-comparison');
    expect(await readdir(join(root, 'state', 'questions'))).toEqual([]);
  });

  it('keeps the lessons of a hundred questions, without secrets, and forgets them where all is reset', async () => {
    const handbook = await open();
    const key = 'sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';
    const lesson = { ...BEHAVIOR, instruction: `Send ${key}.` };
    for (let task = 1; task <= 103; task += 1)
      await handbook.record(aTask({ id: `task-${task}` }), learned({ isQuestion: true, learned: [lesson] }));
    const kept = await readdir(join(root, 'state', 'questions'));
    expect(kept).toHaveLength(100);
    for (const name of kept)
      expect(await readFile(join(root, 'state', 'questions', name), 'utf8')).not.toContain(key);

    expect(await handbook.answer({ do: 'reset' })).toMatchObject({ done: true });
    expect(await handbook.publish('task-103')).toEqual({ written: false, complaints: [] });
  });

  it('stages what was learned, recalls it, and writes the workspace only when the patch was accepted', async () => {
    const handbook = await open();
    expect(await handbook.record(aTask(), learned())).toEqual({ complaints: [] });
    await expect(readFile(at().workspaceFile)).rejects.toThrow('ENOENT');
    expect(await readFile(join(root, 'state', 'handbook.md'), 'utf8')).toContain('## try-comparison');

    const again = await (await open()).recall(aTask(), aSurvey());
    expect([...again.behaviors, ...again.withheld]).toEqual([BEHAVIOR]);
    // The shipped belief is worth six observations at one half.
    expect(again.beliefs).toEqual({ 'failing-test/template-repair': { success: 1, failure: 0 } });

    expect(await handbook.publish('another')).toEqual({ written: false, complaints: [] });
    expect(await handbook.publish('task-1')).toEqual({ written: true, complaints: [] });
    expect(await readFile(at().workspaceFile, 'utf8')).toContain(
      '- trigger: task failing-test; signature `expected # to be #`',
    );
    expect(await readFile(join(root, 'state', 'handbook.md'), 'utf8')).not.toContain('## try-comparison');
    expect(await handbook.publish('task-1')).toEqual({ written: false, complaints: [] });
  });

  it.runIf(process.platform !== 'win32')(
    'is not written through a link that a cloned repository brought',
    async () => {
      const outside = join(root, 'outside');
      await mkdir(outside);
      await mkdir(join(root, 'work'));
      const handbook = await open();
      await handbook.record(aTask(), learned());

      await symlink(outside, join(root, 'work', '.credence'));
      const folder = await handbook.publish('task-1');
      expect(folder).toMatchObject({ written: false });
      expect(folder.complaints.join()).toContain('symbolic link');
      expect(await readdir(outside)).toEqual([]);

      await rm(join(root, 'work', '.credence'));
      await mkdir(join(root, 'work', '.credence'));
      await writeFile(join(outside, 'profile'), '# theirs\n');
      await symlink(join(outside, 'profile'), at().workspaceFile);
      expect(await handbook.publish('task-1')).toMatchObject({ written: false });
      expect(await readFile(join(outside, 'profile'), 'utf8')).toBe('# theirs\n');
    },
  );

  it('does not bring back what a person deleted', async () => {
    const handbook = await open();
    await handbook.record(aTask(), learned());
    await handbook.publish('task-1');
    await edit('# Ours\n');
    expect(await handbook.behaviors()).toEqual([]);
  });

  it('keeps hand edits, and the workspace wins over what is staged', async () => {
    await edit('# Ours\n\nKeep me.\n\n## try-comparison\nMy words.\n- status: disabled\n- mood: good\n');
    const handbook = await open();
    await handbook.record(aTask(), learned());
    expect((await handbook.behaviors()).map((b) => [b.instruction, b.status])).toEqual([
      ['My words.', 'disabled'],
    ]);
    const recalled = await handbook.recall(aTask(), aSurvey());
    expect([...recalled.behaviors, ...recalled.withheld]).toEqual([]);
    expect((await handbook.publish('task-1')).written).toBe(true);
    expect(await readFile(at().workspaceFile, 'utf8')).toBe(
      '# Ours\n\nKeep me.\n\n## try-comparison\nMy words.\n- status: disabled\n- mood: good\n- sources: task-1\n',
    );
  });

  it('recalls only where the trigger matches', async () => {
    await edit(
      '## a\nDo.\n- trigger: task diagnostic\n- status: pinned\n\n## b\nDo.\n- trigger: code TS1\n- status: pinned\n\n## c\nDo.\n- status: pinned\n',
    );
    const { behaviors } = await (await open()).recall(aTask(), aSurvey());
    expect(behaviors.map((b) => b.name)).toEqual(['c']);
  });

  it('promotes and retires by evidence, never what a person pinned', async () => {
    const handbook = await open();
    await handbook.record(aTask(), learned());
    const status = async () => (await handbook.behaviors())[0]?.status;
    for (let i = 0; i < 12; i += 1) await handbook.record(aTask(), credit(true, false, 3));
    for (let i = 0; i < 4; i += 1) await handbook.record(aTask(), credit(true, true, 400));
    expect(await status()).toBe('active');
    for (let i = 0; i < 40; i += 1) await handbook.record(aTask(), credit(false));
    for (let i = 0; i < 6; i += 1) await handbook.record(aTask(), credit(true, true, 3));
    expect(await status()).toBe('retired');
    await handbook.publish('task-1');
    expect(await readFile(at().workspaceFile, 'utf8')).toMatch(
      /- status: retired\n- evidence \w+ 1970-01: used: 12 solved \(3 candidates\), 40 failed; withheld: 10 solved \([\d.]+ candidates, spread [\d.]+\), 0 failed\n/,
    );
    await edit((await readFile(at().workspaceFile, 'utf8')).replace('status: retired', 'status: pinned'));
    expect(await status()).toBe('pinned');
  });

  it('takes the larger of what the file says and what the log counted', async () => {
    await edit(
      '## try-comparison\nDo.\n- evidence: used: 7 solved, 0 failed; withheld: 0 solved, 2 failed\n',
    );
    const handbook = await open();
    await handbook.record(aTask(), credit(false));
    expect((await handbook.behaviors())[0]?.evidence).toEqual({
      usedSolved: 7,
      usedFailed: 1,
      withheldSolved: 0,
      withheldFailed: 2,
    });
  });

  it('says line by line what it cannot read, and goes on with the rest', async () => {
    await edit('## a\nDo.\n- status: maybe\n\n## b\nDo.\n- status: pinned\n');
    const { behaviors, complaints } = await (await open()).recall(aTask(), aSurvey());
    expect(behaviors.map((b) => b.name)).toEqual(['b']);
    expect(complaints).toEqual([expect.stringContaining('handbook.md:3: in “a”: the status “maybe”')]);
  });

  it('refuses to overwrite a file that is not text', async () => {
    await edit('');
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x41]);
    await writeFile(at().workspaceFile, bytes);
    const handbook = await open();
    await handbook.record(aTask(), learned());
    expect(await handbook.publish('task-1')).toEqual({
      written: false,
      complaints: [expect.stringContaining('is not UTF-8 text; save it as UTF-8')],
    });
    expect(await readFile(at().workspaceFile)).toEqual(bytes);
  });

  it('works from memory when the state folder cannot be written, and writes when it can again', async () => {
    await writeFile(join(root, 'state'), 'in the way');
    const handbook = await open();
    const { complaints } = await handbook.record(aTask(), learned());
    expect(complaints).toEqual([expect.stringContaining('a file is in the place of its folder')]);
    const recalled = await handbook.recall(aTask(), aSurvey());
    expect([...recalled.behaviors, ...recalled.withheld]).toHaveLength(1);
    expect(Object.keys(recalled.beliefs)).toEqual(['failing-test/template-repair']);
    await rm(join(root, 'state'));
    expect(await handbook.record(aTask(), credit(true))).toEqual({ complaints: [] });
    const fresh = await open();
    expect((await fresh.behaviors())[0]?.evidence.usedSolved).toBe(1);
    expect((await fresh.recall(aTask(), aSurvey())).beliefs).toEqual(recalled.beliefs);
  });

  it('leaves the workspace as it was when its folder cannot be made', async () => {
    await writeFile(join(root, 'work'), 'in the way');
    const handbook = await open();
    await handbook.record(aTask(), learned());
    const result = await handbook.publish('task-1');
    expect(result.written).toBe(false);
    expect(result.complaints.join()).toContain('a file is in the place of its folder');
    expect(await handbook.behaviors()).toHaveLength(1);
  });

  it('keeps secrets out', async () => {
    const key = `sk-${'a1b2c3d4'.repeat(4)}`;
    const handbook = await open();
    await handbook.record(aTask(), learned({ learned: [{ ...BEHAVIOR, instruction: `Use ${key}.` }] }));
    await handbook.publish('task-1');
    const all = [
      at().workspaceFile,
      join(root, 'state', 'evidence.jsonl'),
      join(root, 'state', 'handbook.md'),
    ];
    for (const file of all) expect(await readFile(file, 'utf8')).not.toContain(key);
  });

  it('repairs a torn last line on the next record', async () => {
    await mkdir(join(root, 'state'));
    const file = join(root, 'state', 'evidence.jsonl');
    await appendFile(file, '{"type":"belief","at":"","epi');
    const handbook = await open();
    await handbook.record(aTask(), learned());
    expect((await readFile(file, 'utf8')).split('\n')[0]).toBe('{"type":"belief","at":"","epi');
    expect(Object.keys((await (await open()).recall(aTask(), aSurvey())).beliefs)).toHaveLength(1);
  });
});

describe('the handbook under several windows', () => {
  it('loses no lesson of two that publish, or change it, at once', async () => {
    const names = ['one', 'two', 'three', 'four'];
    const windows = await Promise.all(names.map(() => open()));
    for (const [index, name] of names.entries())
      await windows[index]?.record({ ...aTask(), id: name }, learned({ learned: [{ ...BEHAVIOR, name }] }));
    const [first, second, third, fourth] = windows;
    await Promise.all([
      first?.publish('one'),
      second?.publish('two'),
      third?.answer({ do: 'pin', name: 'three' }),
      fourth?.answer({ do: 'disable', name: 'four' }),
    ]);
    const text = await readFile(at().workspaceFile, 'utf8');
    expect(Object.fromEntries(behaviorsIn(parseHandbook(text)).map((b) => [b.name, b.status]))).toEqual({
      one: 'trial',
      two: 'trial',
      three: 'pinned',
      four: 'disabled',
    });
  });
});

describe('the evidence log under several processes', () => {
  const store = JSON.stringify(join(import.meta.dirname, '../../../src/handbook/store.ts'));
  /** Records `count` successes, one call each; says so on its output after every one. */
  const writer = (count: number) =>
    spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `const { openHandbook } = await import(${store});
       const handbook = await openHandbook(${JSON.stringify(at())});
       for (let i = 0; i < ${count}; i += 1) {
         const { complaints } = await handbook.record({ id: 'e' + process.pid }, { updates: [
           { key: 'failing-test/x', success: 1, failure: 0, evidence: 'y'.repeat(3000) }], learned: [], credited: [], summary: [] });
         process.stdout.write(complaints.length === 0 ? '.' : '!');
       }`,
    ]);
  const ended = (child: ReturnType<typeof writer>) => new Promise((resolve) => child.on('close', resolve));
  const successes = async () =>
    (await (await open()).recall(aTask(), aSurvey())).beliefs['failing-test/x']?.success ?? 0;

  it('loses nothing of two that write at once', async () => {
    await Promise.all([ended(writer(40)), ended(writer(40))]);
    expect(await successes()).toBeCloseTo(80);
  });

  it('keeps everything that was recorded before a kill', async () => {
    const child = writer(1_000_000);
    let said = '';
    const enough = new Promise<void>((resolve) =>
      child.stdout.on('data', (data) => {
        said += data;
        if (said.length >= 25) resolve();
      }),
    );
    await enough;
    child.kill('SIGKILL');
    await ended(child);
    const before = await successes();
    expect(before).toBeGreaterThanOrEqual(said.length - 1e-9);
    // By today's date, as the other process wrote: what is older counts less.
    await (await openHandbook(at())).record(
      aTask(),
      learned({
        updates: [{ key: 'failing-test/x', success: 1, failure: 0, evidence: '' }],
      }),
    );
    expect(await successes()).toBeCloseTo(before + 1);
  });
});

describe('withholding and uplift', () => {
  it('withholds at the stated rates and repeatably, and never what is pinned', () => {
    const rate = (status: Behavior['status']) =>
      Array.from({ length: 4000 }, (_, seed) => isWithheld({ ...BEHAVIOR, status }, seed)).filter(Boolean)
        .length / 4000;
    expect(rate('trial')).toBeGreaterThan(0.17);
    expect(rate('trial')).toBeLessThan(0.23);
    expect(rate('active')).toBeGreaterThan(0.03);
    expect(rate('active')).toBeLessThan(0.07);
    expect(rate('pinned')).toBe(0);
    expect(rate('trial')).toBe(rate('trial'));
  });

  it('varies under one seed as evidence grows, so that both arms fill', () => {
    const draws = Array.from({ length: 200 }, (_, usedSolved) =>
      isWithheld({ ...BEHAVIOR, evidence: { ...BEHAVIOR.evidence, usedSolved } }, 1),
    );
    expect(draws.filter(Boolean).length).toBeGreaterThan(20);
    expect(draws.filter(Boolean).length).toBeLessThan(60);
  });

  it('holds nothing likely without evidence, and is sure of what is plain', () => {
    const arm = (solved: number, failed: number, candidates = 0) => ({
      solved,
      failed,
      candidates,
      spread: 2,
    });
    const of = (used: ReturnType<typeof arm>, withheld: ReturnType<typeof arm>) =>
      upliftOf({ used, withheld });
    expect(of(arm(0, 0), arm(0, 0)).chanceIfAny).toBeCloseTo(1 / 2, 10);
    expect(of(arm(0, 0), arm(0, 0)).chance).toBeLessThan(0.2);
    // One arm alone says nothing of the difference, in candidates; and little in the rate.
    expect(of(arm(9, 0, 5), arm(0, 0)).chance).toBeLessThan(0.3);
    expect(of(arm(20, 0, 4), arm(5, 0, 90)).chance).toBeGreaterThan(0.9);
    expect(of(arm(20, 0, 90), arm(5, 0, 4)).chanceIfAny).toBeLessThan(0.1);
    expect(of(arm(1_000_000, 0), arm(0, 1_000_000)).chance).toBeGreaterThan(0.99);
    expect(of(arm(0, 1_000_000), arm(1_000_000, 0)).chanceIfAny).toBeLessThan(0.01);
  });

  it('is fair: exchanging the arms exchanges help and harm', () => {
    const arm = fc.record({
      solved: fc.nat(60),
      failed: fc.nat(60),
      candidates: fc.double({ min: 1, max: 1e4, noNaN: true }),
      spread: fc.double({ min: 1, max: 20, noNaN: true }),
    });
    fc.assert(
      fc.property(arm, arm, (used, withheld) => {
        const [a, b] = [upliftOf({ used, withheld }), upliftOf({ used: withheld, withheld: used })];
        expect(a.chanceIfAny + b.chanceIfAny).toBeCloseTo(1, 6);
        expect(a.chance + b.chance).toBeLessThanOrEqual(1 + 1e-9);
        expect(a.solved.low).toBeLessThanOrEqual(a.solved.mean);
        expect(a.solved.mean).toBeLessThanOrEqual(a.solved.high);
      }),
    );
  });
});
