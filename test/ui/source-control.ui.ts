import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { packSourceControl } from './support/source-control.ts';
import { Workbench } from './support/workbench.ts';

describe('source control', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    workbench = await Workbench.open({ folder: sample.folder, extensions: [packSourceControl()] });
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('has a menu with what can be done about changes', async () => {
    await workbench.page.locator('.part.activitybar .action-label[aria-label^="Source Control"]').click();
    const changes = workbench.page.locator('.scm-view').first();
    await changes.getByText('room.ts').first().waitFor({ timeout: 30_000 });
    const title = workbench.page.locator('.part.sidebar .title-actions');
    await title.getByRole('button', { name: /More Actions/ }).click();
    const entries = workbench.page.locator('.monaco-menu .action-item');
    await entries.filter({ hasText: 'Credence' }).first().hover();
    for (const words of ['Fix Tests That My Changes Broke', 'Create Checkpoint…', 'Restore Checkpoint…'])
      await entries.getByText(words, { exact: true }).waitFor();
    await workbench.picture('source-control-menu');
  });
});
