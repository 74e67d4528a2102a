import { strict as assert } from 'node:assert';
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { startedByProduct } from './support/processes.ts';
import { packVirtualFiles } from './support/virtual-files.ts';
import { Workbench } from './support/workbench.ts';

describe('a workspace of two folders and a virtual one', () => {
  let broken: Sample;
  let fine: Sample;
  let parent = '';
  let workbench: Workbench;

  before(async () => {
    broken = copySample('booking');
    fine = copySample('booking');
    fine.write(
      'src/interval.ts',
      fine.read('src/interval.ts').replace('b.start <= a.end', 'b.start < a.end'),
    );
    parent = realpathSync(mkdtempSync(join(tmpdir(), 'credence-folders-')));
    const file = join(parent, 'two.code-workspace');
    const folders = [
      { path: broken.folder, name: 'broken' },
      { path: fine.folder, name: 'fine' },
      { uri: 'credence-tests://here/far', name: 'far' },
    ];
    writeFileSync(file, JSON.stringify({ folders }));
    workbench = await Workbench.open({ folder: file, extensions: [packVirtualFiles()] });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  after(async () => {
    await workbench?.close();
    for (const sample of [broken, fine]) sample?.remove();
    rmSync(parent, { recursive: true, force: true });
  });

  it('asks for the folder where nothing says which is meant, and keeps a checkpoint of that one', async () => {
    await workbench.command('Credence: Create Checkpoint…');
    const rows = rowsOf(workbench);
    await rows.filter({ hasText: 'fine' }).first().waitFor();
    await workbench.picture('which-folder');
    await rows.filter({ hasText: 'fine' }).first().click();
    await workbench.inputTitled('create a checkpoint').waitFor();
    await workbench.answer('as it should be');
    await workbench.status('Checkpoint of').waitFor();
  });

  it('says of a virtual folder what cannot be done there, and does what can be', async () => {
    // The search for files does not look into it.
    const file = workbench.page
      .locator('.explorer-folders-view .monaco-list-row')
      .filter({ hasText: 'broken.json' });
    await file.dblclick();
    await workbench.squiggle().first().waitFor();
    await workbench.cursor(1, 12);
    // Its file says which folder is meant.
    for (const title of ['Fix Problem at Cursor', 'Make Failing Test Pass', 'Create Checkpoint…']) {
      await workbench.command(`Credence: ${title}`);
      await workbench.toast('“far” is a virtual one').waitFor();
      await workbench.dismissToasts();
    }
    await workbench.picture('virtual-folder');
    assert.deepEqual(
      startedByProduct(workbench).filter((command) => command.includes('vitest')),
      [],
    );
    await workbench.command('Credence: Show History');
    await workbench.page.locator('.pane-header[aria-label^="History"]').waitFor();
    await workbench.command('View: Close All Editors');
  });

  it('takes what is selected in the terminal as evidence, in the folder that it names', async () => {
    await workbench.command('Terminal: Create New Terminal');
    await rowsOf(workbench).filter({ hasText: 'broken' }).first().click();
    await workbench.page.locator('.terminal-wrapper.active .xterm-screen').waitFor();
    // What is typed before the shell is there waits for it.
    const shown = join(parent, 'shown');
    await workbench.page.keyboard.type(
      `echo ' FAIL  test/room.test.ts > Calendar > lets one booking begin when another ends' && touch '${shown}'`,
    );
    await workbench.page.keyboard.press('Enter');
    await workbench.until(async () => existsSync(shown), 'the shell has run it');
    await workbench.page.waitForTimeout(500);
    await workbench.command('Terminal: Select All');
    await workbench.picture('terminal-selection');
    await workbench.command('Credence: Fix What the Selection Shows');
    await rowsOf(workbench).filter({ hasText: 'broken' }).first().click();
    await workbench.offer();
    await workbench.picture('terminal-offer');
    assert.match(broken.read('src/interval.ts'), /b\.start <= a\.end/);
  });
});

describe('a window of nothing but a virtual folder', () => {
  let parent = '';
  let workbench: Workbench;

  before(async () => {
    parent = realpathSync(mkdtempSync(join(tmpdir(), 'credence-virtual-')));
    const file = join(parent, 'far.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: [{ uri: 'credence-tests://here/far', name: 'far' }] }));
    workbench = await Workbench.open({ folder: file, extensions: [packVirtualFiles()] });
  });
  after(async () => {
    await workbench?.close();
    rmSync(parent, { recursive: true, force: true });
  });

  it('says what cannot be done there, starts nothing, and shows its views', async () => {
    for (const title of ['Make Failing Test Pass', 'Create Checkpoint…']) {
      await workbench.command(`Credence: ${title}`);
      await workbench.toast('“far” is a virtual one').waitFor();
      await workbench.dismissToasts();
    }
    await workbench.command('Credence: Show History');
    await workbench.page.locator('.pane-header[aria-label^="History"]').waitFor();
    await workbench.picture('virtual-window');
    assert.deepEqual(startedByProduct(workbench), []);
  });
});

function rowsOf(workbench: Workbench) {
  return workbench.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
}
