import * as vscode from 'vscode';
import type { TraceEvent } from '../loop/events.ts';
import { attribute } from './page-html.ts';

/**
 * What the trace viewer's page shows until its script is there, as markup: the request that it is about, or what the
 * script says where nothing has run yet.
 */
export function firstWords(events: readonly TraceEvent[]): string {
  const request = events.find((event) => event.type === 'started')?.task.request;
  if (request !== undefined)
    return `<header class="top"><div class="status"></div><h1>${attribute(request || vscode.l10n.t('(no words)'))}</h1></header>`;
  const title = vscode.l10n.t('Nothing has run yet in this window');
  const text = vscode.l10n.t(
    'Choose “Fix with Credence” on a problem, or let it make a failing test pass, and follow here how it thinks: how solvable it judges the task, what it tries, and what the checks say.',
  );
  const [begin, history] = [
    vscode.l10n.t('Make a failing test pass'),
    vscode.l10n.t('Show earlier episodes'),
  ];
  return `<div class="welcome">
    <h1>${attribute(title)}</h1>
    <p>${attribute(text)}</p>
    <vscode-button icon="beaker">${attribute(begin)}</vscode-button>
    <vscode-button secondary icon="history">${attribute(history)}</vscode-button>
  </div>`;
}
