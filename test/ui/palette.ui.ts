import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { Workbench } from './support/workbench.ts';

const COMMANDS = [
  'Solve Request…',
  'Fix Problem at Cursor',
  'Make Failing Test Pass',
  'Assess Request',
  'Show Trace',
  'Show History',
  'Show Handbook',
  'Open Handbook',
  'Set API Key',
  'Choose Model',
  'Stop',
];

describe('a window without a folder', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({});
  });
  after(() => workbench?.close());

  it('shows every command in the palette', async () => {
    const rows = await workbench.palette('Credence:');
    await workbench.picture('palette');
    const titles: string[] = [];
    // Only the rows in sight exist; a page down shows the next ones.
    for (let page = 0; page < 5; page += 1) {
      titles.push(...(await rows.allInnerTexts()));
      await workbench.page.keyboard.press('PageDown');
      await workbench.page.waitForTimeout(150);
    }
    await workbench.page.keyboard.press('Escape');
    for (const command of COMMANDS) {
      assert.ok(
        titles.some((title) => title.includes(`Credence: ${command}`)),
        `${command} is not among ${titles.join(' | ')}`,
      );
    }
  });

  for (const command of [
    'Make Failing Test Pass',
    'Fix Problem at Cursor',
    'Solve Request…',
    'Assess Request',
  ]) {
    it(`says what to do when asked to ${command}`, async () => {
      await workbench.command(`Credence: ${command}`);
      await workbench.toast(/folder/i).waitFor();
      if (command.startsWith('Make')) await workbench.picture('no-folder');
      await workbench.dismissToasts();
    });
  }

  it('says that nothing runs when asked to stop', async () => {
    await workbench.command('Credence: Stop');
    await workbench.toast(/nothing|not running|no .*running/i).waitFor();
    await workbench.dismissToasts();
  });
});
