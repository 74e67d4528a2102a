import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { takesAnswer } from '../../loop/wanted.ts';
import { plainText } from '../../trace/plain-text.ts';
import type { Finished } from '../engine-client.ts';
import { numberText } from '../number-text.ts';

/** To show the changes of a patch opens the side bar, where the page that asks about it needs so long to come into sight. */
const OPENING_MS = 700;

/** Resolves when a page that is being opened for a patch is in sight. */
export async function pageOpened(): Promise<void> {
  await sleep(OPENING_MS);
}

interface Answer extends vscode.MessageItem {
  readonly answer: 'accept' | 'evidence' | 'discard' | 'others' | 'answer';
}

/** Asks what is to become of a patch; undefined when the person leaves the question. */
export async function askAbout({ outcome, alternatives }: Finished): Promise<Answer['answer'] | undefined> {
  const { question, reason } = outcome;
  const said = question === undefined ? reason : `${reason}. ${question.text}`;
  const others: Answer = { title: vscode.l10n.t('Why Not the Others'), answer: 'others' };
  const toldNext: Answer = { title: vscode.l10n.t('Answer…'), answer: 'answer' };
  const answers: readonly Answer[] = [
    ...(takesAnswer(outcome) ? [toldNext] : []),
    { title: vscode.l10n.t('Accept'), answer: 'accept' },
    { title: vscode.l10n.t('Show Evidence'), answer: 'evidence' },
    { title: vscode.l10n.t('Discard'), answer: 'discard' },
    ...(alternatives.some(({ differs }) => differs) ? [others] : []),
  ];
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Credence {0}%: {1}', Math.round(outcome.credence * 100), plainText(said)),
    ...answers,
  );
  return chosen?.answer;
}

/**
 * Says why a patch was not applied.
 * @param again looks for one anew, where that can be done
 * @returns it when the person wants that
 */
export async function saidNotApplied(
  message: string,
  again: (() => void) | undefined,
): Promise<(() => void) | undefined> {
  const label = vscode.l10n.t('Run Again');
  const buttons = again === undefined ? [] : [label];
  return (await vscode.window.showWarningMessage(message, ...buttons)) === label ? again : undefined;
}

/** What was checked, in a few words. */
export function checkedText({ outcome }: Finished): string {
  const after = outcome.evidence?.testsAfter;
  if (after === undefined) return vscode.l10n.t('types checked, no test covers it');
  if (after.failed === 0) return vscode.l10n.t('verified: {0} tests pass', numberText(after.passed));
  return vscode.l10n.t(
    'verified: {0} tests pass, {1} fail as before',
    numberText(after.passed),
    numberText(after.failed),
  );
}
