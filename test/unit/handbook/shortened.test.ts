import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurn } from '../../../src/handbook/in-turn.ts';
import { isAbandoned, lockText, removeLock } from '../../../src/handbook/lock.ts';
import { compacted, shortened } from '../../../src/handbook/priors/compact.ts';
import { beliefsFrom, calibrationFrom, workspaceOf } from '../../../src/handbook/priors/fold.ts';
import { openPriors } from '../../../src/handbook/priors/priors.ts';
import { type PriorRecord, parsePriors } from '../../../src/handbook/priors/records.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'credence-shortened-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const onDay = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();

const HANDBOOK = resolve(import.meta.dirname, '../../../src/handbook');
const PRIORS = join(HANDBOOK, 'priors/priors.ts');
const A_SUCCESS = { updates: [{ key: 'failing-test/a', success: 1, failure: 0, evidence: 'seen' }] };
const running = (program: string): Promise<unknown> =>
  new Promise((done) => spawn(process.execPath, [program], { stdio: 'inherit' }).once('exit', done));

const someRecord: fc.Arbitrary<PriorRecord> = fc
  .record({
    day: fc.nat(400),
    key: fc.constantFrom('failing-test/a', 'failing-test/b'),
    right: fc.boolean(),
    type: fc.constantFrom('belief', 'belief', 'belief', 'forecast', 'reset'),
  })
  .map(({ day, key, right, type }): PriorRecord => {
    const head = { at: onDay(day), episode: `e${day}`, workspace: 'w' };
    if (type === 'reset') return { type, ...head, key };
    if (type === 'forecast')
      return { type, ...head, about: 'solve', credence: 0.7, happened: right, weight: 1, evidence: '' };
    return { type: 'belief', ...head, key, success: Number(right), failure: Number(!right), evidence: '' };
  });
/** As they come about: in the order of time. */
const aLog = fc
  .array(someRecord, { maxLength: 60 })
  .map((records) => records.toSorted((a, b) => a.at.localeCompare(b.at)));

describe('a log of beliefs that is written anew, shorter', () => {
  it('says the same of every belief, but for the days of a month, and of every forecast', () => {
    fc.assert(
      fc.property(aLog, (log) => {
        const short = compacted(log);
        expect(short.length).toBeLessThanOrEqual(log.length);
        const [before, after] = [beliefsFrom(log, []), beliefsFrom(short, [])];
        for (const [key, { success, failure }] of Object.entries(before)) {
          for (const [was, is] of [
            [success, after[key]?.success ?? 0],
            [failure, after[key]?.failure ?? 0],
          ] as const) {
            expect(is).toBeGreaterThanOrEqual(was - 1e-9);
            expect(is).toBeLessThanOrEqual(was * 2 ** (31 / 120) + 1e-9);
          }
        }
        expect(calibrationFrom(short, [])).toEqual(calibrationFrom(log, []));
        expect(compacted(short)).toEqual(short);
      }),
    );
  });

  it('keeps what a later version wrote, word for word, and does not bring back what that is to forget', () => {
    const [a, b] = ['a', 'b'].map((key) => ({
      ...{ type: 'belief', at: onDay(0), episode: 'e', workspace: 'w' },
      ...{ key, success: 1, failure: 0, evidence: '', since: 'version 9' },
    }));
    const later = { type: 'later-kind', at: onDay(0), episode: 'e' };
    const reset = { type: 'reset', at: onDay(1), episode: '', key: 'a' };
    const log = [a, later, reset, b].map((line) => JSON.stringify(line));
    const short = shortened(`${log.join('\n')}\n{"type":"bel`) ?? '';
    expect(short.trim().split('\n')).toEqual([log[1], log[2], log[3]]);
    expect(shortened(short)).toBe(short);
  });

  it('forgets what is not counted, whichever folder wrote it, unless others share the log', () => {
    const seen = (workspace: string, day: number): PriorRecord => ({
      ...{ type: 'belief', at: onDay(day), episode: `${day}`, workspace },
      ...{ key: 'failing-test/a', success: 1, failure: 0, evidence: '' },
    });
    const log = [seen('old', 0), { type: 'reset' as const, at: onDay(1), episode: '', workspace: 'new' }];
    const whole = [...log, seen('new', 2)];
    expect(beliefsFrom(compacted(whole), [])).toEqual(beliefsFrom(whole, []));
    expect(compacted(whole, workspaceOf)).toHaveLength(2);
  });

  it('is written once it is too long, by whoever learns something, and stays short', async () => {
    const folders = { stateFolder: root };
    const priors = openPriors(folders, () => new Date(Date.UTC(2027, 2, 1)), 6000);
    for (let day = 0; day < 400; day += 4) {
      const update = { key: 'failing-test/a', success: 1, failure: 0, evidence: 'it was verified' };
      await priors.record({ updates: [update] }, { episode: `e${day}`, at: onDay(day) });
    }
    expect(statSync(join(root, 'priors.jsonl')).size).toBeLessThan(8000);
    const { beliefs } = await priors.recall();
    // A hundred successes, of which those of a year ago count an eighth.
    expect(beliefs['failing-test/a']?.success).toBeGreaterThan(38);
    expect(readFileSync(join(root, 'priors.jsonl'), 'utf8')).toContain('all that was seen in 2026-01');
  });
});

