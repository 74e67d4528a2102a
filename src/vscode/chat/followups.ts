import * as vscode from 'vscode';
import type { TurnResult } from './participant.ts';

/** What a person is likely to ask next. */
export function followups(result: vscode.ChatResult): vscode.ChatFollowup[] {
  const { ended, asked } = (result as Partial<TurnResult>).metadata ?? {};
  if (asked !== undefined && asked.options.length > 0)
    return asked.options.map((option) => ({ prompt: option, command: 'answer', label: option }));
  const solve = {
    prompt: 'Make the failing tests pass',
    command: 'solve',
    label: vscode.l10n.t('Make the failing tests pass'),
  };
  const handbook = { prompt: '', command: 'handbook', label: vscode.l10n.t('What has been learned here?') };
  const assess = {
    prompt: 'Make the failing tests pass',
    command: 'assess',
    label: vscode.l10n.t('Could the failing tests be made to pass?'),
  };
  if (ended === 'assessed') return [solve];
  if (ended === 'patch') return [handbook];
  if (ended === 'handbook') return [assess, solve];
  return ended === 'asked' ? [assess, handbook] : [];
}
