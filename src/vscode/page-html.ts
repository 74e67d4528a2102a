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
  /** Whether what it shows is sent to it; otherwise it says at once that there is nothing. */
  readonly waiting?: boolean;
}

/** What a page may load, and nothing else. */
export function pageOptions(extension: vscode.Uri): vscode.WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [vscode.Uri.joinPath(extension, 'dist'), vscode.Uri.joinPath(extension, 'media')],
  };
}

/**
 * A page of the extension with its script, its styles and the texts in the person's language within it: each file that
 * it had to ask for would come over the whole way from the extension's machine before anything could be drawn. The
 * icons alone are asked for, by its script.
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
  <main id="${page.root}" aria-label="${attribute(page.title)}"></main>
  <script type="application/json" id="texts">${inScript(vscode.l10n.bundle ?? {})}</script>
  <script nonce="${nonce}">${asInline(text('dist', page.script))}</script>
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
