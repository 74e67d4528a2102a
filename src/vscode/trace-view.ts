import * as vscode from 'vscode';
import type { TraceEvent } from '../loop/events.ts';
import type { Settled } from '../trace/settled.ts';
import type { FromViewer, ToViewer } from '../trace/viewer-messages.ts';
import type { Seen } from './history-limits.ts';
import { openPage } from './page-html.ts';
import { firstWords } from './trace-first-words.ts';

/** What the viewer cannot do by itself. */
export type ViewerRequest = Extract<
  FromViewer,
  { type: 'open' | 'stop' | 'solve' | 'decide' | 'begin' | 'history' }
>;

export interface ViewerParts {
  /** Resolves once it is done, or was refused. */
  readonly onRequest: (request: ViewerRequest) => unknown;
  /** Whether there are stored episodes that could be shown. */
  readonly hasEarlier: () => boolean;
}

/** Events are told in batches: thousands come in a second, and a frame is drawn sixty times. */
const BATCH_MS = 40;

/** What reads the page's messages is loaded while the page is being drawn. */
const READER_MS = 30;

/** The trace viewer, in the side bar and in an editor: follows the running episode, or shows a stored one. */
export class TraceView implements vscode.WebviewViewProvider, vscode.Disposable {
  static readonly id = 'credence.trace';
  readonly #extension: vscode.Uri;
  readonly #parts: ViewerParts;
  readonly #registration: vscode.Disposable;
  /** Pages that are open now. */
  readonly #pages = new Set<vscode.Webview>();
  #view: vscode.WebviewView | undefined;
  #panel: vscode.WebviewPanel | undefined;
  /** Of the last episode that ran in this window. */
  #events: TraceEvent[] = [];
  #untold: TraceEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** A stored episode that is shown instead. */
  #stored: readonly TraceEvent[] | undefined;
  #running = false;
  readonly #ended = new Set<string>();
  #pending: string | undefined;
  /** What was decided of patches, by episode. */
  readonly #settled = new Map<string, Settled>();

