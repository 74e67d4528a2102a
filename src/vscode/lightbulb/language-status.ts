import * as vscode from 'vscode';
import { INTERNAL_COMMANDS } from '../commands.ts';
import type { BackgroundFixes, BackgroundState } from './background-fixes.ts';

/** Shows beside the language what is done in the background, and leads to the settings that bound it. */
export class LightbulbStatus implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;
  readonly #listener: vscode.Disposable;

  constructor(fixes: BackgroundFixes) {
    this.#item = vscode.languages.createLanguageStatusItem('credence.lightbulb', { scheme: 'file' });
    this.#item.name = vscode.l10n.t('Credence fixes');
    this.#item.command = {
      command: INTERNAL_COMMANDS.lightbulbSettings,
      title: vscode.l10n.t('Settings'),
    };
    this.#show(fixes.state);
    this.#listener = fixes.onDidChange((state) => this.#show(state));
  }

  dispose(): void {
    this.#listener.dispose();
    this.#item.dispose();
  }

  #show({ working, fixes, note }: BackgroundState): void {
    const settings = vscode.workspace.getConfiguration('credence.lightbulb');
    this.#item.busy = working;
    this.#item.text = working
      ? vscode.l10n.t('Credence: verifying fixes')
      : fixes > 0
        ? vscode.l10n.t('Credence: {0} verified fixes', fixes)
        : vscode.l10n.t('Credence');
    const budget = vscode.l10n.t('at most {0} s in the background', settings.get('seconds', 30));
    this.#item.detail = settings.get('enabled', true)
      ? (note ?? budget)
      : vscode.l10n.t('background fixes are off');
  }
}
