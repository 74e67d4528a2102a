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
 * The page that tests of web pages find in this process: one window of the project's own jsdom for all of them. The runners make a window for each test file; here it is emptied instead, which takes a thousandth of the time.
 */
export class Page {
  readonly #window: Any;
  readonly #url: string;
  readonly #leavings: Leavings;
  readonly #forgetSet: () => void;

  private constructor(window: Any, url: string) {
    this.#window = window;
    this.#url = new URL(url).href;
    this.#forgetSet = putWindow(window);
    this.#leavings = new Leavings(window);
  }

  /** Makes the window and puts what it holds among the globals. Throws an `Unsupported` when its library cannot be loaded. */
  static open(options: PageOptions): Page {
    return new Page(jsdomWindow(options), options.url);
  }

  /** Empties the page, as a file finds it that runs first. */
  reset(): void {
    this.#leavings.takeAway();
    this.#forgetSet();
    const { document } = this.#window;
    const { documentElement } = document;
    if (documentElement === null || document.body === null || document.head === null)
      throw new Unsupported('a test took the page itself apart');
    for (const node of [...document.childNodes])
      if (node !== documentElement && node.nodeType !== DOCTYPE) node.remove();
    for (const node of [...documentElement.childNodes])
      if (node !== document.head && node !== document.body) node.remove();
    for (const element of [documentElement, document.head, document.body]) {
      for (const name of element.getAttributeNames()) element.removeAttribute(name);
      if (element !== documentElement) element.replaceChildren();
    }
    for (const cookie of String(document.cookie).split(';')) {
      const name = cookie.split('=', 1)[0]?.trim();
      if (name) document.cookie = `${name}=; max-age=0; path=/`;
    }
    this.#window.localStorage.clear();
    this.#window.sessionStorage.clear();
    if (this.#window.location.href !== this.#url) {
      try {
        this.#window.history.replaceState(null, '', this.#url);
      } catch {
        throw new Unsupported('a test left the page for another');
      }
    }
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

function jsdomWindow({ from, url, options }: PageOptions): Any {
  const { JSDOM, VirtualConsole } = loadJsdom(from);
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
