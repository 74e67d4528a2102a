import * as vscode from 'vscode';
import type { TraceEvent } from '../loop/events.ts';
import { accountText } from '../trace/account-text.ts';
import { numberText } from './number-text.ts';

/**
 * What a person is told of the progress while an event is the latest; undefined when it changes nothing there. Code in it
 * stands between backticks.
 */
export function progressMessage(event: TraceEvent): string | undefined {
  switch (event.type) {
    case 'started':
      return vscode.l10n.t('measuring the project…');
    case 'surveyed':
      return vscode.l10n.t('judging whether it can be solved…');
    case 'assessed':
      return vscode.l10n.t('credence {0}%', Math.round(event.assessment.credence * 100));
    case 'proposed':
      return vscode.l10n.t('candidate {0}: {1}', numberText(event.step + 1), event.candidate.title);
    case 'ledger':
      return vscode.l10n.t('model: {0}', accountText(event.account));
    case 'decided':
      return event.decision.kind === 'confirm'
        ? vscode.l10n.t('confirming with the whole suite, cold…')
        : undefined;
    default:
      return undefined;
  }
}
