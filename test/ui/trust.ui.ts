import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import type { Sample } from '../../scripts/vscode/sample.ts';
import { MISSPELT, misspeltSample, PRICE } from './support/broken-sample.ts';
import { startedBy } from './support/processes.ts';
import { Workbench } from './support/workbench.ts';

describe('an untrusted folder', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = misspeltSample();
    workbench = await Workbench.open({ folder: sample.folder, trust: false });
    await workbench.file(PRICE);
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('executes nothing and says so', async () => {
    await workbench.command('Credence: Make Failing Test Pass');
    await workbench.toast(/not trusted.*executes nothing/i).waitFor();
    await workbench.picture('untrusted');
    assert.deepEqual(startedBy(workbench.server.temporary), []);
    await workbench.dismissToasts();
  });

  it('says so for a problem at the cursor too', async () => {
    await workbench.squiggle().waitFor();
    await workbench.cursor(MISSPELT.line, MISSPELT.column);
    await workbench.command('Credence: Fix Problem at Cursor');
    await workbench.toast(/not trusted.*executes nothing/i).waitFor();
    assert.deepEqual(startedBy(workbench.server.temporary), []);
  });

  it('leads to where trust is given', async () => {
    await workbench.toastButton('Manage Workspace Trust');
    await workbench.page.locator('.workspace-trust-editor').waitFor();
    await workbench.picture('manage-trust');
  });
});
