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

/** Stands in place of an address for the models that the editor itself has. */
export const EDITOR_ADDRESS = 'vscode:';

type Models = Pick<RunRequest, 'model' | 'strongModel' | 'prices'>;

/** The language models, as far as they are set; keys come from the secret storage and nowhere else. */
export async function readModels(scope: vscode.Uri, secrets: vscode.SecretStorage): Promise<Models> {
  const settings = vscode.workspace.getConfiguration('credence.model', scope);
  const baseUrl = settings.get('baseUrl', '').trim();
  const strongBaseUrl = settings.get('strongBaseUrl', '').trim() || baseUrl;
  const shared = { effort: effortOf(settings.get('effort', 'default')) };
  const held = settings.get('contextTokens', 0);
  const own = held > 0 ? { contextTokens: held } : {};
  const model = await readModel(
    { baseUrl, name: settings.get('name', '').trim() },
    { ...shared, ...own },
    secrets,
  );
  const strong = { baseUrl: strongBaseUrl, name: settings.get('strongName', '').trim() };
  const strongModel = await readModel(strong, shared, secrets);
  return {
    prices: settings.get<unknown>('prices', {}),
    ...(model === undefined ? {} : { model }),
    ...(strongModel === undefined ? {} : { strongModel }),
  };
}

type Effort = NonNullable<Extract<ModelSettings, { baseUrl: string }>['effort']>;

function effortOf(text: string): Effort | undefined {
  return (['minimal', 'low', 'medium', 'high'] as const).find((effort) => effort === text);
}

async function readModel(
  { baseUrl, name }: { readonly baseUrl: string; readonly name: string },
  { effort, contextTokens }: { readonly effort?: Effort | undefined; readonly contextTokens?: number },
  secrets: vscode.SecretStorage,
): Promise<ModelSettings | undefined> {
  if (name === '') return undefined;
  const size = contextTokens === undefined ? {} : { contextTokens };
  if (baseUrl === EDITOR_ADDRESS) {
    const [found] = await vscode.lm.selectChatModels({ id: name });
    // One that is not there now is said so by the call, with what to do next.
    if (found === undefined) return { editor: name, name };
    return { editor: name, name: found.name, contextTokens: found.maxInputTokens, ...size };
  }
  if (!isHttp(baseUrl)) return undefined;
  const apiKey = await secrets.get(keyFor(baseUrl));
  return {
    ...{ baseUrl, model: name, ...size },
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(effort === undefined ? {} : { effort }),
  };
}

/** The key that is kept for a server. */
export async function readKey(baseUrl: string, secrets: vscode.SecretStorage): Promise<string | undefined> {
  return isHttp(baseUrl) ? secrets.get(keyFor(baseUrl)) : undefined;
}

export async function setApiKey(secrets: vscode.SecretStorage): Promise<void> {
  const settings = vscode.workspace.getConfiguration('credence.model');
  const all = [settings.get('baseUrl', ''), settings.get('strongBaseUrl', '')].map((url) => url.trim());
  const servers = [...new Map(all.filter(isHttp).map((url) => [new URL(url).origin, url])).values()];
  const title = vscode.l10n.t('Credence: for which server is the key?');
  const baseUrl = servers.length > 1 ? await vscode.window.showQuickPick(servers, { title }) : servers[0];
  if (baseUrl === undefined && servers.length > 1) return;
  if (baseUrl === undefined) {
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
  vscode.window.setStatusBarMessage(
    key.trim() === ''
      ? vscode.l10n.t('$(check) The API key was removed.')
      : vscode.l10n.t('$(check) The API key is stored.'),
    8_000,
  );
}

export function isHttp(text: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(text.trim()).protocol);
  } catch {
    return false;
  }
}
