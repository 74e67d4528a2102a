import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
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

/**
 * Begins the page's script. The editor shows a page once it is loaded, so that what it came with is seen with the next
 * frame, and only then the script, which takes longer, and the icons that it asks for. The clock is for a page that is
 * not in sight and gets no frame.
 */
const BEGIN = `(() => {
  const { nonce } = document.currentScript;
  const code = document.getElementById('code');
  const begin = () => {
    if (!code.isConnected) return;
    code.remove();
    const script = document.createElement('script');
    script.nonce = nonce;
    script.textContent = code.textContent;
    document.body.append(script);
  };
  addEventListener('load', () => {
    requestAnimationFrame(() => setTimeout(begin));
    setTimeout(begin, 200);
  });
})();`;

/** What a page may load, and nothing else. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extension, 'dist'), vscode.Uri.joinPath(extension, 'media')],
  };
}

/**
 * A page of the extension with its first words, its styles, the texts in the person's language and its script within it:
 * each file that it had to ask for would come over the whole way from the extension's machine before anything could be
 * drawn. The icons alone are asked for, by its script.
 */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, page: PageParts): string {
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
  <script type="application/json" id="texts">${inScript(vscode.l10n.bundle ?? {})}</script>
  <script type="text/plain" id="code">${asInline(text('dist', page.script))}</script>
  <script nonce="${nonce}">${BEGIN}</script>
</body>
</html>`;
}

/** A script that no text within can end its element with. */
export function asInline(script: string): string {
  return script.replaceAll('</script', '<\\/script');
}

export function attribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

/** JSON that no text within can end the script element with. */
export function inScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}
