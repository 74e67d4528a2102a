import { join, resolve } from 'node:path';
import { packExtension } from '../../../scripts/vscode/pack-extension.ts';

const root = resolve(import.meta.dirname, '../../..');

/** An extension that provides source control under the id of git, where that of the editor cannot be loaded. */
export function packSourceControl(): string {
  return packExtension(
    join(root, 'out'),
    { name: 'source-control', publisher: 'credence-tests', activationEvents: ['*'] },
    { 'README.md': '# For tests\n', 'main.js': MAIN },
  );
}

const MAIN = `
const vscode = require('vscode');
exports.activate = (context) => {
  const [folder] = vscode.workspace.workspaceFolders;
  const control = vscode.scm.createSourceControl('git', 'Git', folder.uri);
  const changes = control.createResourceGroup('workingTree', 'Changes');
  changes.resourceStates = [{ resourceUri: vscode.Uri.joinPath(folder.uri, 'src', 'room.ts') }];
  context.subscriptions.push(control, changes);
};
`;
