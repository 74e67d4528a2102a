import * as vscode from 'vscode';
import type { Outcome } from '../loop/types.ts';
import { COMMANDS } from './commands.ts';

/** The status bar entry: there while Credence works and after a result, silent otherwise. */
export class Status implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;

  constructor() {
    this.#item = vscode.window.createStatusBarItem('credence.status', vscode.StatusBarAlignment.Left);
    this.#item.name = 'Credence';
    this.#item.command = COMMANDS.showTrace;
  }

  working(): void {
    this.#set('$(loading~spin) Credence', vscode.l10n.t('Credence is at work. Click to follow.'));
  }

  says(message: string): void {
    this.#item.tooltip = `Credence: ${message}`;
  }

  finished(outcome: Outcome): void {
    const percent = Math.round(outcome.credence * 100);
    const icon =
      outcome.verdict === 'solved' ? 'verified' : outcome.verdict === 'asked' ? 'question' : 'circle-slash';
    this.#set(`$(${icon}) Credence ${percent}%`, `${outcome.verdict}: ${outcome.reason}`);
  }

  failed(): void {
    this.#set(
      '$(error) Credence',
      vscode.l10n.t('The last episode failed; see the output channel “Credence”.'),
    );
  }

  dispose(): void {
    this.#item.dispose();
  }

  #set(text: string, tooltip: string): void {
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.show();
  }
}
