import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FromEngine, ToEngine } from '../../../src/engine/protocol.ts';

/*
 * The editor's interface stands in here, since it exists only in the editor: its errors, its cancellation and its
 * models, as its typings describe them.
 */
const { editor } = vi.hoisted(() => ({
  editor: { models: [] as unknown[], asked: [] as { messages: unknown; options: unknown }[] },
}));
vi.mock('vscode', () => {
  class LanguageModelError extends Error {
    readonly code: string;
    constructor(message?: string, code = 'Unknown') {
      super(message);
      this.code = code;
    }
    static NoPermissions(message?: string) {
      return new LanguageModelError(message, 'NoPermissions');
    }
    static Blocked(message?: string) {
      return new LanguageModelError(message, 'Blocked');
    }
    static NotFound(message?: string) {
      return new LanguageModelError(message, 'NotFound');
    }
  }
  class CancellationTokenSource {
    readonly token = { isCancellationRequested: false };
    cancel() {
      this.token.isCancellationRequested = true;
    }
    dispose() {}
  }
  return {
    LanguageModelError,
    CancellationTokenSource,
    LanguageModelChatMessage: { User: (content: string) => ({ role: 'user', content }) },
    lm: {
      selectChatModels: async ({ id }: { id?: string } = {}) =>
        editor.models.filter((model) => id === undefined || (model as { id: string }).id === id),
    },
    l10n: {
      t: (text: string, ...values: unknown[]) =>
        text.replace(/\{(\d)\}/g, (_, index) => String(values[index])),
    },
  };
});
const vscode = await import('vscode');
const { EditorModels } = await import('../../../src/vscode/editor-models.ts');

const question: Extract<FromEngine, { type: 'ask-model' }> = {
  type: 'ask-model',
  ...{ id: 'r', call: 'c', editor: 'x' },
  ...{ system: 'You fix code.', user: 'Fix it.', maxTokens: 50, temperature: 0.2 },
};

function model(text: () => AsyncIterable<string>, over: object = {}): void {
  editor.models = [
    {
      ...{ id: 'x', name: 'X', vendor: 'v', maxInputTokens: 1000 },
      countTokens: async (counted: string) => counted.length,
      sendRequest: async (messages: unknown, options: unknown) => {
        editor.asked.push({ messages, options });
        return { text: text() };
      },
      ...over,
    },
  ];
}

async function ask(during?: (models: InstanceType<typeof EditorModels>, sent: readonly ToEngine[]) => void) {
  const sent: ToEngine[] = [];
  const models = new EditorModels((message) => {
    sent.push(message);
    during?.(models, sent);
  });
  await models.ask(question);
  return sent;
}

beforeEach(() => {
  editor.models = [];
  editor.asked = [];
});

async function* words(): AsyncIterable<string> {
  yield 'Once ';
  yield 'upon';
}

describe('asking a model of the editor for the engine', () => {
  it('passes on its words and counts both sides', async () => {
    model(words);
    expect(await ask()).toEqual([
      { type: 'model-said', call: 'c', text: 'Once ' },
      { type: 'model-said', call: 'c', text: 'upon' },
      { type: 'model-done', call: 'c', counted: { input: 'You fix code.\n\nFix it.'.length, output: 9 } },
    ]);
    expect(editor.asked[0]?.options).toMatchObject({
      justification: expect.stringContaining('Credence'),
      modelOptions: { max_tokens: 50 },
    });
  });

  it.each([
    [
      'a consent that was not given',
      () => vscode.LanguageModelError.NoPermissions(),
      'unauthorised',
      /Allow it/,
    ],
    [
      'a quota that is used up',
      () => vscode.LanguageModelError.Blocked('Quota'),
      'rate-limited',
      /“Quota”.*Wait/,
    ],
    ['a model that is gone', () => vscode.LanguageModelError.NotFound(), 'unknown-model', /Choose another/],
    ['a filter', () => new Error('Response got filtered'), 'filtered', /filtered/],
    ['anything else', () => new Error('boom'), 'server-error', /“boom”.*Try again/],
  ])('tells %s', async (_what, error, reason, says) => {
    model(words, {
      sendRequest: async () => {
        throw error();
      },
    });
    expect(await ask()).toEqual([
      { type: 'model-failed', call: 'c', reason, message: expect.stringMatching(says) },
    ]);
  });

  it('tells an answer that breaks off after its first words', async () => {
    model(async function* () {
      yield 'Once ';
      throw new Error('connection lost');
    });
    expect(await ask()).toMatchObject([
      { type: 'model-said' },
      { type: 'model-failed', message: expect.stringContaining('connection lost') },
    ]);
  });

  it('does not send what the model cannot take', async () => {
    model(words, { maxInputTokens: 10 });
    expect(await ask()).toMatchObject([{ type: 'model-failed', reason: 'too-long' }]);
    expect(editor.asked).toEqual([]);
  });

  it('tells that there is no such model', async () => {
    expect(await ask()).toMatchObject([
      { type: 'model-failed', reason: 'unknown-model', message: expect.stringMatching(/Sign in/) },
    ]);
  });

  it('says nothing more once it is stopped', async () => {
    model(words);
    const sent = await ask((models) => models.stop('c'));
    expect(sent).toEqual([{ type: 'model-said', call: 'c', text: 'Once ' }]);
  });

  it.each([
    ['is looked for', 'selectChatModels'],
    ['counts', 'countTokens'],
    ['is too small', 'too-small'],
    ['ends', 'text'],
  ])('says nothing when it is stopped while the model %s', async (_when, where) => {
    const sent: ToEngine[] = [];
    const models = new EditorModels((message) => sent.push(message));
    const stop = () => models.stop('c');
    model(
      async function* () {
        if (where === 'text') stop();
        yield 'Once ';
      },
      {
        countTokens: async (text: string) => {
          if (where === 'countTokens' || where === 'too-small') stop();
          return text.length;
        },
        ...(where === 'too-small' ? { maxInputTokens: 10 } : {}),
      },
    );
    if (where === 'selectChatModels') editor.models = [];
    const asking = models.ask(question);
    if (where === 'selectChatModels') stop();
    await asking;
    expect(sent).toEqual([]);
    expect(editor.asked).toHaveLength(where === 'text' ? 1 : 0);
  });

  it('passes on an answer whose tokens cannot be counted', async () => {
    let counts = 0;
    model(words, {
      countTokens: async () => {
        counts += 1;
        if (counts > 1) throw new Error('the tokenizer is gone');
        return 7;
      },
    });
    expect(await ask()).toEqual([
      { type: 'model-said', call: 'c', text: 'Once ' },
      { type: 'model-said', call: 'c', text: 'upon' },
      { type: 'model-done', call: 'c' },
    ]);
  });
});
