import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { Workbench } from './support/workbench.ts';

describe('the doctor', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    workbench = await Workbench.open({ folder: sample.folder });
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  it('lists what it found, and a line leads to what mends it', async () => {
    await workbench.command('Credence: Doctor');
    const list = workbench.inputTitled('nothing is missing here');
    await list.waitFor({ timeout: 60_000 });
    const text = (await list.textContent()) ?? '';
    assert.match(text, /vitest \d+\.\d+\.\d+, 4 test files/);
    assert.match(text, /TypeScript \d/);
    await workbench.picture('doctor');
    await workbench.input.fill('Models');
    await workbench.page.keyboard.press('Enter');
    await workbench.inputTitled('where does the model answer').waitFor();
  });
});
