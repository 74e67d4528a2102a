import * as vscode from 'vscode';
import type { RunRequest } from '../engine/protocol.ts';
import { editorsTypescript } from './episode-runner.ts';
import { readVerification } from './settings.ts';
import { unsavedTexts } from './workspace-state.ts';

/** What every question to the engine about a folder says of it: where it is, and on which texts. */
export type FolderRequest = Pick<
  RunRequest,
  'folder' | 'stateFolder' | 'overlays' | 'trusted' | 'verification' | 'fallbackTypescript'
>;

export async function folderRequest(
  folder: vscode.WorkspaceFolder,
  stateFolder: vscode.Uri,
): Promise<FolderRequest> {
  const typescript = await editorsTypescript();
  return {
    folder: folder.uri.fsPath,
    stateFolder: stateFolder.fsPath,
    overlays: unsavedTexts(folder),
    trusted: vscode.workspace.isTrusted,
    verification: readVerification(folder.uri),
    ...(typescript === undefined ? {} : { fallbackTypescript: typescript }),
  };
}
