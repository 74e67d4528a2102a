import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import type { Sample } from '../../scripts/vscode/sample.ts';
import { misspeltSample, PRICE } from './support/broken-sample.ts';
import { Workbench } from './support/workbench.ts';

describe('reviewing a patch of two changes, without a mouse', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = misspeltSample((text) => text.replace('cents % people', 'cents % peopel'));
    workbench = await Workbench.open({
      folder: sample.folder,
      settings: { 'credence.lightbulb.enabled': false },
    });
    await workbench.file(PRICE);
    await workbench.squiggle().first().waitFor();
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('shows each change with a check box, and what was checked', async () => {
    // From problem to problem by key, the first of the file being the one; then the menu of fixes.
    await workbench.editorFocus();
    await workbench.page.keyboard.press('F8');
    await workbench.page.keyboard.press('Escape');
    await workbench.quickFix('Fix with Credence');
    await workbench.moveTo(workbench.page.locator('.action-widget .monaco-list-row'), 'Fix with Credence');
    await workbench.page.keyboard.press('Enter');
    await workbench.offer();
    const changes = workbench.treeRows('Review').filter({ hasText: /line \d+/ });
    await changes.nth(1).waitFor();
    await workbench.picture('review');
    assert.equal(await changes.count(), 2);
  });

  it('shows another patch that passes beside it, and why it was not chosen', async () => {
    const rows = workbench.treeRows('Review');
    await workbench.typedCommand('Focus on Review View');
    await workbench.moveTo(rows, 'Other patches that pass');
    await workbench.page.keyboard.press('ArrowRight');
    await rows
      .filter({ hasText: /Change spelling/ })
      .first()
      .waitFor();
    await workbench.moveTo(rows, /Change spelling/);
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.tab').filter({ hasText: 'Other patch ↔ chosen patch' }).waitFor();
    await workbench.picture('review-compare');
    await workbench.typedCommand('Credence: Why Not the Others?');
    await workbench.webviewWith('Why not');
    await workbench.picture('why-not-the-others');
    await workbench.typedCommand('Focus on Review View');
    await workbench.page.keyboard.press('Home');
    await workbench.moveTo(rows, 'line 13');
    await workbench.page.keyboard.press('Enter');
  });

  it('takes a rejected change out of the diff', async () => {
    const added = workbench.page
      .locator('.monaco-diff-editor .modified .view-line')
      .filter({ hasText: 'cents % people;' });
    await added.first().waitFor();
    await workbench.typedCommand('Focus on Review View');
    await workbench.moveTo(workbench.treeRows('Review'), 'line 22');
    await workbench.page.keyboard.press('Enter');
    // It leads to the change in the diff, where a command takes it out.
    await workbench.typedCommand('Credence: Take This Change Out or Back In');
    await added.first().waitFor({ state: 'detached' });
    const rows = workbench.treeRows('Review');
    await rows.filter({ hasText: '1 of 2 changes' }).waitFor();
    // By the key of a check box as well: the row that has the focus, and the whole file.
    await workbench.typedCommand('Focus on Review View');
    await workbench.moveTo(rows, 'line 22');
    await workbench.page.keyboard.press('Space');
    await rows.filter({ hasText: '2 of 2 changes' }).waitFor();
    await workbench.page.keyboard.press('Home');
    await workbench.page.keyboard.press('Space');
    await rows.filter({ hasText: '0 of 2 changes' }).waitFor();
    await workbench.moveTo(rows, 'line 13');
    await workbench.page.keyboard.press('Space');
    await rows.filter({ hasText: '1 of 2 changes' }).waitFor();
    await workbench.picture('review-one-rejected');
  });

  it('verifies what is left before it is applied, and applies that alone', async () => {
    // The row has the focus still.
    await workbench.page.keyboard.press('Control+Enter');
    await workbench.status('Applied').waitFor({ timeout: 120_000 });
    await workbench.picture('review-partly-applied');
    const text = await workbench.visibleText();
    assert.match(text, /room\.hourly \*/);
    assert.match(text, /cents % peopel/);
  });

  it('can be taken back by the checkpoint that was made before it, also once it was saved', async () => {
    await workbench.editorFocus();
    await workbench.page.keyboard.press('Control+S');
    await workbench.until(async () => /room\.hourly \*/.test(workbench.onDisk(PRICE)), 'the file is saved');
    sample.write('src/stray.ts', 'export {};\n');
    await workbench.command('Credence: Restore Checkpoint…');
    const rows = workbench.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
    await rows.filter({ hasText: 'before: ' }).first().waitFor();
    await workbench.picture('checkpoints');
    await workbench.page.keyboard.press('Enter');
    const restore = workbench.page
      .locator('.monaco-dialog-box .monaco-button')
      .filter({ hasText: 'Restore' });
    await restore.waitFor();
    await workbench.picture('restore-checkpoint');
    // The first button of a dialog has the focus.
    await workbench.page.keyboard.press('Enter');
    await workbench.status('Restored').waitFor();
    assert.match(workbench.onDisk(PRICE), /room\.hourlly/);
    assert.throws(() => workbench.onDisk('src/stray.ts'), /ENOENT/);
    await workbench.until(
      async () => /room\.hourlly \*/.test(await workbench.visibleText()),
      'the editor shows the old text',
    );
  });
});
