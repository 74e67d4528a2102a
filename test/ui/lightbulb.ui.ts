import { strict as assert } from 'node:assert';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Sample } from '../../scripts/vscode/sample.ts';
import { MISSPELT, misspeltSample, PRICE } from './support/broken-sample.ts';
import { startedByProduct } from './support/processes.ts';
import { Workbench } from './support/workbench.ts';

/** Longest time that fixes in the background may take on a busy machine. */
const BACKGROUND_MS = 110_000;

describe('the lightbulb', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = misspeltSample();
    workbench = await Workbench.open({
      folder: sample.folder,
      settings: {
        'credence.lightbulb.seconds': 100,
        'credence.lightbulb.onBattery': true,
        'editor.codeActionsOnSave': { 'source.fixAll.credence': 'explicit' },
      },
    });
    await workbench.file(PRICE);
    await workbench.squiggle().waitFor();
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('has a fix that was verified before it was asked for, and says what was checked', async () => {
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    const verified = await workbench.quickFix(
      /Credence: .*hourly.*\(types and \d+ tests pass/,
      BACKGROUND_MS,
    );
    await workbench.picture('lightbulb-verified');
    assert.match(workbench.onDisk(PRICE), /hourlly/);
    await verified.click();
    await workbench.until(
      async () => /room\.hourly \*/.test(await workbench.visibleText()),
      'the fix is applied at once',
    );
    await workbench.picture('lightbulb-applied');
    // Not saved, and taken back by one undo.
    assert.match(workbench.onDisk(PRICE), /hourlly/);
  });

  it('learns from what was taken: the handbook is there', async () => {
    const file = join(sample.folder, '.credence/handbook.md');
    await workbench.until(async () => existsSync(file), 'the handbook appears');
  });

  it('knows the fix of a text that comes back, and fixes the whole file when it is saved', async () => {
    await workbench.editorFocus();
    await workbench.page.keyboard.press('Control+Z');
    await workbench.squiggle().waitFor();
    await workbench.page.keyboard.press('Control+S');
    await workbench.until(
      async () => /room\.hourly \*/.test(workbench.onDisk(PRICE)),
      'all problems of the file are fixed and saved',
    );
    await workbench.picture('lightbulb-on-save');
    assert.deepEqual(
      startedByProduct(workbench).filter((command) => command.includes('vitest')),
      [],
      'nothing was run anew',
    );
  });

  it('rests when it is stopped', async () => {
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    await workbench.page.keyboard.type('q');
    await workbench.squiggle().waitFor();
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    // It begins after a moment of calm.
    await workbench.until(async () => {
      await workbench.command('Credence: Stop');
      return workbench
        .status('rests for a minute')
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
    }, 'it rests');
    await workbench.until(
      async () => startedByProduct(workbench).every((command) => !command.includes('vitest')),
      'nothing is run any more',
    );
  });
});
