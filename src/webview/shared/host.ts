import { useTranslations } from './text.ts';

/** What VS Code gives a page; absent in a page that was saved to a file. */
interface EditorApi<Message> {
  postMessage(message: Message): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  var acquireVsCodeApi: (() => EditorApi<unknown>) | undefined;
}

export interface Host<Message> {
  /** False in a page that was saved to a file: there nothing can be asked for. */
  readonly isEditor: boolean;
  post(message: Message): void;
  /** What the person chose last time in this page, as far as it fits. */
  readonly remembered: Readonly<Record<string, unknown>>;
  remember(state: Readonly<Record<string, unknown>>): void;
}

/** The way to the editor. Reads the translations that the page came with. */
export function connect<Message>(): Host<Message> {
  const texts = embedded('texts');
  if (isTexts(texts)) useTranslations(texts);
  askForIcons();
  const editor = globalThis.acquireVsCodeApi?.();
  const state = editor?.getState();
  return {
    isEditor: editor !== undefined,
    post: (message) => editor?.postMessage(message),
    remembered: typeof state === 'object' && state !== null ? { ...state } : {},
    remember: (chosen) => editor?.setState(chosen),
  };
}

/** Asked for by the script and not by the page, so that it is drawn before they are there. */
function askForIcons(): void {
  const { icons } = document.body.dataset;
  if (icons === undefined) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  // By this name the elements of the editor's look find it, for what is within them.
  link.id = 'vscode-codicon-stylesheet';
  link.href = icons;
  document.head.append(link);
}

/** Data that stands in the page itself, in a script element that is none. */
export function embedded(id: string): unknown {
  const text = document.getElementById(id)?.textContent;
  if (text === undefined || text === null || text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((v) => typeof v === 'string')
  );
}
