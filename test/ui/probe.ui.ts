import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { copySample } from '../../scripts/vscode/sample.ts';
import { Workbench } from './support/workbench.ts';

describe('probe', () => {
  const sample = copySample('booking');
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open({ folder: sample.folder });
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });
  it('runs', async () => {
    await workbench.command('Probe: Hi');
    await workbench.toast('hello from probe').waitFor();
    await workbench.file('src/price.ts');
    await workbench.cursor(3, 2);
    await workbench.picture('probe');
    assert.match(await workbench.visibleText(), /export/);
  });
});