describe('two processes that learn at the same time', () => {
  it('lose nothing of what they learned about a model', async () => {
    const program = join(root, 'learn.mjs');
    writeFileSync(
      program,
      `const { openPriors } = await import(${JSON.stringify(PRIORS)});
const samples = [{ task: { model: 'm', group: 'failing-test', words: [] },
  terms: { cap: 10, price: 0.01, check: { certain: false, wrong: 0.01 } }, samples: [{ passed: true }] }];
const store = openPriors({ stateFolder: ${JSON.stringify(root)} });
for (let i = 0; i < 25; i += 1)
  await store.record({ samples }, { episode: process.pid + '-' + i, at: '2026-01-01T00:00:00.000Z' });
`,
    );
    expect(await Promise.all([running(program), running(program)])).toEqual([0, 0]);
    const { sampling } = await openPriors({ stateFolder: root }).recall();
    expect(sampling?.tasks).toBe(50);
    expect(readFileSync(join(root, 'priors.jsonl'), 'utf8').trim().split('\n')).toHaveLength(50);
  }, 60_000);

  it('lose nothing of what they learned while their log is written anew, shorter', async () => {
    const program = join(root, 'learn.mjs');
    writeFileSync(
      program,
      `const { openPriors } = await import(${JSON.stringify(PRIORS)});
const store = openPriors({ stateFolder: ${JSON.stringify(root)} }, undefined, 2000);
for (let i = 0; i < 40; i += 1) {
  const at = new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();
  const updates = [{ key: 'failing-test/a', success: 1, failure: 0, evidence: '' }];
  await store.record({ updates }, { episode: process.pid + '-' + i, at: i === 39 ? '2026-03-01T00:00:00.000Z' : at });
}
`,
    );
    const [one, other] = [running(program), running(program)];
    expect(await Promise.all([one, other])).toEqual([0, 0]);
    const log = parsePriors(readFileSync(join(root, 'priors.jsonl'), 'utf8')).records;
    expect(log.length).toBeLessThan(80);
    const seen = log.reduce((sum, record) => sum + (record.type === 'belief' ? record.success : 0), 0);
    expect(seen).toBe(80);
  }, 60_000);

  it('lose nothing that is forgotten on purpose while another writes the log anew', async () => {
    const log = join(root, 'priors.jsonl');
    const priors = openPriors({ stateFolder: root });
    await priors.record(A_SUCCESS, { episode: 'e', at: onDay(0) });
    const program = join(root, 'rewrite.mjs');
    writeFileSync(
      program,
      `import { readFileSync, writeFileSync } from 'node:fs';
const { inTurn } = await import(${JSON.stringify(resolve(HANDBOOK, 'in-turn.ts'))});
inTurn(${JSON.stringify(log)}, () => {
  const text = readFileSync(${JSON.stringify(log)}, 'utf8');
  writeFileSync(${JSON.stringify(join(root, 'began'))}, '');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 800);
  writeFileSync(${JSON.stringify(log)}, text);
});
`,
    );
    const rewritten = running(program);
    await expect.poll(() => existsSync(join(root, 'began')), { timeout: 20_000, interval: 10 }).toBe(true);
    priors.reset(onDay(1));
    expect(await rewritten).toBe(0);
    expect((await priors.recall()).beliefs).toEqual({});
  }, 60_000);

  it('do not write a log anew while it is the turn of another', async () => {
    const log = join(root, 'priors.jsonl');
    const first = { type: 'belief', at: onDay(0), episode: 'e', ...A_SUCCESS.updates[0] };
    const before = [first, { ...first, episode: 'f' }].map((line) => `${JSON.stringify(line)}\n`).join('');
    writeFileSync(log, before);
    // The process that started this one lives.
    writeFileSync(`${log}.lock`, lockText({ pid: process.ppid, host: hostname(), turn: 'x' }));
    await openPriors({ stateFolder: root }, undefined, 100).record(A_SUCCESS, {
      episode: 'g',
      at: onDay(90),
    });
    const after = readFileSync(log, 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect(after).toContain('"episode":"g"');
    expect(existsSync(`${log}.lock`)).toBe(true);
  });

  it('do not take a lock from who has made it since another was found abandoned', () => {
    const lock = join(root, 'models.json.lock');
    const [old, mine] = ['old', 'new'].map((turn) => lockText({ pid: process.pid, host: hostname(), turn }));
    writeFileSync(lock, mine ?? '');
    removeLock(lock, old ?? '');
    expect(readFileSync(lock, 'utf8')).toBe(mine);
    removeLock(lock, mine ?? '');
    expect(existsSync(lock)).toBe(false);
  });

  it('know at once that one of this machine has ended in its turn, and of another only after a while', () => {
    const lock = join(root, 'models.json.lock');
    const { pid = 0 } = spawnSync(process.execPath, ['--version']);
    const [here, there] = [hostname(), 'elsewhere'].map((host) => lockText({ pid, host, turn: 'x' }));
    writeFileSync(lock, '');
    expect(isAbandoned(lock, here ?? '')).toBe(true);
    expect(isAbandoned(lock, there ?? '')).toBe(false);
    expect(isAbandoned(lock, lockText({ pid: process.ppid, host: hostname(), turn: 'x' }))).toBe(false);
    writeFileSync(lock, here ?? '');
    expect(inTurn(join(root, 'models.json'), (isAlone) => isAlone)).toBe(true);
  });

  it('do not wait for one that took its turn long ago', () => {
    const file = join(root, 'models.json');
    writeFileSync(`${file}.lock`, '1\n');
    const long = new Date(Date.now() - 60_000);
    utimesSync(`${file}.lock`, long, long);
    expect(inTurn(file, () => 'done')).toBe('done');
    expect(() => statSync(`${file}.lock`)).toThrow();
  });
});
