import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import { copySample, type Sample } from '../../scripts/vscode/sample.ts';
import { type LoopbackModel, startLoopbackModel } from '../support/loopback-model.ts';
import { Workbench } from './support/workbench.ts';

const KEY = 'loopback-key-0123456789';

/** A fault that needs to know what the code is for: no template and no language service finds it. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: source text of the sample
const LOST = "return `${hours}:${String(minute % 60).padStart(2, '0')}`;";
const ODD = 'const odd = cents % people;';
const NO_ODD = 'const odd = [cents, people].length - 2;';
const REPLY = `The time is never written, and the odd cents are lost.

src/interval.ts
\`\`\`
<<<<<<< SEARCH
  const hours = Math.floor(minute / 60);
  return [hours, 'past'].join(' ');
=======
  const hours = Math.floor(minute / 60);
  ${LOST}
>>>>>>> REPLACE
\`\`\`

src/price.ts
\`\`\`
<<<<<<< SEARCH
  ${NO_ODD}
=======
  ${ODD}
>>>>>>> REPLACE
\`\`\`
`;

describe('with a language model on this machine', () => {
  let sample: Sample;
  let model: LoopbackModel;
  let workbench: Workbench;

  before(async () => {
    sample = copySample('booking');
    const text = sample.read('src/interval.ts');
    assert.ok(text.includes(LOST));
    sample.write(
      'src/interval.ts',
      text.replace(LOST, "return [hours, 'past'].join(' ');").replace('b.start <= a.end', 'b.start < a.end'),
    );
    assert.ok(sample.read('src/price.ts').includes(ODD));
    sample.write('src/price.ts', sample.read('src/price.ts').replace(ODD, NO_ODD));
    const routes = { '/v1/models': { data: [{ id: 'loopback', owned_by: 'vllm', max_model_len: 32768 }] } };
    model = await startLoopbackModel({ replies: [REPLY], key: KEY, routes });
    workbench = await Workbench.open({ folder: sample.folder });
  });
  after(async () => {
    await workbench?.close();
    await model?.close();
    sample.remove();
  });

  it('asks for server and model', async () => {
    await workbench.command('Credence: Choose Model');
    await workbench.answer(model.baseUrl);
    await workbench.inputTitled('which model').waitFor();
    await workbench.picture('choose-model');
    await workbench.answer('loopback');
    await workbench.toast('Credence uses loopback').waitFor();
    await workbench.dismissToasts();
  });

  it('takes the key without showing it', async () => {
    await workbench.command('Credence: Set API Key');
    await workbench.input.fill(KEY);
    assert.equal(await workbench.input.getAttribute('type'), 'password');
    await workbench.picture('api-key');
    await workbench.page.keyboard.press('Enter');
    await workbench.status('API key is stored').waitFor();
  });

  it('shows what the server holds, now that it gets the key', async () => {
    await workbench.command('Credence: Choose Model');
    await workbench.answer(model.baseUrl);
    const row = workbench.inputTitled('which model').locator('.monaco-list-row').first();
    await row.filter({ hasText: 'loopback' }).filter({ hasText: '32,768 tokens of context' }).waitFor();
    await workbench.picture('model-list');
    await workbench.page.keyboard.press('Enter');
    await workbench.toast('Credence uses loopback').waitFor();
    await workbench.dismissToasts();
  });

  it('solves by a direct edit of two files what the embedded skills cannot, and shows both', async () => {
    await workbench.command('Credence: Solve Request…');
    await workbench.answer('clock should write a time of day such as 9:05');
    await workbench.offer();
    const files = workbench.treeRows('Review');
    await files.filter({ hasText: 'interval.ts' }).first().waitFor();
    await files.filter({ hasText: 'price.ts' }).first().waitFor();
    await workbench.until(
      async () => (await workbench.page.locator('.monaco-diff-editor').count()) >= 2,
      'both files are shown side by side',
    );
    await workbench.picture('direct-edit');
    const chats = model.requests.filter((request) => request.path.endsWith('/chat/completions'));
    assert.ok(chats.length > 0);
    assert.ok(chats.every((request) => request.headers.authorization === `Bearer ${KEY}`));
    await workbench.decide('Accept');
    await workbench.status('Applied').waitFor();
    await workbench.until(
      async () => (await workbench.visibleText()).includes('padStart'),
      'the first file is shown with the edit',
    );
    assert.equal(await workbench.page.locator('.tab', { hasText: 'verified:' }).count(), 0);
    await workbench.file('src/price.ts');
    await workbench.until(
      async () => (await workbench.visibleText()).includes(ODD),
      'the other file is changed as well',
    );
    assert.ok(workbench.onDisk('src/price.ts').includes(NO_ODD), 'saving is left to the person');
  });
});
