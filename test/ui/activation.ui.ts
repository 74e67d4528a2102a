import { strict as assert } from 'node:assert';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { Workbench } from './support/workbench.ts';

const REPORT = resolve(import.meta.dirname, '../../out/activation.json');
const RUNS = 5;

/** Loading and activating, in milliseconds. Generous: the machine may be busy, the order of magnitude may not change. */
const MOST_MS = 150;

describe('activation', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    workbench = await Workbench.open({ folder: sample.folder });
    // The list shows only the rows that fit.
    await workbench.page.setViewportSize({ width: 1280, height: 2000 });
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('does not hold up the editor', async function () {
    this.timeout(120_000);
    const milliseconds: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      // Every reload starts an extension host of its own.
      if (run > 0) await workbench.reload();
      await workbench.command('Credence: Stop');
      await workbench.toast('not running').waitFor();
      milliseconds.push(await activationTime(workbench));
    }
    await workbench.picture('activation');
    const median = milliseconds.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? Number.NaN;
    mkdirSync(dirname(REPORT), { recursive: true });
    writeFileSync(REPORT, `${JSON.stringify({ milliseconds, median }, null, 2)}\n`);
    assert.ok(median <= MOST_MS, `${median} ms; runs: ${milliseconds.join(', ')}`);
  });
});

/** What the editor itself measured: loading the code and calling `activate`. */
async function activationTime(workbench: Workbench): Promise<number> {
  await workbench.command('Developer: Show Running Extensions');
  const row = workbench.page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Credence' });
  const shown = (await row.locator('.activation-time').textContent()) ?? '';
  const found = /(\d+)\s*ms/.exec(shown);
  assert.ok(found, `no activation time in "${shown}"`);
  return Number(found[1]);
}
