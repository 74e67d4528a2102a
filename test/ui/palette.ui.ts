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
    const missing = new Set(COMMANDS.map((command) => `Credence: ${command}`));
    // Only the rows in sight exist; a page down shows the next ones.
    await workbench
      .until(async () => {
        for (const title of await rows.allInnerTexts())
          for (const wanted of missing) if (title.includes(wanted)) missing.delete(wanted);
        await workbench.page.keyboard.press('PageDown');
        return missing.size === 0;
      }, 'every command was in the list')
      .catch(() => undefined);
    await workbench.page.keyboard.press('Escape');
    assert.deepEqual([...missing], []);
  });

  it('was woken by that, and holds the editor up no longer than the editor’s own extensions do', async () => {
    // The list shows only the rows that fit.
    await workbench.page.setViewportSize({ width: 1280, height: 2000 });
    await workbench.command('Credence: Stop');
    await workbench.status('not running').waitFor();
    await workbench.command('Developer: Show Running Extensions');
    const rows = workbench.page.locator('.runtime-extensions-editor .monaco-list-row');
    await rows.filter({ hasText: 'Credence' }).waitFor();
    await workbench.picture('activation');
    const times = new Map<boolean, number[]>([
      [true, []],
      [false, []],
    ]);
    for (const text of await rows.allInnerTexts()) {
      const found = /Activation: (\d+)ms|(\d+)\s*ms/.exec(text);
      if (found !== null) times.get(text.includes('Credence'))?.push(Number(found[1] ?? found[2]));
    }
    const [own = Number.NaN] = times.get(true) ?? [];
    const slowest = Math.max(50, ...(times.get(false) ?? []));
    // Milliseconds of the same window: the machine may be busy, the order of magnitude may not change.
    assert.ok(own <= 3 * slowest, `${own} ms, and ${slowest} ms for the slowest of the others`);
    await workbench.page.setViewportSize({ width: 1280, height: 800 });
    // It is in a window of its own, which takes every key.
    await workbench.page
      .getByRole('button', { name: /^Close Modal|^Close/ })
      .last()
      .click();
    await workbench.dismissToasts();
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
});
