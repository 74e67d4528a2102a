import { after, before, describe, it } from 'mocha';
import { Workbench } from './support/workbench.ts';

describe('the first run, without a key and without a project', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open({});
  });
  after(() => workbench?.close());

  it('opens the sample, and beside its failing test what to do next', async () => {
    await workbench.command('Credence: Open Sample');
    await workbench.inputTitled('where shall the sample go').waitFor();
    await workbench.page.keyboard.press('Enter');
    // The window loads anew, with the folder.
    await workbench.page
      .locator('.explorer-folders-view .monaco-list-row')
      .first()
      .waitFor({ timeout: 60_000 });
    await workbench.page.getByText('Let it find the fault').first().waitFor({ timeout: 60_000 });
    await workbench.tab('shipping.test.js').waitFor();
    await workbench.picture('walkthrough');
  });

  it('ends with a fixed bug', async () => {
    // This step is open by itself: the one before it is done.
    await workbench.page.getByRole('button', { name: 'Make Failing Test Pass' }).first().click();
    await workbench.offer();
    await workbench.picture('walkthrough-patch');
    await workbench.decide('Accept');
    await workbench.status('Applied').waitFor();
    await workbench.until(
      async () => (await workbench.visibleText()).includes('total >= FREE_FROM'),
      'the fixed line is in the editor',
    );
  });
});
