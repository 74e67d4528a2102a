import * as vscode from 'vscode';
import { sayUntrusted } from './episode-runner.ts';
import { findWorkplace } from './workspace-state.ts';

/** Does something in the folder that is meant, or says why there is none. */
export async function inWorkplace(
  use: (folder: vscode.WorkspaceFolder) => unknown,
  uri?: vscode.Uri,
): Promise<void> {
  const workplace = await findWorkplace(uri);
  if (workplace.kind === 'not-possible') void vscode.window.showWarningMessage(workplace.message);
  else await use(workplace.folder);
}

/** For what would execute something: nothing is asked for that could not be done then. */
export function inTrustedWorkplace(
  use: (folder: vscode.WorkspaceFolder) => unknown,
  uri?: vscode.Uri,
): Promise<void> {
  return inWorkplace((folder) => (vscode.workspace.isTrusted ? use(folder) : void sayUntrusted()), uri);
}
