import * as vscode from 'vscode';
import { editorModels } from './editor-models.ts';
import type { Discovery, EngineClient } from './engine-client.ts';
import { numberText } from './number-text.ts';
import { EDITOR_ADDRESS, isHttp, readKey } from './settings.ts';

/** Where a model answers and what it is called there; both empty for none. */
interface Choice {
  readonly baseUrl: string;
  readonly name: string;
}

type Place = 'find' | 'editor' | 'none' | { readonly baseUrl: string };

/**
 * Asks for server and model; both land in the user's settings. Servers on this machine are looked for while the person
 * is asked and told so, never before, and offered as they are found.
 */
export async function chooseModel(engine: EngineClient, secrets: vscode.SecretStorage): Promise<void> {
  const looking = new vscode.CancellationTokenSource();
  const place = await askPlace(engine.discover(undefined, looking.token));
  // Whoever has picked one, or left, wants nothing more to be looked for here.
  looking.cancel();
  if (place === undefined) return;
  const choice = await choiceAt(place, engine, secrets);
  if (choice === undefined) return;
  const settings = vscode.workspace.getConfiguration('credence.model');
  await settings.update('baseUrl', choice.baseUrl, vscode.ConfigurationTarget.Global);
  await settings.update('name', choice.name, vscode.ConfigurationTarget.Global);
  void vscode.window.showInformationMessage(
    choice.name === ''
      ? vscode.l10n.t('Credence works without a language model now.')
      : choice.baseUrl === EDITOR_ADDRESS
        ? vscode.l10n.t('Credence uses {0}. The editor asks for your consent at the first call.', choice.name)
        : vscode.l10n.t(
            'Credence uses {0}. Run “Credence: Set API Key” if the server needs a key.',
            choice.name,
          ),
  );
}

async function choiceAt(
  place: Place,
  engine: EngineClient,
  secrets: vscode.SecretStorage,
): Promise<Choice | undefined> {
  if (place === 'none') return { baseUrl: '', name: '' };
  if (place === 'find') return askModel(engine.discover());
  if (place === 'editor') return askEditorModel();
  const apiKey = await readKey(place.baseUrl, secrets);
  const found = engine.discover({ ...place, ...(apiKey === undefined ? {} : { apiKey }) });
  return askModel(found, place.baseUrl);
}

/** A list with places that are picked and room for an address that is typed. */
function askPlace(found: Promise<Discovery>): Promise<Place | undefined> {
  type Item = vscode.QuickPickItem & { readonly place: Place };
  const current = vscode.workspace.getConfiguration('credence.model').get('baseUrl', '').trim();
  const address = (baseUrl: string): Item => ({ label: `$(globe) ${baseUrl}`, place: { baseUrl } });
  const places: readonly Item[] = [
    ...(isHttp(current) ? [address(current)] : []),
    {
      label: vscode.l10n.t('$(search) Look for servers on this machine'),
      detail: vscode.l10n.t('Ollama, LM Studio, llama.cpp and vLLM at their usual ports'),
      place: 'find',
    },
    {
      label: vscode.l10n.t('$(sparkle) Use a model of the editor'),
      detail: vscode.l10n.t('By a subscription that you are signed in to; it needs no key'),
      place: 'editor',
    },
    { label: vscode.l10n.t('$(circle-slash) Work without a model'), place: 'none' },
  ];
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t('Credence: where does the model answer?');
  pick.placeholder = vscode.l10n.t(
    'Pick one, or type an address; looking for servers on this machine meanwhile…',
  );
  pick.ignoreFocusOut = true;
  let offered: readonly Item[] = [];
  const show = (): void => {
    const { value, activeItems } = pick;
    pick.items = isHttp(value) ? [{ ...address(value.trim()), alwaysShow: true }] : [...places, ...offered];
    // What comes in while somebody is about to confirm takes nothing from under their hand.
    const kept = activeItems.filter((item) => pick.items.includes(item));
    if (kept.length > 0) pick.activeItems = kept;
  };
  show();
  pick.onDidChangeValue(show);
  pick.busy = true;
  void found.then(({ servers }) => {
    pick.busy = false;
    pick.placeholder = vscode.l10n.t('Pick one, or type an address such as http://127.0.0.1:11434/v1');
    offered = servers
      .filter(({ baseUrl }) => baseUrl !== current)
      .map(({ server, baseUrl, models }) => ({
        label: `$(server) ${server}`,
        description: vscode.l10n.t('answers on this machine with {0} models', models.length),
        detail: baseUrl,
        place: { baseUrl },
      }));
    show();
  });
  return chosen(pick, () => {
    const baseUrl = pick.value.trim();
    // Whoever types an address and confirms at once is faster than the list.
    return isHttp(baseUrl) ? { baseUrl } : pick.selectedItems[0]?.place;
  });
}

