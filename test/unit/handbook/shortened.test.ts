import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inTurn } from '../../../src/handbook/in-turn.ts';
import { compacted } from '../../../src/handbook/priors/compact.ts';
import { beliefsFrom, calibrationFrom } from '../../../src/handbook/priors/fold.ts';
import { openPriors } from '../../../src/handbook/priors/priors.ts';
import type { PriorRecord } from '../../../src/handbook/priors/records.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'credence-shortened-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const onDay = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();

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
    const priors = resolve(import.meta.dirname, '../../../src/handbook/priors/priors.ts');
    const program = join(root, 'learn.mjs');
    writeFileSync(
      program,
      `const { openPriors } = await import(${JSON.stringify(priors)});
const samples = [{ task: { model: 'm', group: 'failing-test', words: [] },
  terms: { cap: 10, price: 0.01, check: { certain: false, wrong: 0.01 } }, samples: [{ passed: true }] }];
const store = openPriors({ stateFolder: ${JSON.stringify(root)} });
for (let i = 0; i < 25; i += 1)
  await store.record({ samples }, { episode: process.pid + '-' + i, at: '2026-01-01T00:00:00.000Z' });
`,
    );
    const learn = () =>
      new Promise((done) => spawn(process.execPath, [program], { stdio: 'inherit' }).once('exit', done));
    expect(await Promise.all([learn(), learn()])).toEqual([0, 0]);
    const { sampling } = await openPriors({ stateFolder: root }).recall();
    expect(sampling?.tasks).toBe(50);
    expect(readFileSync(join(root, 'priors.jsonl'), 'utf8').trim().split('\n')).toHaveLength(50);
  }, 60_000);

  it('do not wait for one that died in its turn', () => {
    const file = join(root, 'models.json');
    writeFileSync(`${file}.lock`, '1\n');
    const long = new Date(Date.now() - 60_000);
    utimesSync(`${file}.lock`, long, long);
    expect(inTurn(file, () => 'done')).toBe('done');
    expect(() => statSync(`${file}.lock`)).toThrow();
  });
});