  constructor(extension: vscode.Uri, parts: ViewerParts) {
    this.#extension = extension;
    this.#parts = parts;
    this.#registration = vscode.window.registerWebviewViewProvider(TraceView.id, this);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    this.#open(view.webview, 'side-bar');
    view.onDidDispose(() => {
      if (this.#view === view) this.#view = undefined;
      this.#pages.delete(view.webview);
    });
  }

  /** The same in an editor, where there is room for two columns. */
  widen(): void {
    if (this.#panel !== undefined) {
      this.#panel.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      TraceView.id,
      vscode.l10n.t('Credence Trace'),
      vscode.ViewColumn.Active,
    );
    panel.iconPath = new vscode.ThemeIcon('list-tree');
    this.#panel = panel;
    this.#open(panel.webview, 'editor');
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#pages.delete(panel.webview);
    });
  }

  #open(webview: vscode.Webview, place: 'side-bar' | 'editor'): void {
    this.#pages.add(webview);
    // Not at once, where it would hold up the page that it is for.
    const reader = new Promise((go) => setTimeout(go, READER_MS)).then(() => import('./trace-messages.ts'));
    const page = {
      script: 'trace-page.js',
      style: 'trace.css',
      root: 'trace',
      title: vscode.l10n.t('Trace of the episode'),
      place,
      first: firstWords(this.shown, { running: this.#running, earlier: this.#parts.hasEarlier() }),
      waiting: this.shown.length > 0,
    };
    openPage(webview, this.#extension, page, async (message) => {
      const { fromViewer } = await reader;
      const parsed = fromViewer.safeParse(message);
      if (parsed.success) this.#receive(parsed.data, webview);
    });
  }

  #receive(message: FromViewer, webview: vscode.Webview): void {
    switch (message.type) {
      case 'ready':
        // The page asks when it is there, also after it was hidden and built anew.
        this.#reset([webview]);
        return;
      case 'widen':
        this.widen();
        return;
      case 'export':
        void import('./trace-export.ts').then(({ saveTrace }) =>
          saveTrace(this.#extension, this.shown, message.format),
        );
        return;
      default:
        void this.#ask(message, webview);
    }
  }

  /** The page shows that it asks until it hears this. */
  async #ask(request: ViewerRequest, page: vscode.Webview): Promise<void> {
    try {
      await this.#parts.onRequest(request);
    } finally {
      this.#post({ type: 'answered' }, [page]);
    }
  }

  /** A new episode begins. */
  begin(): void {
    this.#events = [];
    this.#stored = undefined;
    this.#running = true;
    this.#reset(this.#pages);
  }

  add(event: TraceEvent): void {
    this.#events.push(event);
    if (this.#stored !== undefined) return;
    this.#untold.push(event);
    this.#timer ??= setTimeout(() => this.#tell(), BATCH_MS);
  }

  end(): void {
    this.#running = false;
    this.#ended.add(idOf(this.#events));
    this.#tell();
    if (this.#stored === undefined) this.#post({ type: 'ended' }, this.#pages);
  }

  /**
   * Shows a stored episode; what runs goes on unseen.
   * @param settled what was decided of its patch, as far as that is known
   */
  show(events: readonly TraceEvent[], settled?: Settled): void {
    this.#stored = events;
    if (settled !== undefined) this.#settled.set(idOf(events), settled);
    this.#reset(this.#pages);
  }

  /** Shows the episode that runs, or ran last, in this window. */
  follow(): void {
    if (this.#stored === undefined) return;
    this.#stored = undefined;
    this.#reset(this.#pages);
  }

  /** The episode whose patch waits for the person's decision. */
  pending(episode: string | undefined): void {
    this.#pending = episode;
    this.#tellPending(this.#pages);
  }

  /** What a person decided of an episode's patch. */
  settled(episode: string, as: Settled): void {
    this.#settled.set(episode, as);
    this.#tellPending(this.#pages);
  }

  /** Whether a person has a page before them that asks what is to become of this episode's patch. */
  asksAbout(episode: string): boolean {
    const isSeen = this.#view?.visible === true || this.#panel?.visible === true;
    return isSeen && this.episode === episode;
  }

  get isRunning(): boolean {
    return this.#running;
  }

  /** Events of the episode that is shown. */
  get shown(): readonly TraceEvent[] {
    return this.#stored ?? this.#events;
  }

  /** Id of the episode that is shown. */
  get episode(): string {
    return idOf(this.shown);
  }

  /** What this window knows of episodes of its own. */
  get seen(): Seen {
    return { running: this.runningEpisode, ended: this.#ended, waiting: this.#pending };
  }

  /** Id of the episode that runs; empty when none does. */
  get runningEpisode(): string {
    return this.#running ? idOf(this.#events) : '';
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#registration.dispose();
    this.#panel?.dispose();
  }

  #tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = this.#untold;
    this.#untold = [];
    if (events.length > 0) this.#post({ type: 'events', events }, this.#pages);
  }

  #reset(pages: Iterable<vscode.Webview>): void {
    const running = this.#running && this.#stored === undefined;
    // What waits to be told is part of what is shown; another page must not hear it twice.
    this.#tell();
    const earlier = this.#parts.hasEarlier();
    this.#post({ type: 'reset', events: this.shown, running, earlier }, pages);
    this.#tellPending(pages);
  }

  #tellPending(pages: Iterable<vscode.Webview>): void {
    const episode = this.#pending;
    const settled = this.#settled.get(this.episode);
    const message: ToViewer = {
      type: 'pending',
      ...(episode === undefined ? {} : { episode }),
      ...(settled === undefined ? {} : { settled }),
    };
    this.#post(message, pages);
  }

  #post(message: ToViewer, pages: Iterable<vscode.Webview>): void {
    for (const page of pages) void page.postMessage(message);
  }
}

function idOf(events: readonly TraceEvent[]): string {
  return events.find((event) => event.type === 'started')?.task.id ?? '';
}