/** The models that were found, as they are found, and room for a name that is typed. */
function askModel(found: Promise<Discovery>, baseUrl?: string): Promise<Choice | undefined> {
  type Item = vscode.QuickPickItem & { readonly choice: Choice };
  const pick = vscode.window.createQuickPick<Item>();
  pick.title = vscode.l10n.t('Credence: which model?');
  pick.placeholder =
    baseUrl === undefined
      ? vscode.l10n.t('Looking for servers on this machine…')
      : vscode.l10n.t('The name of the model on that server');
  pick.ignoreFocusOut = true;
  pick.busy = true;
  let listed: readonly Item[] = [];
  const show = (): void => {
    const name = pick.value.trim();
    const typed =
      baseUrl === undefined || name === ''
        ? []
        : [{ label: vscode.l10n.t('Use “{0}”', name), alwaysShow: true, choice: { baseUrl, name } }];
    pick.items = [...listed, ...typed];
  };
  pick.onDidChangeValue(show);
  void found.then(({ servers, problem }) => {
    pick.busy = false;
    listed = servers.flatMap((server) =>
      server.models.map(({ name, contextTokens, note }) => ({
        label: name,
        description: sizeText(contextTokens, note),
        ...(baseUrl === undefined ? { detail: `${server.server}, ${server.baseUrl}` } : {}),
        choice: { baseUrl: server.baseUrl, name },
      })),
    );
    if (problem !== undefined) pick.placeholder = problem;
    else if (listed.length === 0)
      pick.placeholder = vscode.l10n.t(
        'No server with a model answers on this machine. Start one and try again.',
      );
    show();
  });
  return chosen(pick, () => {
    const name = pick.value.trim();
    const selected = pick.selectedItems[0]?.choice;
    // Whoever types a name and confirms at once is faster than the list, which still shows another.
    const meant = selected?.name.toLowerCase().includes(name.toLowerCase()) === true;
    return meant || baseUrl === undefined || name === '' ? selected : { baseUrl, name };
  });
}

async function askEditorModel(): Promise<Choice | undefined> {
  const models = await editorModels();
  if (models.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The editor has no language model. Sign in to an extension that provides one, then try again.',
      ),
    );
    return undefined;
  }
  const items = models.map((model) => ({
    label: model.name,
    description: `${model.vendor}, ${sizeText(model.maxInputTokens, undefined)}`,
    id: model.id,
  }));
  const title = vscode.l10n.t('Credence: which model?');
  const picked = await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true });
  return picked === undefined ? undefined : { baseUrl: EDITOR_ADDRESS, name: picked.id };
}

function sizeText(contextTokens: number | undefined, note: string | undefined): string {
  const size =
    contextTokens === undefined
      ? vscode.l10n.t('context size unknown')
      : vscode.l10n.t('{0} tokens of context', numberText(contextTokens));
  return note === undefined ? size : `${size}: ${note}`;
}

/** Shows the list; what `read` makes of it when it is confirmed, or undefined when the person leaves it. */
function chosen<Item extends vscode.QuickPickItem, T>(
  pick: vscode.QuickPick<Item>,
  read: () => T | undefined,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const value = read();
      if (value === undefined) return;
      resolve(value);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
