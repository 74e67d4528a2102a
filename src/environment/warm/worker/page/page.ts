import { createRequire } from 'node:module';
import { Unsupported } from '../unsupported.ts';
import { Leavings } from './leavings.ts';
import { putWindow } from './window-globals.ts';

// biome-ignore lint/suspicious/noExplicitAny: the window of a library of the project, of whatever version.
type Any = any;

export interface PageOptions {
  /** Absolute paths from whose place jsdom is found; the first that knows it is used. */
  readonly from: readonly string[];
  /** The address of the page when a test file begins. */
  readonly url: string;
  /** What the project's configuration gives the library besides. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * The page that tests of web pages find in this process: one window of the project's own jsdom for all of them.
 * The runners make a window for each test file; here it is emptied instead, because packages keep what they found in it.
 */
export class Page {
  readonly #window: Any;
  readonly #url: string;
  readonly #leavings: Leavings;
  readonly #forgetSet: () => void;
  /** What stays of the page when it is emptied. */
  readonly #parts: { readonly root: Any; readonly head: Any; readonly body: Any };
  readonly #entries: number;

  private constructor(window: Any, names: readonly string[], url: string) {
    this.#window = window;
    this.#url = new URL(url).href;
    this.#forgetSet = putWindow(window, names);
    this.#leavings = new Leavings(window);
    const { documentElement, head, body } = window.document;
    this.#parts = { root: documentElement, head, body };
    this.#entries = window.history.length;
  }

  /** Makes the window and puts what it holds among the globals. Throws an `Unsupported` when its library cannot be loaded. */
  static open(options: PageOptions): Page {
    const jsdom = loadJsdom(options.from);
    // The window of a page whose scripts run does not tell all its names on older versions of Node.
    const names = Object.getOwnPropertyNames(new jsdom.JSDOM('').window);
    return new Page(jsdomWindow(jsdom, options), names, options.url);
  }

  /** Empties the page, as a file finds it that runs first. */
  reset(): void {
    this.#leavings.takeAway();
    this.#forgetSet();
    const { document, localStorage, sessionStorage } = this.#window;
    const { root, head, body } = this.#parts;
    // A test may have put others in their place.
    for (const node of [...document.childNodes])
      if (node !== root && node.nodeType !== DOCTYPE) node.remove();
    if (root.parentNode !== document) document.append(root);
    root.replaceChildren(head, body);
    for (const element of [root, head, body]) {
      for (const name of element.getAttributeNames()) element.removeAttribute(name);
      element.scrollTop = element.scrollLeft = 0;
      if (element !== root) element.replaceChildren();
    }
    document.getSelection()?.removeAllRanges();
    for (const cookie of String(document.cookie).split(';')) {
      const name = cookie.split('=', 1)[0]?.trim();
      if (name) document.cookie = `${name}=; max-age=0; path=/`;
    }
    localStorage.clear();
    sessionStorage.clear();
    this.#goBack();
  }

  /** To the address that the page had; where it went meanwhile is forgotten as far as jsdom lets it be. */
  #goBack(): void {
    const { history, location, _sessionHistory: entries } = this.#window;
    if (history.length === this.#entries && location.href === this.#url && history.state === null) return;
    history.replaceState(null, '', this.#url);
    const kept = entries?._entries;
    if (!Array.isArray(kept) || typeof entries._currentIndex !== 'number') return;
    kept.splice(0, kept.length, kept[entries._currentIndex]);
    entries._currentIndex = 0;
    entries.clearHistoryTraversalTasks?.();
  }
}

const DOCTYPE = 10;

function loadJsdom(from: readonly string[]): Any {
  for (const place of from) {
    try {
      return createRequire(place)('jsdom');
    } catch {
      // The next place may know it.
    }
  }
  throw new Unsupported('its tests run in jsdom, which cannot be loaded here');
}

function jsdomWindow({ JSDOM, VirtualConsole }: Any, { url, options }: PageOptions): Any {
  const {
    html = '<!DOCTYPE html>',
    userAgent: _userAgent,
    console: _console,
    ...rest
  } = (options ?? {}) as Any;
  const virtualConsole = new VirtualConsole();
  const dom = new JSDOM(html, {
    pretendToBeVisual: true,
    runScripts: 'dangerously',
    ...rest,
    url,
    virtualConsole,
  });
  return dom.window;
}
