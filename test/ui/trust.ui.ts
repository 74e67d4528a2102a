import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { startedByProduct } from './support/processes.ts';
import { Workbench } from './support/workbench.ts';

describe('an untrusted folder', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    // The editor checks JSON in Restricted Mode too.
    sample.write('broken.json', '{ "rooms": }\n');
    workbench = await Workbench.open({ folder: sample.folder, trust: false });
    await workbench.file('broken.json');
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('executes nothing and says so', async () => {
    await workbench.command('Credence: Make Failing Test Pass');
    await workbench.toast(/not trusted.*executes nothing/i).waitFor();
    await workbench.picture('untrusted');
    assert.deepEqual(startedByProduct(workbench), []);
    await workbench.dismissToasts();
  });

  it('says so for a problem at the cursor too', async () => {
    await workbench.squiggle().waitFor();
    await workbench.cursor(1, 12);
    await workbench.command('Credence: Fix Problem at Cursor');
    await workbench.toast(/not trusted.*executes nothing/i).waitFor();
    assert.deepEqual(startedByProduct(workbench), []);
  });

  it('leads to where trust is given', async () => {
    await workbench.toastButton('Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor').waitFor();
    await workbench.picture('manage-trust');
  });
});
