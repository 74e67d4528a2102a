import { strict as assert } from 'node:assert';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { errorsOf, openBroken } from './support.ts';

/** Longest time that fixes in the background may take on a busy machine. */
const BACKGROUND_MS = 110_000;

/** Problems as another extension of the editor reports them: a language server, or the matcher of a task. */
describe('the lightbulb, before anybody asks', () => {
  const reported = vscode.languages.createDiagnosticCollection('tests');
  const settings = () => vscode.workspace.getConfiguration('credence.lightbulb');

  before(() => settings().update('enabled', true, vscode.ConfigurationTarget.Global));
  after(async () => {
    reported.dispose();
    await settings().update('enabled', undefined, vscode.ConfigurationTarget.Global);
  });

  /** Writes a file, opens it, and reports a problem in it. */
  async function report(
    path: string,
    text: string,
    { at, message, source, code }: Readonly<Record<'at' | 'message' | 'source' | 'code', string>>,
  ): Promise<vscode.TextDocument> {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, path);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    const start = document.positionAt(text.indexOf(at));
    const range = new vscode.Range(start, start.translate(0, at.length));
    const problem = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
    problem.source = source;
    problem.code = code;
    reported.set(uri, [problem]);
    editor.selection = new vscode.Selection(start, start);
    return document;
  }

  async function actionsAt(document: vscode.TextDocument, kind = 'quickfix'): Promise<vscode.CodeAction[]> {
    const [error] = errorsOf(document);
    // The editor cancels a request while it is still settling after an edit.
    const found =
      error === undefined
        ? []
        : await vscode.commands
            .executeCommand<vscode.CodeAction[]>(
              'vscode.executeCodeActionProvider',
              document.uri,
              error.range,
              kind,
            )
            .then(
              (actions) => actions,
              () => [],
            );
    return found;
  }

  async function fixOf(document: vscode.TextDocument, title: RegExp): Promise<vscode.CodeAction> {
    for (const until = Date.now() + BACKGROUND_MS; Date.now() < until; ) {
      const found = (await actionsAt(document)).find((action) => title.test(action.title));
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(
      `No verified fix came; there are: ${(await actionsAt(document)).map((one) => one.title)}`,
    );
  }

  async function apply({ command }: vscode.CodeAction): Promise<void> {
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
  }

  it('has the fix of a problem that the project’s linter knows, checked by it and by the tests', async () => {
    const { CREDENCE_ROOT: root = '' } = process.env;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    symlinkSync(join(root, 'node_modules/@biomejs'), join(folder, 'node_modules/@biomejs'));
    await write(
      'biome.json',
      '{ "linter": { "rules": { "recommended": false, "style": { "useConst": "error" } } } }',
    );
    const document = await report(
      'src/twice.ts',
      'export function twice(n: number): number {\n  let two = 2;\n  return n * two;\n}\n',
      {
        ...{ at: 'let', source: 'biome', code: 'lint/style/useConst' },
        message: 'This let declares a variable that is only assigned once.',
      },
    );
    const fix = await fixOf(document, /^Credence: .*tests pass/);
    assert.equal(fix.isPreferred, true);
    await apply(fix);
    assert.match(document.getText(), /const two = 2;/);
    reported.clear();
    await document.save();
  });

  it('has one for Python by the check that the person configured', async () => {
    const document = await report(
      'tools/shop.py',
      'LIMIT = 50\n\n\ndef is_free(total):\n    return total > LIMIT\n',
      {
        ...{ at: '> LIMIT', source: 'limits', code: 'limits' },
        message: 'the limit itself counts as well',
      },
    );
    const fix = await fixOf(document, /^Credence: .*\(types and \d+ tests pass/);
    await apply(fix);
    assert.match(document.getText(), /total >= LIMIT/);
    reported.clear();
    await document.save();
  });

  it('verifies nothing when it is switched off, and still offers to ask', async () => {
    await settings().update('enabled', false, vscode.ConfigurationTarget.Global);
    const document = await openBroken('src/price.ts', 'room.hourly', 'room.hourlly');
    const [error] = errorsOf(document);
    assert.ok(error);
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(error.range.start, error.range.start);
    // Far longer than it waits before it begins.
    for (const until = Date.now() + 5_000; Date.now() < until; ) {
      const titles = (await actionsAt(document)).map(({ title }) => title);
      assert.deepEqual(
        titles.filter((title) => title.startsWith('Credence:')),
        [],
      );
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    assert.ok((await actionsAt(document)).some(({ title }) => title.startsWith('Fix with Credence…')));
    await settings().update('enabled', true, vscode.ConfigurationTarget.Global);
    const fix = await fixOf(document, /^Credence: .*types and \d+ tests pass/);
    assert.equal(fix.isPreferred, true);
    // For the whole file at once, as a save asks for it.
    const all = await actionsAt(document, 'source.fixAll.credence');
    assert.ok(
      all.some(({ kind }) => kind?.value === 'source.fixAll.credence'),
      all.map((one) => one.title).join(),
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  async function write(path: string, text: string): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(folder.uri, path),
      new TextEncoder().encode(text),
    );
  }
});
