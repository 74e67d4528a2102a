import * as vscode from 'vscode';
import type { Inquiry } from '../../engine/protocol.ts';
import { findWorkplace } from '../workspace-state.ts';
import type { Inquirer } from './inquirer.ts';

/** As package.json and the engine name them; a test compares the three. */
const NAMES = {
  assess: 'credence_assess',
  verify: 'credence_verify_patch',
  behaviors: 'credence_behaviors',
} as const;

/**
 * The tools that other agents in the editor may use. The editor has checked their input against package.json, and the
 * engine checks it again. What executes the project's code asks the person first.
 */
export function registerTools(inquirer: Inquirer): vscode.Disposable[] {
  const tool = <K extends 'assess' | 'verify' | 'behaviors'>(
    kind: K,
    texts: { readonly working: () => string; readonly confirm?: () => string },
  ): vscode.Disposable =>
    vscode.lm.registerTool<Extract<Inquiry, { kind: K }>['input']>(NAMES[kind], {
      prepareInvocation: () => ({
        invocationMessage: texts.working(),
        ...(texts.confirm === undefined
          ? {}
          : { confirmationMessages: { title: title(kind), message: texts.confirm() } }),
      }),
      invoke: async ({ input }, token) => {
        const workplace = await findWorkplace();
        if (workplace.kind === 'not-possible') return said(workplace.message);
        const asked = { kind, input } as Parameters<typeof inquirer.ask<K>>[1];
        const answer = await inquirer.ask<K>(workplace.folder, asked, token);
        return said('problem' in answer ? answer.problem : JSON.stringify(answer.answer, null, 1));
      },
    });
  return [
    tool('assess', {
      working: () => vscode.l10n.t('Credence measures the project and judges the request'),
      confirm: () =>
        vscode.l10n.t(
          'Credence runs the tests and the compiler of this folder in a copy of it. No file is changed.',
        ),
    }),
    tool('verify', {
      working: () => vscode.l10n.t('Credence verifies the patch in a copy of the folder'),
      confirm: () =>
        vscode.l10n.t(
          'Credence applies the patch in a copy of this folder and runs its tests and its compiler there. No file is changed.',
        ),
    }),
    tool('behaviors', { working: () => vscode.l10n.t('Credence looks into the handbook') }),
  ];
}

function title(kind: 'assess' | 'verify' | 'behaviors'): string {
  if (kind === 'assess') return vscode.l10n.t('Assess a request?');
  return kind === 'verify' ? vscode.l10n.t('Verify a patch?') : vscode.l10n.t('Recall behaviors?');
}

function said(text: string): vscode.LanguageModelToolResult {
  return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
}
