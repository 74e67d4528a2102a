import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

export interface PageParts {
  /** Name of the page's bundle in `dist` and of its style sheet in `media`. */
  readonly script: string;
  readonly style: string;
  /** Id of the element that the page draws into. */
  readonly root: string;
  readonly title: string;
  readonly place: 'side-bar' | 'editor';
  /** What is read before the script is there, as markup; texts within are escaped. */
  readonly first: string;
  /** Whether what it shows is sent to it; otherwise it says at once that there is nothing. */
  readonly waiting?: boolean;
}

/** The one message between a page and its host that is the same for every page: the script is asked for, and sent. */
const SCRIPT = 'script';

/** Told to a page once what it asked for is done or was refused. */
const ANSWERED = 'answered';

/**
 * Asks for the page's script and begins it. The editor shows a page once it is loaded, so that what it came with is seen
 * with the next frame, and only then what takes longer is sent for. The clock is for a page that is not in sight and gets
 * no frame. The editor hands out its interface once, and the script wants it too.
 *
 * Until the script draws, what a person does is not lost: a button or a form with `data-says` sends the message of that
 * name, and the page has it as `data-asked` until that is answered; the script goes on from there.
 */
const BEGIN = `(() => {
  const { nonce } = document.currentScript;
  const editor = acquireVsCodeApi();
  globalThis.acquireVsCodeApi = () => editor;
  const root = document.querySelector('main');
  const say = (what, request) => {
    if (root.dataset.asked !== undefined || request === '') return;
    root.dataset.asked = what;
    editor.postMessage({ type: what, ...(request === undefined ? {} : { request }) });
  };
  addEventListener('click', ({ target }) => {
    const button = target.closest('main[aria-busy] vscode-button[data-says]');
    if (button) say(button.dataset.says);
  });
  addEventListener('keydown', (event) => {
    const { target, key } = event;
    const marked = target.closest('main[aria-busy] [data-says]');
    const isBox = target.localName === 'textarea';
    if (!marked || (isBox ? key !== 'Enter' || event.shiftKey || event.isComposing : key !== 'Enter' && key !== ' ')) return;
    event.preventDefault();
    say(marked.dataset.says, isBox ? target.value.trim() : undefined);
  });
  addEventListener('message', ({ data }) => {
    if (data?.type === '${ANSWERED}') delete root.dataset.asked;
    if (data?.type !== '${SCRIPT}') return;
    document.getElementById('texts').textContent = data.texts;
    const script = document.createElement('script');
    script.nonce = nonce;
    script.textContent = data.script;
    document.body.append(script);
  });
  let isAsked = false;
  const ask = () => {
    if (!isAsked) editor.postMessage({ type: '${SCRIPT}' });
    isAsked = true;
  };
  addEventListener('load', () => {
    requestAnimationFrame(() => setTimeout(ask));
    setTimeout(ask, 200);
  });
})();`;

/**
 * Opens a page of the extension in a webview.
 * @param onMessage told what the page says once its script runs; not checked yet
 */
export function openPage(
  webview: vscode.Webview,
  extension: vscode.Uri,
  page: PageParts,
  onMessage: (message: unknown) => void,
): void {
  webview.options = pageOptions(extension);
  webview.onDidReceiveMessage(async (message: unknown) => {
    // A page that was hidden is built anew, and asks again.
    if (!isAskingForScript(message)) return onMessage(message);
    const script = await readFile(join(extension.fsPath, 'dist', page.script), 'utf8');
    const texts = JSON.stringify(vscode.l10n.bundle ?? {});
    try {
      await webview.postMessage({ type: SCRIPT, script, texts });
    } catch {
      // It was closed while the file was read.
    }
  });
  webview.html = pageHtml(webview, extension, page);
}

function isAskingForScript(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === SCRIPT;
}

/** What a page may load, and nothing else. */
function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extension, 'dist'), vscode.Uri.joinPath(extension, 'media')],
  };
}

/**
 * A page of the extension with its first words and its styles within it: each file that it had to ask for would come over
 * the whole way from the extension's machine before anything could be drawn. Its script, ten times as long, and the texts
 * in the person's language come after that as a message; the icons alone are asked for, by the script.
 */
function pageHtml(webview: vscode.Webview, extension: vscode.Uri, page: PageParts): string {
  const nonce = randomBytes(16).toString('base64');
  const text = (...path: string[]): string => readFileSync(join(extension.fsPath, ...path), 'utf8');
  const icons = webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'codicons', 'codicon.css'));
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <style nonce="${nonce}">${text('media', 'pages.css')}${text('media', page.style)}</style>
  <title>${attribute(page.title)}</title>
</head>
<body data-place="${page.place}" data-waiting="${page.waiting === true}" data-icons="${attribute(icons.toString())}">
  <main id="${page.root}" aria-label="${attribute(page.title)}" aria-busy="true">${page.first}</main>
  <script type="application/json" id="texts"></script>
  <script nonce="${nonce}">${BEGIN}</script>
</body>
</html>`;
}

export function attribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
