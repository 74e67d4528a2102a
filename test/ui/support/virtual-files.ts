import { join, resolve } from 'node:path';
import { packExtension } from '../../../scripts/vscode/pack-extension.ts';

const root = resolve(import.meta.dirname, '../../..');

/** An extension with files that are on no disk, at `credence-tests://here/far`: one of JSON, with a mistake. */
export function packVirtualFiles(): string {
  return packExtension(
    join(root, 'out'),
    { name: 'virtual-files', publisher: 'credence-tests', activationEvents: ['onFileSystem:credence-tests'] },
    { 'README.md': '# For tests\n', 'main.js': MAIN },
  );
}

const MAIN = `
const vscode = require('vscode');
const FILES = { 'broken.json': '{ "rooms": }\\n' };
const { File, Directory } = vscode.FileType;
const nameOf = (uri) => uri.path.replace('/far', '').replace(/^\\//, '');
const bytes = (uri) => {
  const text = FILES[nameOf(uri)];
  if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  return new TextEncoder().encode(text);
};
exports.activate = (context) => {
  const changed = new vscode.EventEmitter();
  const no = () => { throw vscode.FileSystemError.NoPermissions(); };
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('credence-tests', {
      onDidChangeFile: changed.event,
      watch: () => new vscode.Disposable(() => {}),
      stat: (uri) => nameOf(uri) === ''
        ? { type: Directory, ctime: 0, mtime: 0, size: 0 }
        : { type: File, ctime: 0, mtime: 0, size: bytes(uri).length },
      readDirectory: () => Object.keys(FILES).map((name) => [name, File]),
      readFile: bytes,
      ...{ createDirectory: no, writeFile: no, delete: no, rename: no },
    }, { isReadonly: true }),
  );
};
`;
