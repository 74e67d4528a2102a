import { strict as assert } from 'node:assert';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { errorsOf, openBroken } from './support.ts';

async function ourActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
      // What is verified by now is offered beside it.
      return actions.filter((action) => action.title.startsWith('Fix with Credence…'));
    } catch (error) {
      // The editor cancels a request while it is still settling after the edit.
      if (attempt === 20 || !/cancel/i.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

describe('the code action', () => {
  it('is offered on a diagnostic at the cursor, on a selection, and nowhere else', async () => {
    const document = await openBroken('src/price.ts', 'room.hourly', 'room.hourlly');
    const [error] = errorsOf(document);
    assert.ok(error);
    const cursor = new vscode.Range(error.range.start, error.range.start);
    assert.equal((await ourActions(document, cursor)).length, 1, 'at the cursor');
    assert.equal((await ourActions(document, error.range)).length, 1, 'on the selection');
    const elsewhere = new vscode.Range(0, 0, 0, 0);
    assert.equal((await ourActions(document, elsewhere)).length, 0, 'elsewhere');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});
