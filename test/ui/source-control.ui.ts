import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { Workbench } from './support/workbench.ts';

describe('source control', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: sample.folder });
    sample.write('.gitignore', 'node_modules\n');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'as it was');
    sample.write('src/room.ts', `${sample.read('src/room.ts')}\n// changed\n`);
    workbench = await Workbench.open({ folder: sample.folder });
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('has a menu with what can be done about changes', async () => {
    await workbench.page.locator('.part.activitybar .action-label[aria-label^="Source Control"]').click();
    const changes = workbench.page.locator('.scm-view').first();
    await changes.getByText('room.ts').first().waitFor();
    const entries = workbench.page.locator('.monaco-menu .action-item');
    // The editor's own git has many actions; what waits for it may draw the title anew while the menu opens.
    await workbench.until(async () => {
      await workbench.page.keyboard.press('Escape');
      // The actions of the pane are there while the mouse is on it; its neighbour has a graph, and actions of its own.
      const header = workbench.page.locator('.part.sidebar .pane-header[aria-label^="Changes"]');
      await header.hover({ timeout: 5_000 });
      await header.getByRole('button', { name: /More Actions/ }).click({ timeout: 5_000 });
      await entries.filter({ hasText: 'Credence' }).first().hover({ timeout: 5_000 });
      for (const words of ['Fix Tests That My Changes Broke', 'Create Checkpoint…', 'Restore Checkpoint…'])
        await entries.getByText(words, { exact: true }).waitFor({ timeout: 5_000 });
      return true;
    }, 'the menu of source control has ours');
    await workbench.picture('source-control-menu');
  });

  it('begins with a fix of what the changes broke', async () => {
    const entries = workbench.page.locator('.monaco-menu .action-item');
    await entries.getByText('Fix Tests That My Changes Broke', { exact: true }).click();
    await workbench.offer();
    await workbench.picture('source-control-offer');
  });
});
