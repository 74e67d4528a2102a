import * as vscode from 'vscode';
import type { TraceEvent } from '../loop/events.ts';
import type { Outcome } from '../loop/types.ts';
import { accountText } from '../trace/account-text.ts';
import { hasCredence } from '../trace/has-credence.ts';
import { plainText } from '../trace/plain-text.ts';
import { COMMANDS, INTERNAL_COMMANDS } from './commands.ts';
import { moneyText } from './money-text.ts';
import { numberText } from './number-text.ts';
import { progressMessage } from './progress-message.ts';

const VERDICT_ICONS: Readonly<Partial<Record<Outcome['verdict'], string>>> = {
  solved: 'verified',
  asked: 'question',
};

/** Hundreds of candidates come in a second; nobody reads faster than this. */
const DRAWN_MS = 150;

/**
 * The status bar entry: state, credence and spend while Credence works and after a result; silent otherwise. A click
 * leads to the episode that it tells of.
 */
export class Status implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  /** The parts of the line while it works. */
  #credence = '';
  #money = '';
  #spend = '';
  #message = '';
  #timer: NodeJS.Timeout | undefined;

  constructor() {
    this.#item = vscode.window.createStatusBarItem('credence.status', vscode.StatusBarAlignment.Left);
    this.#item.name = 'Credence';
    this.#item.command = INTERNAL_COMMANDS.followTrace;
  }

  working(): void {
    this.#credence = '';
    this.#money = '';
    this.#spend = '';
    this.#message = vscode.l10n.t('Credence is at work. Click to follow.');
    this.#working();
  }

  /** What an event changes of state, credence and spend. */
  follow(event: TraceEvent): void {
    if (event.type === 'assessed') this.#credence = ` ${Math.round(event.assessment.credence * 100)}%`;
    if (event.type === 'ledger') {
      this.#money = moneyText(event.account);
      this.#spend = accountText(event.account);
    }
    const message = progressMessage(event);
    if (message === undefined) return;
    this.#message = plainText(message);
    this.#timer ??= setTimeout(() => this.#working(), DRAWN_MS);
  }

  finished(outcome: Outcome): void {
    this.#rest();
    const { credence, verdict, reason, spend } = outcome;
    const icon = VERDICT_ICONS[verdict] ?? 'circle-slash';
    const spent = [
      vscode.l10n.t('{0} candidates in {1} s', numberText(spend.candidates), Math.round(spend.seconds)),
      ...(this.#spend === '' ? [] : [this.#spend]),
    ];
    this.#set(
      `$(${icon}) Credence${hasCredence(outcome) ? ` ${Math.round(credence * 100)}%` : ''}${moneyText(spend)}`,
      [`${verdict}: ${plainText(reason)}`, spent.join(', ')],
      [COMMANDS.showTrace],
    );
  }

  failed(): void {
    this.#rest();
    this.#set(
      '$(error) Credence',
      [vscode.l10n.t('The last episode failed; see the output channel “Credence”.')],
      [COMMANDS.showTrace],
    );
  }

  dispose(): void {
    this.#rest();
    this.#item.dispose();
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #working(): void {
    this.#rest();
    this.#set(
      `$(loading~spin) Credence${this.#credence}${this.#money}`,
      [this.#message, ...(this.#spend === '' ? [] : [this.#spend])],
      [COMMANDS.showTrace, COMMANDS.stop],
    );
  }

  /** @param lines for a person; what comes from the project is never read as Markdown */
  #set(text: string, lines: readonly string[], commands: readonly string[]): void {
    const tooltip = new vscode.MarkdownString('', true);
    tooltip.isTrusted = { enabledCommands: commands };
    for (const line of lines) tooltip.appendText(`${line}\n\n`);
    const links = commands.map((command) =>
      command === COMMANDS.stop
        ? `[$(debug-stop) ${vscode.l10n.t('Stop')}](command:${command})`
        : `[$(history) ${vscode.l10n.t('Show Trace')}](command:${command})`,
    );
    tooltip.appendMarkdown(links.join(' · '));
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = {
      label: [text.replace(/\$\([^)]*\)\s*/g, ''), ...lines].join(', '),
    };
    this.#item.show();
  }
}
