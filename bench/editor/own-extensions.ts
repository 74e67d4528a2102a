import { packExtension } from '../../scripts/vscode/pack-extension.ts';

/** An extension with one view and nothing in it: what any extension costs. It wakes as Credence does. */
const EMPTY = {
  manifest: {
    ...{ name: 'empty', displayName: 'Empty', main: './main.js' },
    activationEvents: ['onLanguage:typescript'],
    contributes: {
      viewsContainers: { activitybar: [{ id: 'empty', title: 'Empty', icon: 'icon.svg' }] },
      views: { empty: [{ id: 'empty.page', name: 'Page', type: 'webview', icon: 'icon.svg' }] },
    },
  },
  main: `
const vscode = require('vscode');
exports.activate = (context) => {
  context.subscriptions.push(
    vscode.window.registerWebviewViewProvider('empty.page', {
      resolveWebviewView: (view) => {
        view.webview.options = { enableScripts: true };
        view.webview.html = '<!DOCTYPE html><html><body><main id="page"></main><script>document.getElementById("page").textContent = "here";</script></body></html>';
      },
    }),
  );
};
`,
};

/** Answers questions from within the extension host, on the loopback alone, to whoever knows the word. */
const PROBE = {
  manifest: { ...{ name: 'probe', displayName: 'Probe', main: './main.js' }, activationEvents: ['*'] },
  main: `
const { createServer } = require('node:http');
const { writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const vscode = require('vscode');
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');
const tasks = {
  async heap() {
    for (let i = 0; i < 3; i += 1) { gc(); await sleep(50); }
    return { bytes: process.memoryUsage().heapUsed, pid: process.pid };
  },
  async idle({ seconds }) {
    const before = process.cpuUsage();
    await sleep(seconds * 1000);
    const spent = process.cpuUsage(before);
    return { ms: (spent.user + spent.system) / 1000 };
  },
  async lightbulb({ path, from, to, wanted, seconds }) {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[0].uri, path);
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    const errors = () => vscode.languages.getDiagnostics(uri).filter(({ severity }) => severity === 0);
    const at = document.getText().indexOf(from);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(document.positionAt(at), document.positionAt(at + from.length)), to);
    // What looks at problems starts once an error is there, so it is told apart from what finds the error.
    const began = performance.now();
    await vscode.workspace.applyEdit(edit);
    while (errors().length === 0 && performance.now() - began < 30_000) await sleep(20);
    const seen = performance.now();
    const [error] = errors();
    // A person who wants it fixed is at the problem.
    if (error !== undefined) editor.selection = new vscode.Selection(error.range.start, error.range.start);
    let action;
    while (error !== undefined && action === undefined && performance.now() - seen < seconds * 1000) {
      const actions = await vscode.commands
        .executeCommand('vscode.executeCodeActionProvider', uri, error.range, vscode.CodeActionKind.QuickFix.value)
        .then((found) => found, () => []);
      action = actions.find(({ title }) => new RegExp(wanted, 'i').test(title));
      if (action === undefined) await sleep(200);
    }
    const done = performance.now();
    await vscode.commands.executeCommand('workbench.action.files.revert');
    return action === undefined ? {} : { ms: done - seen, title: action.title };
  },
};
exports.activate = () => {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    try {
      const { word, task, ...given } = JSON.parse(body);
      if (word !== process.env.CREDENCE_PROBE_WORD) throw new Error('no');
      response.end(JSON.stringify(await tasks[task](given)));
    } catch (error) {
      response.statusCode = 500;
      response.end(String(error && error.stack));
    }
  });
  server.listen(0, '127.0.0.1', () => writeFileSync(process.env.CREDENCE_PROBE_PORT, String(server.address().port)));
};
`,
};

/** Packs both. */
export function packOwnExtensions(folder: string): { readonly empty: string; readonly probe: string } {
  return { empty: pack(folder, EMPTY), probe: pack(folder, PROBE) };
}

function pack(
  folder: string,
  { manifest, main }: { readonly manifest: { readonly name: string } & object; readonly main: string },
): string {
  return packExtension(
    folder,
    { ...manifest, publisher: 'credence-bench' },
    {
      'main.js': main,
      'README.md': '# For a bench\n',
      'icon.svg':
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"/></svg>',
    },
  );
}
