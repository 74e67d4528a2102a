import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const ID = 'credence.credence';

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(ID);
  assert.ok(found, `the packaged extension ${ID} is not installed`);
  return found;
}

interface Contributed {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
}

// The order matters: the first scenario must come before anything wakes the extension.
describe('the installed extension', () => {
  it('sleeps until it is asked for something', () => {
    assert.equal(extension().isActive, false);
  });

  it('wakes on its first command', async () => {
    await vscode.commands.executeCommand('credence.showTrace');
    assert.equal(extension().isActive, true);
  });

  it('registers every command that it declares', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    const declared: readonly Contributed[] = extension().packageJSON.contributes.commands;
    assert.ok(declared.length >= 9);
    assert.deepEqual(
      declared.map((command) => command.command).filter((command) => !known.has(command)),
      [],
    );
  });

  it('says that it limits itself in untrusted folders', () => {
    assert.equal(extension().packageJSON.capabilities.untrustedWorkspaces.supported, 'limited');
  });
});
