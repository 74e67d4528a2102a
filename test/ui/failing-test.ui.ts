import { strict as assert } from 'node:assert';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Locator } from 'playwright-core';
import { descendantsOf } from '../../scripts/vscode/descendants.ts';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { testRuns } from './support/processes.ts';
import { Workbench } from './support/workbench.ts';

const HANDBOOK = '.credence/handbook.md';

/** Types and presses a button in the page's first words, while its script is still on the way. */
const PRESSES_EARLY = `{
  const look = () => {
    const button = document.querySelector('[aria-busy] [data-says="history"]');
    if (!button) return setTimeout(look, 1);
    document.querySelector('textarea').value = 'Make the';
    button.click();
    console.log('pressed early');
  };
  look();
}`;

describe('making the failing test pass', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    workbench = await Workbench.open({ folder: sample.folder });
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('is asked for in a box at the top of the page, where nothing is offered that is not there', async () => {
    await workbench.page.locator('.activitybar .action-label[aria-label^="Credence"]').click();
    const page = await workbench.webviewWith('Nothing has run yet');
    const box = page.getByPlaceholder('Ask Credence');
    // The picture is of the page as its script draws it.
    await page.locator('.send').waitFor();
    await workbench.picture('welcome');
    assert.equal(await page.getByText('Show earlier episodes').count(), 0);
    await box.fill('Make the failing test pass');
    await box.press('Enter');
    await page.locator('.stop').waitFor();
    assert.equal(await page.getByText('Nothing has run yet').count(), 0);
  });

  it('follows the running episode in the trace view', async () => {
    const page = await workbench.webviewWith(/information/i);
    await workbench.picture('trace-running');
    assert.equal(await page.getByText('Make the failing test pass').first().isVisible(), true);
  });

  it('ends in a verified patch and leaves the folder alone', async () => {
    await workbench.offer();
    await workbench.picture('test-patch');
    assert.match(workbench.onDisk('src/interval.ts'), /b\.start <= a\.end/);
    // The page before the person asks what is to become of it, and no notification does as well.
    const page = await workbench.webviewWith('Accept patch');
    for (const label of ['Discard', 'Show Evidence'])
      await page.locator('.decide').getByText(label).waitFor();
    assert.equal(await workbench.toast('Accept').count(), 0);
    // What has ended cannot be stopped.
    assert.equal(await page.locator('.stop').count(), 0);
    const title = workbench.page.locator('.tab.active').first();
    assert.match((await title.textContent()) ?? '', /‘<=’ to ‘<’|overlaps/);
    assert.doesNotMatch((await title.textContent()) ?? '', /`/);
    assert.equal(existsSync(join(sample.folder, HANDBOOK)), false);
  });

  it('shows the whole reasoning: views, strategy, candidates, decision, cost, reflection', async () => {
    const page = await workbench.webviewWith(/information/i);
    const text = ((await page.locator('main').textContent()) ?? '').toLowerCase();
    const parts = [
      ...['capability', 'information', 'verifiability', 'mission', 'cost'],
      ...['strategy', 'template-repair'],
      ...['candidate', 'src/interval.ts', 'how they failed'],
      ...['confirm', 'chance', 'learned', 'tests after', 'of 10,000'],
    ];
    assert.deepEqual(
      parts.filter((part) => !text.includes(part)),
      [],
      text,
    );
  });

  it('writes the handbook when the patch is accepted, and opens it', async () => {
    await workbench.decide('Accept');
    await workbench.status('Applied').waitFor();
    await workbench.until(async () => existsSync(join(sample.folder, HANDBOOK)), 'the handbook file appears');
    assert.match(await workbench.visibleText(), /b\.start < a\.end/);
    const page = await workbench.webviewWith(/information/i);
    await page
      .locator('.became')
      .filter({ hasText: /^accepted$/ })
      .waitFor();
    await workbench.command('Focus on Handbook View');
    const behaviors = workbench.page.locator('.pane', { hasText: 'Handbook' }).locator('.monaco-list-row');
    await behaviors.first().waitFor();
    await workbench.picture('handbook-view');
    await workbench.command('Credence: Open Handbook');
    await workbench.tab('handbook.md').waitFor();
    await workbench.picture('handbook');
  });

  it('shows a stored trace again', async () => {
    const rows = workbench.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
    const accepted = rows.filter({ hasText: 'accepted' }).first();
    // A list closes when something else takes the focus, as an editor that opens late does.
    await workbench.until(async () => {
      await workbench.command('Credence: Show Trace');
      return isThere(accepted);
    }, 'the accepted episode is in the list');
    await workbench.picture('stored-traces');
    await workbench.page.keyboard.press('Enter');
    await workbench.webviewWith(/information/i);
  });

  it('offers the earlier episodes in a new window, now that there are some', async () => {
    // Some people are quicker than the script of the page.
    const early = workbench.page.waitForEvent('console', (message) => message.text() === 'pressed early');
    await workbench.page.addInitScript(PRESSES_EARLY);
    await workbench.page.reload();
    await early;
    await workbench.treeRows('History').filter({ hasText: 'failing test' }).first().waitFor();
    const page = await workbench.webviewWith('Nothing has run yet');
    await page.locator('.send').waitFor();
    await workbench.picture('earlier-episodes');
    const box = page.getByPlaceholder('Ask Credence');
    assert.equal(await box.inputValue(), 'Make the');
    assert.equal(await page.locator('vscode-button[icon="loading"]').count(), 0);
    await box.fill('');
  });

  it('only judges when asked to assess', async () => {
    await workbench.dismissToasts();
    await workbench.command('Credence: Assess Request');
    await workbench.answer('Make the failing tests pass');
    await workbench.toast(/Credence \d+%/).waitFor();
    await workbench.picture('assessed');
    assert.equal(await workbench.page.locator('.monaco-diff-editor').count(), 0);
  });

  it('leaves no copy and no test run behind', async () => {
    const copies = (): string[] =>
      readdirSync(workbench.server.temporary).filter((name) => name.startsWith('credence-'));
    await workbench.until(async () => copies().length === 0, 'the isolated copies are gone');
    assert.deepEqual(testRuns(workbench), []);
  });
});

describe('stopping', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    sample.write(
      'test/slow.test.ts',
      `import { it } from 'vitest';
       it('takes its time', async () => { await new Promise((resolve) => setTimeout(resolve, 300_000)); }, 400_000);\n`,
    );
    workbench = await Workbench.open({ folder: sample.folder });
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('ends the episode at once and leaves no process and no copy', async () => {
    await workbench.command('Credence: Make Failing Test Pass');
    // The view takes the focus when it appears; only then is the palette left alone.
    await workbench.webviewWith('measuring');
    await workbench.until(async () => testRuns(workbench).length > 0, 'the tests run');
    await workbench.command('Credence: Stop');
    await workbench.until(async () => testRuns(workbench).length === 0, 'no process is left');
    await workbench.status('stopped. Nothing was changed').waitFor();
    // How many tests there are is not known yet.
    const page = await workbench.webviewWith('you stopped it');
    assert.doesNotMatch((await page.locator('header').textContent()) ?? '', /\b0 tests/);
    await workbench.picture('stopped');
    await workbench.until(
      async () => !readdirSync(workbench.server.temporary).some((name) => name.startsWith('credence-')),
      'no copy is left',
    );
  });

  it('can run again afterwards', async () => {
    await workbench.dismissToasts();
    await workbench.command('Credence: Make Failing Test Pass');
    await workbench.until(async () => testRuns(workbench).length > 0, 'the tests run');
    const toast = workbench.toast('Credence').first();
    // It is drawn anew with each step of the progress.
    await workbench.until(async () => {
      await toast.hover({ timeout: 3_000 });
      await toast.getByRole('button', { name: 'Cancel' }).click({ timeout: 3_000 });
      return true;
    }, 'it can be cancelled');
    await workbench.until(async () => testRuns(workbench).length === 0, 'no process is left');
  });

  it('is the business of the window that works: another one on the folder sees it and ends nothing', async () => {
    await workbench.dismissToasts();
    await workbench.command('Credence: Make Failing Test Pass');
    await workbench.until(async () => testRuns(workbench).length > 0, 'the tests run');
    const other = await workbench.another();
    const newest = other.page
      .locator('.pane', { hasText: 'History' })
      .locator('.monaco-list-row', { hasText: 'failing tests pass' })
      .first();
    await other.command('Credence: Show History');
    await newest.filter({ hasText: 'at work' }).waitFor();
    await other.picture('two-windows');
    await other.command('Credence: Stop');
    await other.status('not running').waitFor();
    assert.ok(testRuns(workbench).length > 0, 'the other window ended nothing');
    await workbench.command('Credence: Stop');
    await workbench.until(async () => testRuns(workbench).length === 0, 'no process is left');
    await workbench.until(async () => {
      await other.command('Credence: Show History');
      // The view's buttons are there while the mouse is over it.
      await newest.hover({ timeout: 3_000 });
      await other.page.getByRole('button', { name: 'Refresh History' }).first().click({ timeout: 3_000 });
      return newest
        .filter({ hasText: 'stopped' })
        .waitFor({ timeout: 3_000 })
        .then(
          () => true,
          () => false,
        );
    }, 'the other window shows that it was stopped');
    await other.closeWindow();
  });

  it('ends an engine that hangs, with everything that it started', async () => {
    await workbench.dismissToasts();
    await workbench.command('Credence: Make Failing Test Pass');
    await workbench.until(async () => testRuns(workbench).length > 0, 'the tests run');
    process.kill(engine().pid, 'SIGSTOP');
    await workbench.command('Credence: Stop');
    await workbench.toast('did not answer').waitFor({ timeout: 30_000 });
    await workbench.picture('stopped-hanging');
    await workbench.until(async () => testRuns(workbench).length === 0, 'no process is left');
  });

  it('leaves none that hangs behind when the window closes right after', async () => {
    await workbench.dismissToasts();
    await workbench.command('Credence: Make Failing Test Pass');
    await workbench.until(async () => testRuns(workbench).length > 0, 'the tests run');
    const { pid } = engine();
    process.kill(pid, 'SIGSTOP');
    await workbench.command('Credence: Stop');
    await workbench.closeWindow();
    const isThere = (): boolean => descendantsOf(workbench.server.temporary).some((one) => one.pid === pid);
    for (const until = Date.now() + 60_000; isThere() && Date.now() < until; )
      await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(isThere(), false, 'the engine is gone');
    assert.deepEqual(testRuns(workbench), []);
  });

  function engine(): { readonly pid: number } {
    const found = descendantsOf(workbench.server.temporary).find(({ command }) =>
      /cli\.js engine$/.test(command),
    );
    assert.ok(found, 'the engine runs');
    return found;
  }
});

/** Whether something comes to be seen within a few seconds. */
function isThere(what: Locator): Promise<boolean> {
  return what.waitFor({ timeout: 8000 }).then(
    () => true,
    () => false,
  );
}
