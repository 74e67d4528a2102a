import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { TraceEvent } from '../loop/events.ts';
import { redact } from '../loop/redact.ts';
import { attribute } from './page-html.ts';

/** Asks where, and saves a trace there without secrets: as a page that needs nothing else, or as data. */
export async function saveTrace(
  extension: vscode.Uri,
  events: readonly TraceEvent[],
  format: 'html' | 'json',
): Promise<void> {
  const task = events.find((event) => event.type === 'started')?.task;
  if (task === undefined) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `credence-${task.id}.${format}`;
  const file = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the trace'),
    filters: format === 'html' ? { [vscode.l10n.t('Page')]: ['html'] } : { JSON: ['json'] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (file === undefined) return;
  const safe = forOthers(events);
  const text =
    format === 'json'
      ? `${JSON.stringify({ credence: 1, events: safe }, null, 1)}\n`
      : await asPage(extension, safe, task.request);
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(
      vscode.l10n.t('The trace could not be saved to “{0}”: {1} Choose another place.', file.fsPath, said),
    );
    return;
  }
  // A browser that runs on another machine than the file has nothing to open; the explorer can fetch it.
  const isElsewhere = format === 'html' && vscode.env.remoteName !== undefined;
  const open = isElsewhere ? vscode.l10n.t('Show in Explorer') : vscode.l10n.t('Open');
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('The trace is saved without secrets: {0}', vscode.workspace.asRelativePath(file)),
    open,
  );
  if (chosen !== open) return;
  if (isElsewhere) await vscode.commands.executeCommand('revealInExplorer', file);
  else if (format === 'html') await vscode.env.openExternal(file);
  else await vscode.window.showTextDocument(file);
}

/** Without secrets, and without the places that tell whose machine it was. */
function forOthers(events: readonly TraceEvent[]): readonly TraceEvent[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  const hidden: readonly (readonly [string, string])[] = [
    ...folders.map((path) => [path, '.'] as const),
    [homedir(), '~'],
  ];
  const clean = (text: string): string =>
    hidden.reduce(
      (before, [path, word]) => (path.length > 1 ? before.replaceAll(path, word) : before),
      redact(text),
    );
  return JSON.parse(
    JSON.stringify(events, (_key, value) => (typeof value === 'string' ? clean(value) : value)),
  ) as readonly TraceEvent[];
}

/** The same viewer with the events inside: no address is asked for anything. */
async function asPage(extension: vscode.Uri, events: readonly TraceEvent[], title: string): Promise<string> {
  const read = (...path: string[]): Thenable<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, ...path));
  const text = async (...path: string[]): Promise<string> => new TextDecoder().decode(await read(...path));
  const [script, icons, theme, pages, trace] = await Promise.all([
    text('dist', 'trace-page.js'),
    text('dist', 'codicons', 'codicon.css'),
    text('media', 'saved-page.css'),
    text('media', 'pages.css'),
    text('media', 'trace.css'),
  ]);
  const font = Buffer.from(await read('dist', 'codicons', 'codicon.ttf')).toString('base64');
  const inline = icons.replace(/url\([^)]*\)/, `url(data:font/ttf;base64,${font})`);
  const sheet = Buffer.from(inline).toString('base64');
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}' data:; font-src data:`;
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${attribute(`Credence: ${redact(title)}`)}</title>
<link rel="stylesheet" id="vscode-codicon-stylesheet" nonce="${nonce}" href="data:text/css;base64,${sheet}">
<style nonce="${nonce}">${theme}${pages}${trace}</style>
</head>
<body data-place="editor">
<main id="trace" aria-label="${attribute(vscode.l10n.t('Trace of the episode'))}"></main>
<script type="application/json" id="texts">${inScript(vscode.l10n.bundle ?? {})}</script>
<script type="application/json" id="events">${inScript(events)}</script>
<script nonce="${nonce}">${asInline(script)}</script>
</body>
</html>
`;
}

/** A script that no text within can end its element with. */
function asInline(script: string): string {
  return script.replaceAll('</script', '<\\/script');
}

/** JSON that no text within can end the script element with. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replace(/</g, '\\u003c');
}
