import * as vscode from 'vscode';
import type { OutcomeVerdict } from '../loop/types.ts';
import type { Settled } from '../trace/settled.ts';
import type { StoredEpisode } from './episode-files.ts';

/** How an episode stands, in a word: what became of its patch, where there is one, or how it ended. */
export function stateWord({ verdict, settled }: StoredEpisode, waits = false): string {
  if (waits) return vscode.l10n.t('waits for you');
  return settled === undefined ? verdictWord(verdict) : settledWord(settled);
}

export function verdictWord(verdict: OutcomeVerdict | undefined): string {
  switch (verdict) {
    case 'solved':
      return vscode.l10n.t('solved');
    case 'asked':
      return vscode.l10n.t('asked');
    case 'escalated':
      return vscode.l10n.t('needs you');
    case 'abstained':
      return vscode.l10n.t('declined');
    case 'exhausted':
      return vscode.l10n.t('not solved');
    case 'cancelled':
      return vscode.l10n.t('stopped');
    case undefined:
      return vscode.l10n.t('interrupted');
  }
}

function settledWord(settled: Settled): string {
  switch (settled) {
    case 'accepted':
      return vscode.l10n.t('accepted');
    case 'in-part':
      return vscode.l10n.t('accepted in part');
    case 'another':
      return vscode.l10n.t('another one accepted');
    case 'discarded':
      return vscode.l10n.t('discarded');
    case 'answered':
      return vscode.l10n.t('answered');
    case 'left':
      return vscode.l10n.t('not taken up');
  }
}
