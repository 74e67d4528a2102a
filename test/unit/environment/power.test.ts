import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isOnBattery } from '../../../src/environment/power.ts';

type Supply = Readonly<Record<string, string>>;

/** As Linux tells of supplies: a folder for each, a file for each fact. */
function supplies(all: Readonly<Record<string, Supply>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'supplies-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, facts] of Object.entries(all)) {
    mkdirSync(join(folder, name));
    for (const [fact, value] of Object.entries(facts)) writeFileSync(join(folder, name, fact), `${value}\n`);
  }
  return folder;
}

const { signal } = new AbortController();
const DRAINING = { type: 'Battery', status: 'Discharging' };

describe.skipIf(process.platform !== 'linux')('a machine', () => {
  it('runs on its battery while that is emptied and no mains are there', async () => {
    expect(await isOnBattery(signal, supplies({ BAT0: DRAINING }))).toBe(true);
    expect(await isOnBattery(signal, supplies({ BAT0: DRAINING, AC: { type: 'Mains', online: '0' } }))).toBe(
      true,
    );
  });

  it('runs on the mains otherwise: plugged in, charging, a desktop, or nobody tells', async () => {
    expect(await isOnBattery(signal, supplies({ BAT0: DRAINING, AC: { type: 'Mains', online: '1' } }))).toBe(
      false,
    );
    expect(await isOnBattery(signal, supplies({ BAT0: { type: 'Battery', status: 'Charging' } }))).toBe(
      false,
    );
    expect(await isOnBattery(signal, supplies({}))).toBe(false);
    expect(await isOnBattery(signal, '/nowhere/at/all')).toBe(false);
  });
});
