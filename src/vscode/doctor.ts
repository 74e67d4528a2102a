import * as vscode from 'vscode';
import type { Diagnosis, DoctorCheck } from '../engine/protocol.ts';
import { plainText } from '../trace/plain-text.ts';
import type { Inquirer } from './agents/inquirer.ts';
import { COMMANDS } from './commands.ts';
import { findWorkplace } from './workspace-state.ts';

interface Item extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

/** Looks at everything that an episode needs here, and lists what was found; what can be mended, mends when it is picked. */
export async function runDoctor(inquirer: Inquirer): Promise<void> {
  const workplace = await findWorkplace();
  if (workplace.kind === 'not-possible') {
    void vscode.window.showWarningMessage(workplace.message);
    return;
  }
  const { folder } = workplace;
  const answer = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Credence looks at “{0}”', folder.name),
      cancellable: true,
    },
    (_progress, token) => inquirer.ask<'doctor'>(folder, { kind: 'doctor' }, token),
  );
  if ('problem' in answer) {
    void vscode.window.showErrorMessage(answer.problem);
    return;
  }
  await show(answer.answer);
}

async function show(diagnosis: Diagnosis): Promise<void> {
  const rank = { missing: 0, advice: 1, ok: 2 };
  const missing = diagnosis.checks.filter(({ status }) => status === 'missing').length;
  const items: Item[] = diagnosis.checks.toSorted((a, b) => rank[a.status] - rank[b.status]).map(itemFor);
  items.push({
    label: vscode.l10n.t('$(copy) Copy the report'),
    alwaysShow: true,
    run: async () => {
      await vscode.env.clipboard.writeText(reportText(diagnosis));
      vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) The report is in the clipboard.'), 5_000);
    },
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title:
      missing === 0
        ? vscode.l10n.t('Credence: nothing is missing here')
        : missing === 1
          ? vscode.l10n.t('Credence: one thing is missing here')
          : vscode.l10n.t('Credence: {0} things are missing here', missing),
    placeHolder: vscode.l10n.t('Pick a line to do something about it'),
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  await chosen?.run?.();
}

const ICONS = { ok: 'pass', advice: 'lightbulb', missing: 'error' } as const;

function itemFor(check: DoctorCheck): Item {
  const { status, found, next } = check;
  const run = actionFor(check);
  return {
    label: `$(${ICONS[status]}) ${areaName(check.area)}`,
    description: plainText(found),
    ...(next === undefined ? {} : { detail: plainText(next) }),
    ...(run === undefined ? {} : { run }),
  };
}

function actionFor({ area, status }: DoctorCheck): (() => unknown) | undefined {
  const command =
    (name: string, ...args: readonly unknown[]) =>
    () =>
      vscode.commands.executeCommand(name, ...args);
  if (area === 'models') return command(COMMANDS.chooseModel);
  if (status === 'ok') return undefined;
  if (area === 'trust') return command('workbench.trust.manage');
  if (area === 'sandbox') return command('workbench.action.openSettings', 'credence.verification.sandbox');
  if (area === 'runner' || area === 'types' || area === 'commands' || area === 'project')
    return command('workbench.action.openSettings', 'credence.verification.commands');
  return undefined;
}

function areaName(area: DoctorCheck['area']): string {
  switch (area) {
    case 'trust':
      return vscode.l10n.t('Trust');
    case 'project':
      return vscode.l10n.t('Project');
    case 'runner':
      return vscode.l10n.t('Tests');
    case 'types':
      return vscode.l10n.t('Types');
    case 'lint':
      return vscode.l10n.t('Linters');
    case 'commands':
      return vscode.l10n.t('Commands');
    case 'sandbox':
      return vscode.l10n.t('Sandbox');
    case 'git':
      return vscode.l10n.t('Git');
    case 'runtime':
      return vscode.l10n.t('Runtime');
    case 'models':
      return vscode.l10n.t('Models');
    case 'state':
      return vscode.l10n.t('Stored traces');
  }
}

/** For an issue or a colleague: one line for each check. */
function reportText({ version, checks }: Diagnosis): string {
  const lines = checks.map(
    ({ area, status, found, next }) =>
      `- ${area} (${status}): ${found}${next === undefined ? '' : ` ${next}`}`,
  );
  return `Credence ${version}, VS Code ${vscode.version}\n${lines.join('\n')}\n`;
}
