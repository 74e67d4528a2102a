import * as vscode from 'vscode';
import type { TraceEvent } from '../loop/events.ts';
import { attribute } from './page-html.ts';

/**
 * What the trace viewer's page shows until its script is there, as markup: the box for a request, and the request that it
 * is about or what the script says where nothing has run yet.
 * @param running whether something is at work; then nothing can be asked for
 * @param earlier whether there are stored episodes
 */
export function firstWords(
  events: readonly TraceEvent[],
  { running, earlier }: { readonly running: boolean; readonly earlier: boolean },
): string {
  const words = attribute(vscode.l10n.t('Ask Credence to fix…'));
  const box = running
    ? ''
    : `<form class="ask" data-says="solve"><textarea rows="1" placeholder="${words}" aria-label="${words}"></textarea></form>`;
  const request = events.find((event) => event.type === 'started')?.task.request;
  if (request !== undefined)
    return `${box}<header class="top"><div class="status"></div><h1>${attribute(request || vscode.l10n.t('(no words)'))}</h1></header>`;
  const title = vscode.l10n.t('Nothing has run yet in this window');
  const text = vscode.l10n.t(
    'Say above what should be fixed, choose “Fix with Credence” on a problem, or let it make a failing test pass. Here you follow how it thinks: how solvable it judges the task, what it tries, and what the checks say.',
  );
  const begin = vscode.l10n.t('Make a failing test pass');
  const history = vscode.l10n.t('Show earlier episodes');
  const before = earlier ? button('history', history, 'secondary icon="history"') : '';
  return `${box}<div class="welcome">
    <h1>${attribute(title)}</h1>
    <p>${attribute(text)}</p>
    ${button('begin', begin, 'icon="beaker"')}
    ${before}
  </div>`;
}

/** A button that is no element of its own yet: the page's first lines send what it says when it is pressed. */
function button(says: 'begin' | 'history', words: string, attributes: string): string {
  return `<vscode-button role="button" tabindex="0" data-says="${says}" ${attributes}>${attribute(words)}</vscode-button>`;
}
