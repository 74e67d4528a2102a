import * as vscode from 'vscode';
import type { FromEngine, ModelRefusal, ToEngine } from '../engine/protocol.ts';

type Question = Extract<FromEngine, { type: 'ask-model' }>;

/**
 * Asks the editor's models on behalf of the engine. The editor itself asks for the person's consent at the first call,
 * and says when a quota is used up; which models there are, and how much they hold, depends on their subscriptions.
 */
export class EditorModels implements vscode.Disposable {
  readonly #send: (message: ToEngine) => void;
  readonly #open = new Map<string, vscode.CancellationTokenSource>();

  constructor(send: (message: ToEngine) => void) {
    this.#send = send;
  }

  async ask(question: Question): Promise<void> {
    const { call } = question;
    const source = new vscode.CancellationTokenSource();
    this.#open.set(call, source);
    try {
      await this.#answer(question, source.token);
    } catch (error) {
      if (!source.token.isCancellationRequested)
        this.#send({ type: 'model-failed', call, ...refusalOf(error, question.editor) });
    } finally {
      this.#open.delete(call);
      source.dispose();
    }
  }

  stop(call: string): void {
    this.#open.get(call)?.cancel();
  }

  /** The engine is gone, and with it everybody who waits for an answer. */
  stopAll(): void {
    for (const source of this.#open.values()) source.cancel();
  }

  dispose(): void {
    this.stopAll();
  }

  async #answer(
    { call, editor, system, user, maxTokens, temperature }: Question,
    token: vscode.CancellationToken,
  ): Promise<void> {
    // Who stopped the answer waits for nothing more, and a message would only keep the engine from its rest.
    const send = (message: ToEngine): void => {
      if (!token.isCancellationRequested) this.#send(message);
    };
    const [model] = await vscode.lm.selectChatModels({ id: editor });
    if (model === undefined) {
      const message = vscode.l10n.t(
        'The editor has no model {0} any more. Sign in to what provides it, or run “Credence: Choose Model”.',
        editor,
      );
      send({ type: 'model-failed', call, reason: 'unknown-model', message });
      return;
    }
    // The interface knows no system message; what stands first counts as one.
    const prompt = `${system}\n\n${user}`;
    const input = await model.countTokens(prompt, token);
    if (input > model.maxInputTokens) {
      const message = vscode.l10n.t(
        'The prompt of {0} tokens does not fit {1}, which takes {2}. Choose a model that takes more.',
        input,
        model.name,
        model.maxInputTokens,
      );
      send({ type: 'model-failed', call, reason: 'too-long', message });
      return;
    }
    if (token.isCancellationRequested) return;
    const response = await model.sendRequest(
      [vscode.LanguageModelChatMessage.User(prompt)],
      {
        justification: vscode.l10n.t('Credence asks it for an edit, and compiles and tests what it answers.'),
        modelOptions: { max_tokens: maxTokens, temperature },
      },
      token,
    );
    let answer = '';
    for await (const text of response.text) {
      if (token.isCancellationRequested) return;
      answer += text;
      send({ type: 'model-said', call, text });
    }
    // A model that was stopped may end its answer as if it were whole.
    if (token.isCancellationRequested) return;
    const output = await counted(model, answer, token);
    send({ type: 'model-done', call, ...(output === undefined ? {} : { counted: { input, output } }) });
  }
}

/** The models that the editor has now, without asking anybody for consent. */
export async function editorModels(): Promise<readonly vscode.LanguageModelChat[]> {
  return vscode.lm.selectChatModels();
}

/** Undefined when the model cannot tell: its answer stands all the same, and the engine estimates the count. */
async function counted(
  model: vscode.LanguageModelChat,
  answer: string,
  token: vscode.CancellationToken,
): Promise<number | undefined> {
  try {
    return await model.countTokens(answer, token);
  } catch {
    return undefined;
  }
}

function refusalOf(
  error: unknown,
  editor: string,
): { readonly reason: ModelRefusal; readonly message: string } {
  const said = error instanceof Error ? error.message : String(error);
  const code = error instanceof vscode.LanguageModelError ? error.code : '';
  if (code === vscode.LanguageModelError.NoPermissions.name) {
    const message = vscode.l10n.t(
      'You did not allow Credence to use {0}. Allow it under “Manage Language Model Access”, or choose another model.',
      editor,
    );
    return { reason: 'unauthorised', message };
  }
  if (code === vscode.LanguageModelError.NotFound.name) {
    const message = vscode.l10n.t('The editor has no model {0} any more. Choose another model.', editor);
    return { reason: 'unknown-model', message };
  }
  if (code === vscode.LanguageModelError.Blocked.name) {
    const message = vscode.l10n.t(
      'The provider of {0} does not answer now, for example because a quota is used up. It said: “{1}”. Wait, or choose another model.',
      editor,
      said.slice(0, 200),
    );
    return { reason: 'rate-limited', message };
  }
  const filtered = /filter|off[_-]?topic|responsible/i.test(said);
  return {
    reason: filtered ? 'filtered' : 'server-error',
    message: vscode.l10n.t(
      'The editor could not ask {0}. It said: “{1}”. Try again, or choose another model.',
      editor,
      said.slice(0, 200),
    ),
  };
}
