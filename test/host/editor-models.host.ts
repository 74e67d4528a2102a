import { strict as assert } from 'node:assert';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { FromEngine, ToEngine } from '../../src/engine/protocol.ts';
import { EditorModels } from '../../src/vscode/editor-models.ts';

/** Declared by the extension that the runner of these tests writes. */
const VENDOR = 'credence-tests';

/** A model that the editor takes for one of its own; what it does with a prompt is up to each test. */
class OwnProvider implements vscode.LanguageModelChatProvider {
  readonly prompts: string[] = [];
  cancelled = false;
  answer: (report: (text: string) => void, token: vscode.CancellationToken) => Promise<void> = async () => {};

  provideLanguageModelChatInformation(): vscode.LanguageModelChatInformation[] {
    return [
      {
        ...{ id: 'small', name: 'Small', family: 'small', version: '1', maxInputTokens: 100 },
        ...{ maxOutputTokens: 100, capabilities: {} },
      },
    ];
  }

  async provideLanguageModelChatResponse(
    _model: vscode.LanguageModelChatInformation,
    messages: readonly vscode.LanguageModelChatRequestMessage[],
    _options: vscode.ProvideLanguageModelChatResponseOptions,
    progress: vscode.Progress<vscode.LanguageModelResponsePart>,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const parts = messages.flatMap(({ content }) => content);
    this.prompts.push(
      parts.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join(''),
    );
    token.onCancellationRequested(() => {
      this.cancelled = true;
    });
    await this.answer((text) => progress.report(new vscode.LanguageModelTextPart(text)), token);
  }

  async provideTokenCount(
    _model: vscode.LanguageModelChatInformation,
    text: string | vscode.LanguageModelChatRequestMessage,
  ): Promise<number> {
    return typeof text === 'string' ? Math.ceil(text.length / 4) : 1;
  }
}

describe('a model of the editor', () => {
  const provider = new OwnProvider();
  let registered: vscode.Disposable;
  let editor = '';

  before(async () => {
    registered = vscode.lm.registerLanguageModelChatProvider(VENDOR, provider);
    for (const until = Date.now() + 20_000; Date.now() < until && editor === ''; ) {
      const [model] = await vscode.lm.selectChatModels({ vendor: VENDOR });
      editor = model?.id ?? '';
      if (editor === '') await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.notEqual(editor, '', 'the editor knows the model');
  });
  after(() => registered.dispose());

  const question = (user: string): Extract<FromEngine, { type: 'ask-model' }> => ({
    ...{ type: 'ask-model', id: 'run', call: 'call', editor, system: 'You fix code.', user },
    ...{ maxTokens: 50, temperature: 0 },
  });

  async function ask(user: string, onSaid?: (models: EditorModels) => void): Promise<ToEngine[]> {
    const sent: ToEngine[] = [];
    const models = new EditorModels((message) => {
      sent.push(message);
      onSaid?.(models);
    });
    await models.ask(question(user));
    models.dispose();
    return sent;
  }

  it('is asked through the editor, piece by piece, and counted on both sides', async () => {
    provider.answer = async (report) => {
      report('Once ');
      report('upon');
    };
    const sent = await ask('Fix it.');
    const said = sent.flatMap((message) => (message.type === 'model-said' ? [message.text] : []));
    assert.equal(said.join(''), 'Once upon');
    assert.deepEqual(sent.at(-1), { type: 'model-done', call: 'call', counted: { input: 6, output: 3 } });
    assert.equal(provider.prompts.at(-1), 'You fix code.\n\nFix it.');
  });

  it('is not asked what it cannot take', async () => {
    const asked = provider.prompts.length;
    const [message] = await ask('x'.repeat(1000));
    assert.ok(message?.type === 'model-failed' && message.reason === 'too-long');
    assert.match(message.message, /does not fit Small, which takes 100/);
    assert.equal(provider.prompts.length, asked);
  });

  it('that fails is quoted', async () => {
    provider.answer = async () => {
      throw new Error('the subscription ran out');
    };
    const [message] = await ask('Fix it.');
    assert.ok(message?.type === 'model-failed');
    assert.match(message.message, /the subscription ran out/);
  });

  it('hears that its answer is not wanted any more', async () => {
    provider.cancelled = false;
    provider.answer = async (report, token) => {
      report('Once ');
      while (!token.isCancellationRequested) await new Promise((resolve) => setTimeout(resolve, 10));
    };
    const sent = await ask('Fix it.', (models) => models.stop('call'));
    assert.deepEqual(
      sent.map(({ type }) => type),
      ['model-said'],
    );
    assert.equal(provider.cancelled, true);
  });

  it('that is not there is told as that', async () => {
    const sent: ToEngine[] = [];
    await new EditorModels((message) => sent.push(message)).ask({
      ...question('Fix it.'),
      editor: 'no such',
    });
    const [message] = sent;
    assert.ok(message?.type === 'model-failed' && message.reason === 'unknown-model');
  });
});
