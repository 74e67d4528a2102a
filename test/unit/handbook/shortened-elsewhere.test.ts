import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importable } from '../../../src/handbook/priors/believable.ts';
import { compacted } from '../../../src/handbook/priors/compact.ts';
import { identitiesOf, without } from '../../../src/handbook/priors/identity.ts';
import { openPriors } from '../../../src/handbook/priors/priors.ts';
import type { PriorRecord } from '../../../src/handbook/priors/records.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'credence-elsewhere-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const KEY = 'failing-test/a';
const onDay = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
const seen = (key: string, success: number) => ({
  updates: [{ key, success, failure: 0, evidence: 'it was verified' }],
});
/** @param most bytes from which on the log is written anew */
const open = (name: string, most?: number) =>
  openPriors(
    { stateFolder: join(root, name), userFolder: join(root, 'user') },
    () => new Date(onDay(150)),
    most,
  );
const learn = async (name: string): Promise<void> => {
  for (let day = 0; day < 12; day += 1)
    await open(name).record(seen(KEY, 1 + (day % 3)), { episode: `${name}${day}`, at: onDay(day) });
};
/** Something new, upon which the log and that of the user are written anew. */
const shorten = async (name: string): Promise<void> => {
  await open(name, 100).record(seen('failing-test/b', 1), { episode: `${name}-new`, at: onDay(100) });
  const log = readFileSync(join(root, name, 'priors.jsonl'), 'utf8');
  expect(log).toContain('all that was seen in 2026-01');
};
const believed = async (name: string) => (await open(name).recall()).beliefs[KEY];

describe('what stands in a log that was written anew, shorter', () => {
  it('is known there when it comes back, as it was and as it is', async () => {
    await learn('first');
    const before = await open('first').exported();
    await shorten('first');
    const [was, log] = [await believed('first'), await open('first').exported()];
    expect(await open('first').imported(before)).toMatchObject({ added: 0, known: 12 });
    expect(await open('first').imported(log)).toMatchObject({ added: 0, known: 13 });
    expect(await believed('first')).toEqual(was);
  });

  it('counts no more where another workspace imported it before', async () => {
    await learn('first');
    await open('second').imported(await open('first').exported());
    const was = await believed('second');
    expect(was?.user).toBeUndefined();
    await shorten('first');
    expect(await believed('second')).toEqual(was);
  });

  it('counts as much where it is imported as it did when every change had a line of its own', async () => {
    await learn('first');
    await open('plain').imported(await open('first').exported());
    await shorten('first');
    const short = await open('first').exported();
    // Some of it is known there already.
    const half = (await open('plain').exported()).split('\n').slice(0, 5).join('\n');
    await open('short').imported(half);
    expect(await open('short').imported(short)).toMatchObject({ added: 8, known: 5 });
    const [plain, shorter] = [await believed('plain'), await believed('short')];
    expect(plain?.success).toBeGreaterThan(11);
    expect(shorter?.success).toBeGreaterThanOrEqual((plain?.success ?? 0) * 0.5 ** (100 / 120) - 1e-9);
    expect(shorter?.success).toBeLessThan((plain?.success ?? 0) * 0.5 ** (85 / 120));
  });

  it('is replaced by the last word on a patch, however late that comes', async () => {
    const fate = { episode: 'e', instead: 'survival' };
    await learn('first');
    const { success } = (await believed('first')) ?? { success: 0 };
    await open('first').record(seen(KEY, 7), { ...fate, at: onDay(5) });
    await shorten('first');
    await open('first').record(seen(KEY, 0), { ...fate, at: onDay(5) });
    const late = await believed('first');
    expect(late?.success).toBeLessThan(success);
  });

  it('stands for the same changes, of which each is taken as if it were alone', () => {
    const change = fc.record({ day: fc.nat(200), success: fc.nat(30), failure: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), fc.nat(40), (changes, known) => {
        const log = changes.map(
          ({ day, success, failure }, at): PriorRecord => ({
            ...{ type: 'belief', at: onDay(day), episode: `${at}`, key: KEY },
            ...{ success, failure, evidence: '' },
          }),
        );
        const short = compacted(log);
        expect(short.flatMap(identitiesOf).toSorted()).toEqual(log.flatMap(identitiesOf).toSorted());
        const already = new Set(log.slice(0, known).flatMap(identitiesOf));
        const sum = (records: readonly PriorRecord[]): number =>
          records
            .flatMap((record) => importable(record) ?? [])
            .flatMap((record) => without(record, already) ?? [])
            .reduce((all, record) => all + (record.type === 'belief' ? record.success : 0), 0);
        expect(sum(short)).toBeCloseTo(sum(log), 9);
      }),
    );
  });
});
