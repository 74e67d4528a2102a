import { strict as assert } from 'node:assert';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { Workbench } from './support/workbench.ts';

describe('a workspace of two folders', () => {
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
    ];
    writeFileSync(file, JSON.stringify({ folders }));
    workbench = await Workbench.open({ folder: file });
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

  it('takes what is selected in the terminal as evidence, in the folder that it names', async () => {
    await workbench.command('Terminal: Create New Terminal');
    await rowsOf(workbench).filter({ hasText: 'broken' }).first().click();
    await workbench.page.locator('.terminal-wrapper.active .xterm-screen').waitFor();
    await workbench.page.waitForTimeout(2_000);
    await workbench.page.keyboard.type(
      "echo ' FAIL  test/room.test.ts > Calendar > lets one booking begin when another ends'",
    );
    await workbench.page.keyboard.press('Enter');
    await workbench.page.waitForTimeout(1_000);
    await workbench.command('Terminal: Select All');
    await workbench.picture('terminal-selection');
    await workbench.command('Credence: Fix What the Selection Shows');
    await rowsOf(workbench).filter({ hasText: 'broken' }).first().click();
    await workbench.offer();
    await workbench.picture('terminal-offer');
    assert.match(broken.read('src/interval.ts'), /b\.start <= a\.end/);
  });
});

function rowsOf(workbench: Workbench) {
  return workbench.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
}
