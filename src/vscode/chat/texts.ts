import * as vscode from 'vscode';
import type { Answers } from '../../engine/protocol.ts';
import type { Assessment, Survey } from '../../loop/types.ts';
import { INTERNAL_COMMANDS } from '../commands.ts';
import type { Finished } from '../engine-client.ts';
import { fenced, literal } from '../evidence-text.ts';
import type { TurnResult } from './participant.ts';

/** What was measured before anything was proposed. Names from the project are never read as Markdown. */
export function surveyedText({ project, runner, tests, diagnostics }: Survey): string {
  const count = (status: string): number =>
    (tests?.results ?? []).filter((test) => test.status === status).length;
  const measured =
    tests?.status === 'ran'
      ? vscode.l10n.t('{0} tests pass and {1} fail ({2})', count('passed'), count('failed'), runner ?? '')
      : vscode.l10n.t('no test could be run');
  const errors = vscode.l10n.t('{0} compile errors', diagnostics.length);
  return `**${literal(project)}**: ${measured}, ${errors}.\n\n`;
}

export function assessedText({ credence, reason, views }: Assessment): string {
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  // Chats are narrow: a list is read more easily there than a table.
  const rows = views.map(
    ({ name, credence: each, evidence }) =>
      `- **${viewName(name)} ${percent(each)}**: ${literal(evidence[0] ?? '')}`,
  );
  return `**${vscode.l10n.t('Credence {0}', percent(credence))}**: ${literal(reason)}\n\n${rows.join('\n')}\n\n`;
}

function viewName(name: Assessment['views'][number]['name']): string {
  switch (name) {
    case 'capability':
      return vscode.l10n.t('capability');
    case 'information':
      return vscode.l10n.t('information');
    case 'verifiability':
      return vscode.l10n.t('verifiability');
    case 'mission':
      return vscode.l10n.t('mission');
    case 'cost':
      return vscode.l10n.t('cost');
  }
}

/** The end of an episode, with buttons for what the person may do with it. */
export function tellOutcome(
  { episode, outcome, patch, diff }: Finished,
  assessOnly: boolean,
  response: vscode.ChatResponseStream,
): TurnResult['metadata']['ended'] {
  const { verdict, credence, reason, question, evidence, candidate } = outcome;
  if (assessOnly && candidate === undefined && question === undefined) return 'assessed';
  const sure =
    candidate === undefined ? '' : `, ${vscode.l10n.t('credence {0}%', Math.round(credence * 100))}`;
  response.markdown(`**${verdictWord(verdict)}${sure}**: ${literal(reason)}\n\n`);
  if (question !== undefined) {
    const options = question.options.map((option) => `- ${literal(option)}`).join('\n');
    response.markdown(`${literal(question.text)}\n\n${options}\n\n`);
  }
  if (candidate === undefined || patch.length === 0) return question === undefined ? 'none' : 'asked';
  response.markdown(`${fenced(diff).join('\n')}\n\n`);
  if (evidence !== undefined) {
    const icons: Readonly<Record<string, string>> = {
      passed: '$(pass)',
      failed: '$(error)',
    };
    const climbed = evidence.rungs.filter(({ status }) => status !== 'skipped');
    const rungs = climbed.map(
      ({ rung, status, detail }) => `- ${icons[status] ?? '$(question)'} **${rung}**: ${literal(detail)}`,
    );
    response.markdown(new vscode.MarkdownString(`${rungs.join('\n')}\n\n`, true));
  }
  // A chat stays where it is: by the time that somebody presses, another episode's patch may be waiting.
  response.button({
    command: INTERNAL_COMMANDS.acceptPatch,
    title: vscode.l10n.t('Accept'),
    arguments: [episode],
  });
  response.button({
    command: INTERNAL_COMMANDS.showEvidence,
    title: vscode.l10n.t('Show Evidence'),
    arguments: [episode],
  });
  response.button({
    command: INTERNAL_COMMANDS.discardPatch,
    title: vscode.l10n.t('Discard'),
    arguments: [episode],
  });
  return 'patch';
}

function verdictWord(verdict: Finished['outcome']['verdict']): string {
  switch (verdict) {
    case 'solved':
      return vscode.l10n.t('Solved');
    case 'asked':
      return vscode.l10n.t('A question');
    case 'escalated':
      return vscode.l10n.t('Escalated');
    case 'abstained':
      return vscode.l10n.t('Abstained');
    case 'exhausted':
      return vscode.l10n.t('No patch found');
    case 'cancelled':
      return vscode.l10n.t('Stopped');
  }
}

/** The handbook's lines, the ones that helped most first. */
export function behaviorsText(behaviors: Answers['behaviors']['behaviors']): string {
  if (behaviors.length === 0)
    return vscode.l10n.t('The handbook has no line for this yet. It gets its first one from a verified fix.');
  const used = (each: (typeof behaviors)[number]): number => each.evidence.usedSolved;
  return behaviors
    .toSorted((a, b) => used(b) - used(a))
    .map((each) => {
      const helped = vscode.l10n.t(
        'helped {0} of {1} times',
        used(each),
        used(each) + each.evidence.usedFailed,
      );
      return `- **${literal(each.name)}** (${each.status}, ${helped}): ${literal(each.instruction)}`;
    })
    .join('\n');
}
