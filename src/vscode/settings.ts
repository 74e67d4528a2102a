import * as vscode from 'vscode';
import type { ModelSettings, RunRequest } from '../engine/protocol.ts';

/** A key belongs to the server it was entered for: a folder's settings may name another, which must not get it. */
function keyFor(baseUrl: string): string {
  return `credence.apiKey:${new URL(baseUrl).origin}`;
}

/** The budget from the settings. */
export function readBudget(scope: vscode.Uri): RunRequest['budget'] {
  const settings = vscode.workspace.getConfiguration('credence.budget', scope);
  return {
    seconds: settings.get('seconds', 120),
    candidates: settings.get('candidates', 10000),
    tokens: settings.get('tokens', 200_000),
    dollars: settings.get('dollars', 1),
  };
}

/** How candidates are checked: commands for other languages, and what confines what is run. */
export function readVerification(scope: vscode.Uri): NonNullable<RunRequest['verification']> {
  const settings = vscode.workspace.getConfiguration('credence.verification', scope);
  return { commands: settings.get<unknown>('commands', []), sandbox: settings.get('sandbox', 'auto') };
}

/** The language model, when one is set; its key comes from the secret storage and nowhere else. */
export async function readModel(
  scope: vscode.Uri,
  secrets: vscode.SecretStorage,
): Promise<ModelSettings | undefined> {
  const settings = vscode.workspace.getConfiguration('credence.model', scope);
  const baseUrl = settings.get('baseUrl', '').trim();
  const model = settings.get('name', '').trim();
  if (!isHttp(baseUrl) || model === '') return undefined;
  const apiKey = await secrets.get(keyFor(baseUrl));
  return { baseUrl, model, ...(apiKey === undefined ? {} : { apiKey }) };
}

export async function setApiKey(secrets: vscode.SecretStorage): Promise<void> {
  const baseUrl = vscode.workspace.getConfiguration('credence.model').get('baseUrl', '').trim();
  if (!isHttp(baseUrl)) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('A key belongs to a server. Run “Credence: Choose Model” first.'),
    );
    return;
  }
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Credence: API key for {0}', new URL(baseUrl).host),
    prompt: vscode.l10n.t(
      'Kept in the editor’s secret storage. Leave empty to remove it; a local server needs none.',
    ),
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  if (key.trim() === '') await secrets.delete(keyFor(baseUrl));
  else await secrets.store(keyFor(baseUrl), key.trim());
  void vscode.window.showInformationMessage(
    key.trim() === '' ? vscode.l10n.t('The API key was removed.') : vscode.l10n.t('The API key is stored.'),
  );
}

/** Asks for server and model; both land in the user's settings. */
export async function chooseModel(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('credence.model');
  const baseUrl = await vscode.window.showInputBox({
    title: vscode.l10n.t('Credence: where does the model answer?'),
    prompt: vscode.l10n.t(
      'Base URL of an OpenAI-compatible server, for example http://127.0.0.1:11434/v1. Leave empty to work without a model.',
    ),
    value: settings.get('baseUrl', ''),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || isHttp(value) ? undefined : vscode.l10n.t('This is not an http or https URL.'),
  });
  if (baseUrl === undefined) return;
  const name =
    baseUrl.trim() === ''
      ? ''
      : await vscode.window.showInputBox({
          title: vscode.l10n.t('Credence: which model?'),
          prompt: vscode.l10n.t('The name of the model on that server.'),
          value: settings.get('name', ''),
          ignoreFocusOut: true,
          validateInput: (value) =>
            value.trim() === '' ? vscode.l10n.t('A model needs a name.') : undefined,
        });
  if (name === undefined) return;
  await settings.update('baseUrl', baseUrl.trim(), vscode.ConfigurationTarget.Global);
  await settings.update('name', name.trim(), vscode.ConfigurationTarget.Global);
  void vscode.window.showInformationMessage(
    name.trim() === ''
      ? vscode.l10n.t('Credence works without a language model now.')
      : vscode.l10n.t(
          'Credence uses {0}. Run “Credence: Set API Key” if the server needs a key.',
          name.trim(),
        ),
  );
}

function isHttp(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text.trim()).protocol);
  } catch {
    return false;
  }
}
