import * as vscode from 'vscode';
import type { Outcome, Question } from '../loop/types.ts';
import { plainText } from '../trace/plain-text.ts';

/**
 * Tells what ended without a patch: an answer, not an error.
 * @param goOn goes on from where it ended, where its budget ended it
 * @returns what the person says to the question that it ended with; undefined when there is none, or they leave it
 */
export async function sayOutcome(
  outcome: Outcome,
  assessOnly: boolean,
  goOn?: () => void,
): Promise<string | undefined> {
  if (outcome.verdict === 'cancelled') {
    // It was asked for, and nothing is left to do.
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('$(debug-stop) Credence stopped. Nothing was changed.'),
      8_000,
    );
    return undefined;
  }
  const show = vscode.l10n.t('Show Trace');
  const percent = Math.round(outcome.credence * 100);
  const { question, reason } = outcome;
  const asked = plainText(
    question === undefined ? reason : `${reason} ${question.text} ${question.options.join(' · ')}`.trim(),
  );
  const text = assessOnly
    ? vscode.l10n.t('Credence {0}%: {1}', percent, asked)
    : vscode.l10n.t('Credence: {0}', asked);
  const answer = vscode.l10n.t('Answer…');
  const further = vscode.l10n.t('Go On From Here');
  const buttons = [
    ...(question === undefined ? [] : [answer]),
    ...(goOn === undefined ? [] : [further]),
    show,
  ];
  const chosen = await vscode.window.showInformationMessage(text, ...buttons);
  if (chosen === further) goOn?.();
  if (chosen === show) await vscode.commands.executeCommand('credence.trace.focus');
  return chosen === answer && question !== undefined ? askFor(question) : undefined;
}

/** One of the options, or the person's own words. */
export async function askFor({ text, options }: Question): Promise<string | undefined> {
  const own = { label: vscode.l10n.t('Say it in my own words…'), option: '', alwaysShow: true };
  const shown = options.map((option) => ({ label: plainText(option), option }));
  const picked =
    options.length === 0
      ? own
      : await vscode.window.showQuickPick([...shown, own], {
          title: vscode.l10n.t('Credence: a question'),
          placeHolder: plainText(text),
          ignoreFocusOut: true,
        });
  if (picked !== own) return picked?.option;
  const said = await vscode.window.showInputBox({
    title: vscode.l10n.t('Credence: a question'),
    prompt: plainText(text),
    ignoreFocusOut: true,
  });
  return said === undefined || said.trim() === '' ? undefined : said.trim();
}
