import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

export interface PageParts {
  /** Name of the page's bundle in `dist` and of its style sheet in `media`. */
  readonly script: string;
  readonly style: string;
  /** Id of the element that the page draws into. */
  readonly root: string;
  readonly title: string;
  readonly place: 'side-bar' | 'editor';
}

/** What a page may load, and nothing else. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extension, 'dist'), vscode.Uri.joinPath(extension, 'media')],
  };
}

/** A page of the extension: one script with a nonce, the editor's icons, and the texts in the person's language. */
export function pageHtml(webview: vscode.Webview, extension: vscode.Uri, page: PageParts): string {
  const nonce = randomBytes(16).toString('base64');
  const at = (...path: string[]): vscode.Uri => webview.asWebviewUri(vscode.Uri.joinPath(extension, ...path));
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${at('dist', 'codicons', 'codicon.css')}">
  <link rel="stylesheet" href="${at('media', 'pages.css')}">
  <link rel="stylesheet" href="${at('media', page.style)}">
  <title>${attribute(page.title)}</title>
</head>
<body data-place="${page.place}">
  <main id="${page.root}" aria-label="${attribute(page.title)}"></main>
  <script type="application/json" id="texts">${inScript(vscode.l10n.bundle ?? {})}</script>
  <script nonce="${nonce}" src="${at('dist', page.script)}"></script>
</body>
</html>`;
}

export function attribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}

/** JSON that no text within can end the script element with. */
export function inScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}
