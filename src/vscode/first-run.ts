import * as vscode from 'vscode';

const WALKTHROUGH = 'credence.credence#credence.start';

/** Files of the bundled sample; the first is shown when it is opened. */
const FILES = ['test/shipping.test.js', 'src/shipping.js', 'package.json', 'first-fix.md'] as const;

/** Tells the folder of a sample from any other. */
const NAME = 'credence-first-fix';

/**
 * Writes the bundled sample into a folder of its own and opens it. It needs nothing installed, so that whoever tries
 * Credence sees it fix a bug before they have set up anything.
 */
export async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const choose = vscode.l10n.t('Choose a folder…');
  const temporary = vscode.l10n.t('In the extension’s own storage');
  const where = await vscode.window.showQuickPick(
    [
      { label: temporary, detail: vscode.l10n.t('It is written anew each time') },
      { label: choose, detail: vscode.l10n.t('To keep it') },
    ],
    { title: vscode.l10n.t('Credence: where shall the sample go?') },
  );
  if (where === undefined) return;
  const parent =
    where.label === choose ? await askFolder() : vscode.Uri.joinPath(context.globalStorageUri, 'sample');
  if (parent === undefined) return;
  const folder = vscode.Uri.joinPath(parent, NAME);
  try {
    // In a folder of the person's own, what they made of an earlier one is theirs.
    if (where.label !== choose || !(await isThere(folder))) await write(context, folder);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      vscode.l10n.t(
        'The sample could not be written to “{0}”: {1} Choose another folder.',
        folder.fsPath,
        said,
      ),
    );
    return;
  }
  const hasFolder = (vscode.workspace.workspaceFolders ?? []).length > 0;
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: hasFolder });
}

async function write(context: vscode.ExtensionContext, folder: vscode.Uri): Promise<void> {
  for (const file of FILES) {
    const text = await vscode.workspace.fs.readFile(
      vscode.Uri.joinPath(context.extensionUri, 'samples', 'first-fix', file),
    );
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, file), text);
  }
}

async function isThere(folder: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).length > 0;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

async function askFolder(): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Credence: a folder for the sample'),
    ...{ canSelectFiles: false, canSelectFolders: true, canSelectMany: false },
    openLabel: vscode.l10n.t('Put it here'),
  });
  return picked?.[0];
}

/** In the window of the sample: its failing test, and beside it what to do next. */
export async function welcomeToSample(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined || !folder.uri.path.endsWith(`/${NAME}`)) return;
  if (vscode.window.visibleTextEditors.length > 0) return;
  await vscode.commands.executeCommand('setContext', 'credence.inSample', true);
  // The editor puts the name of the walkthrough before that of the step.
  const step = { category: WALKTHROUGH, step: 'fix' };
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', step, false);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, FILES[0]), {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
  });
}
