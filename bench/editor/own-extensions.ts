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
const { Session } = require('node:inspector/promises');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const vscode = require('vscode');
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc');
const spentBy = ({ nodes, samples, timeDeltas }, extension) => {
  const own = new Set();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const mark = (node, within) => {
    const is = within || node.callFrame.url.includes('/extensions/' + extension + '-');
    if (is) own.add(node.id);
    for (const child of node.children ?? []) mark(byId.get(child), is);
  };
  if (nodes[0] !== undefined) mark(nodes[0], false);
  return samples.reduce((sum, id, at) => sum + (own.has(id) ? timeDeltas[at] / 1000 : 0), 0);
};
const tasks = {
  async heap() {
    for (let i = 0; i < 3; i += 1) { gc(); await sleep(50); }
    return { bytes: process.memoryUsage().heapUsed, pid: process.pid };
  },
  // By the editor's own marks: loading an extension's code, and from the call of its activation until that has ended.
  async activation({ extension }) {
    const marks = globalThis.MonacoPerformanceMarks.getMarks();
    const at = (what) => marks.find(({ name }) => name === 'code/extHost/' + what + '/' + extension)?.startTime;
    while (at('didActivateExtension') === undefined && marks.length > 0) {
      await sleep(50);
      marks.splice(0, marks.length, ...globalThis.MonacoPerformanceMarks.getMarks());
    }
    const between = (from, to) => at(to) - at(from);
    return {
      loadMs: between('willLoadExtensionCode', 'didLoadExtensionCode'),
      activateMs: between('willActivateExtension', 'didActivateExtension'),
    };
  },
  // Of the whole host by the system's clock; then, in as many seconds more, of one extension by its frames on the stack.
  async idle({ seconds, extension }) {
    const before = process.cpuUsage();
    await sleep(seconds * 1000);
    const spent = process.cpuUsage(before);
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
    await sleep(seconds * 1000);
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    return { ms: (spent.user + spent.system) / 1000, ownMs: spentBy(profile, extension) };
  },
  // Until there is one, and until there is one that was tested as well.
  async lightbulb({ path, from, to, wanted, tested, seconds }) {
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
    const times = {};
    while (error !== undefined && times.testedMs === undefined && performance.now() - seen < seconds * 1000) {
      const actions = await vscode.commands
        .executeCommand('vscode.executeCodeActionProvider', uri, error.range, vscode.CodeActionKind.QuickFix.value)
        .then((found) => found, () => []);
      const isThere = (words) => actions.some(({ title }) => new RegExp(words, 'i').test(title));
      if (times.ms === undefined && isThere(wanted)) times.ms = performance.now() - seen;
      if (isThere(tested)) times.testedMs = performance.now() - seen;
      if (times.testedMs === undefined) await sleep(100);
    }
    return times;
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
