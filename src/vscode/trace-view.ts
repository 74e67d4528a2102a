import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { TraceEvent } from '../loop/events.ts';
import type { FromViewer, ToViewer } from '../trace/viewer-messages.ts';

const fromViewer = z.union([
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('open'), path: z.string(), line: z.number() }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('accept') }),
]);

/** The trace viewer: follows the running episode, or shows a stored one. */
export class TraceView implements vscode.WebviewViewProvider, vscode.Disposable {
  static readonly id = 'credence.trace';
  readonly #extension: vscode.Uri;
  readonly #onMessage: (message: Exclude<FromViewer, { type: 'ready' }>) => void;
  readonly #registration: vscode.Disposable;
  #view: vscode.WebviewView | undefined;
  /** Of the last episode that ran in this window. */
  #events: TraceEvent[] = [];
  /** A stored episode that is shown instead. */
  #stored: readonly TraceEvent[] | undefined;
  #running = false;
  #pending: string | undefined;

  constructor(extension: vscode.Uri, onMessage: (message: Exclude<FromViewer, { type: 'ready' }>) => void) {
    this.#extension = extension;
    this.#onMessage = onMessage;
    this.#registration = vscode.window.registerWebviewViewProvider(TraceView.id, this);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    const dist = vscode.Uri.joinPath(this.#extension, 'dist');
    const media = vscode.Uri.joinPath(this.#extension, 'media');
    view.webview.options = { enableScripts: true, localResourceRoots: [dist, media] };
    view.webview.onDidReceiveMessage((message: unknown) => {
      const parsed = fromViewer.safeParse(message);
      if (!parsed.success) return;
      // The page asks when it is there, also after it was hidden and built anew.
      if (parsed.data.type === 'ready') this.#reset();
      else this.#onMessage(parsed.data);
    });
    view.onDidDispose(() => {
      this.#view = undefined;
    });
    view.webview.html = this.#page(view.webview);
  }

  /** A new episode begins. */
  begin(): void {
    this.#events = [];
    this.#stored = undefined;
    this.#running = true;
    this.#reset();
  }

  add(event: TraceEvent): void {
    this.#events.push(event);
    if (this.#stored === undefined) this.#post({ type: 'event', event });
  }

  end(): void {
    this.#running = false;
    if (this.#stored === undefined) this.#post({ type: 'ended' });
  }

  /** Shows a stored episode; what runs goes on unseen. */
  show(events: readonly TraceEvent[]): void {
    this.#stored = events;
    this.#reset();
  }

  /** Shows the episode that runs, or ran last, in this window. */
  follow(): void {
    this.#stored = undefined;
    this.#reset();
  }

  /** The episode whose patch waits for the person's decision. */
  pending(episode: string | undefined): void {
    this.#pending = episode;
    this.#post({ type: 'pending', ...(episode === undefined ? {} : { episode }) });
  }

  get isRunning(): boolean {
    return this.#running;
  }

  /** Id of the episode that is shown. */
  get episode(): string {
    const started = (this.#stored ?? this.#events).find((event) => event.type === 'started');
    return started?.task.id ?? '';
  }

  #reset(): void {
    const running = this.#running && this.#stored === undefined;
    this.#post({ type: 'reset', events: this.#stored ?? this.#events, running });
    this.pending(this.#pending);
  }

  dispose(): void {
    this.#registration.dispose();
  }

  #post(message: ToViewer): void {
    void this.#view?.webview.postMessage(message);
  }

  #page(webview: vscode.Webview): string {
    const nonce = randomBytes(16).toString('base64');
    const script = webview.asWebviewUri(vscode.Uri.joinPath(this.#extension, 'dist', 'webview.js'));
    const style = webview.asWebviewUri(vscode.Uri.joinPath(this.#extension, 'media', 'webview.css'));
    const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
    return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${style}">
  <title>Credence trace</title>
</head>
<body>
  <main id="trace" aria-label="Trace of the episode"></main>
  <script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
  }
}
