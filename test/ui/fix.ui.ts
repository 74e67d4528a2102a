import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Sample } from '../../scripts/vscode/sample.ts';
import { MISSPELT, misspeltSample, PRICE, windowsText } from './support/broken-sample.ts';
import { Workbench } from './support/workbench.ts';

describe('fixing a type error', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = misspeltSample();
    workbench = await Workbench.open({ folder: sample.folder });
    await workbench.file(PRICE);
    await workbench.squiggle().waitFor();
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('says when there is no problem at the cursor', async () => {
    await workbench.cursor(1, 1);
    await workbench.command('Credence: Fix Problem at Cursor');
    await workbench.toast('no problem at the cursor').waitFor();
    await workbench.picture('no-problem-at-cursor');
    await workbench.dismissToasts();
  });

  it('is offered by the lightbulb at the cursor, without a selection', async () => {
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    const rows = await workbench.quickFixes();
    const offered = rows.filter({ hasText: 'Fix with Credence' });
    await offered.first().waitFor();
    await workbench.picture('quick-fix');
    await offered.first().click();
  });

  it('shows progress that can be cancelled', async () => {
    const toast = workbench.toast('Credence').first();
    await toast.waitFor();
    await workbench.picture('progress');
    await toast.hover();
    await toast.getByRole('button', { name: 'Cancel' }).waitFor();
  });

  it('shows the verified patch beside the old text, and changes nothing before it is accepted', async () => {
    await workbench.offer();
    await workbench.picture('diff-preview');
    assert.match(workbench.onDisk(PRICE), /room\.hourlly/);
    assert.equal(await workbench.isDirty('price.ts'), false);
  });

  it('shows the evidence on request', async () => {
    await workbench.toastButton('Show Evidence');
    const page = await workbench.webviewWith('Verification ladder');
    await workbench.picture('evidence');
    assert.match((await page.locator('body').textContent()) ?? '', /exit code/);
  });

  it('applies it as one edit that one undo takes back, and saves nothing', async () => {
    await workbench.toastButton('Accept');
    await workbench.status('Applied').waitFor();
    await workbench.picture('accepted');
    assert.match(await workbench.visibleText(), /room\.hourly \*/);
    assert.match(workbench.onDisk(PRICE), /room\.hourlly/);
    await workbench.editorFocus();
    await workbench.page.keyboard.press('Control+Z');
    await workbench.until(
      async () => /room\.hourlly \*/.test(await workbench.visibleText()),
      'one undo took it back',
    );
    assert.equal(await workbench.isDirty('price.ts'), false);
  });

  it('refuses a patch when the file has changed meanwhile, and keeps the change', async () => {
    // The error is back once the compiler has looked again.
    await workbench.squiggle().waitFor();
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    await workbench.command('Credence: Fix Problem at Cursor');
    await workbench.offer();
    await workbench.tab('price.ts').click();
    await workbench.cursor(1, 1);
    await workbench.page.keyboard.type('// mine\n');
    await workbench.command('Credence: Accept Patch');
    await workbench.toast('Not applied').waitFor();
    await workbench.picture('refused');
    const text = await workbench.visibleText();
    assert.match(text, /\/\/ mine/);
    assert.match(text, /room\.hourlly/);
  });
});

describe('an unsaved change', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = misspeltSample((text) => text.replace('hourlly', 'hourly'));
    workbench = await Workbench.open({ folder: sample.folder });
    await workbench.file(PRICE);
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('is what gets fixed; the file on the disk stays as it was', async () => {
    const saved = workbench.onDisk(PRICE);
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    await workbench.page.keyboard.type('q');
    await workbench.squiggle().waitFor();
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    await workbench.command('Credence: Fix Problem at Cursor');
    await workbench.offer();
    await workbench.picture('unsaved');
    await workbench.toastButton('Accept');
    await workbench.status('Applied').waitFor();
    assert.match(await workbench.visibleText(), /room\.hourly \*/);
    assert.equal(workbench.onDisk(PRICE), saved);
  });
});

describe('a file with a byte-order mark and carriage returns', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = misspeltSample(windowsText);
    workbench = await Workbench.open({ folder: sample.folder });
    await workbench.file(PRICE);
    await workbench.squiggle().waitFor();
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('keeps both when a fix is accepted and saved', async () => {
    const before = workbench.onDisk(PRICE);
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    await workbench.command('Credence: Fix Problem at Cursor');
    await workbench.offer();
    await workbench.toastButton('Accept');
    await workbench.status('Applied').waitFor();
    await workbench.editorFocus();
    await workbench.page.keyboard.press('Control+S');
    await workbench.until(async () => !(await workbench.isDirty('price.ts')), 'the file is saved');
    await workbench.picture('windows-file');
    assert.equal(workbench.onDisk(PRICE), before.replace('hourlly', 'hourly'));
  });

  it('notes what the person makes of it', async () => {
    const storage = join(workbench.server.state, 'data/data/User/workspaceStorage');
    const fates = (): string[] =>
      readdirSync(storage, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('fates.jsonl'))
        .map((path) => readFileSync(join(storage, path), 'utf8'));
    await workbench.until(async () => fates().some((text) => text.includes('"fate":"kept"')), 'it is noted');
  });
});
