import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { packModelExtension } from './support/model-extension.ts';
import { Workbench } from './support/workbench.ts';

describe('the chat', () => {
  let sample: Sample;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('first-fix');
    workbench = await Workbench.open({
      folder: sample.folder,
      extensions: [packModelExtension()],
      settings: { 'chat.disableAIFeatures': false },
    });
  });
  after(async () => {
    await workbench?.close();
    sample.remove();
  });

  async function say(words: string): Promise<void> {
    const input = workbench.page.locator('.interactive-input-part .monaco-editor[role="code"]').first();
    await input.click();
    // A participant is offered while it is typed; a blank takes it.
    await workbench.page.keyboard.type(words, { delay: 15 });
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Enter');
  }

  const answer = () => workbench.page.locator('.interactive-item-container.interactive-response').last();

  it('assesses a request when it is asked to, and proposes to go on', async () => {
    await workbench.command('Chat: Open Chat');
    await workbench.page.locator('.chat-input-toolbars').filter({ hasText: 'Silent' }).first().waitFor();
    await say('@credence /assess Make the failing tests pass ');
    await answer().getByText('verifiability').waitFor({ timeout: 90_000 });
    assert.match((await answer().textContent()) ?? '', /1 fail/);
    await workbench.picture('chat-assess');
  });

  it('fixes what the cursor is at', async () => {
    await workbench.file('test/shipping.test.js');
    const lines = workbench.onDisk('test/shipping.test.js').split('\n');
    await workbench.cursor(lines.findIndex((text) => text.includes('exactly 50')) + 1, 3);
    await say('@credence /fix ');
    await answer().locator('.monaco-button', { hasText: 'Accept' }).waitFor({ timeout: 120_000 });
    assert.match((await answer().textContent()) ?? '', /Solved/);
    await workbench.picture('chat-fix');
    await workbench.command('Credence: Discard Patch');
    await workbench.page.locator('.monaco-diff-editor').first().waitFor({ state: 'detached' });
  });

  it('solves it, tells how, and leaves the decision to buttons', async () => {
    await say('@credence /solve Make the failing tests pass ');
    const accept = answer().locator('.monaco-button', { hasText: 'Accept' });
    await accept.waitFor({ timeout: 120_000 });
    const text = (await answer().textContent()) ?? '';
    assert.match(text, /Solved/);
    assert.match(text, /diff.--git.a\/src\//);
    await workbench.picture('chat-solve');
    assert.match(workbench.onDisk('src/shipping.js'), /total > FREE_FROM/);
    await accept.click();
    await workbench.status('Applied').waitFor();
    await workbench.page.locator('.tab.dirty').first().waitFor();
  });

  it('tells what has been learned', async () => {
    await say('@credence /handbook ');
    await answer().getByText('Open Handbook').waitFor({ timeout: 60_000 });
    assert.match((await answer().textContent()) ?? '', /helped \d+ of \d+ times/);
  });
});
