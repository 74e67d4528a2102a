import { Unsupported } from '../unsupported.ts';
import { isLoadingPackage } from './packages-with-hooks.ts';

// biome-ignore lint/suspicious/noExplicitAny: the window of a library of the project, of whatever version.
type Any = any;

/** What Node has as well, and of which tests of pages must find the window's own. */
const OF_THE_WINDOW = new Set(
  `AbortController AbortSignal Blob CloseEvent CustomEvent DOMException ErrorEvent Event EventTarget File FormData
  MessageEvent Navigator PromiseRejectionEvent Storage StorageEvent WebSocket localStorage navigator sessionStorage`
    .trim()
    .split(/\s+/),
);
/** The window itself, under its names. */
const SELVES = ['window', 'self', 'top', 'parent', 'frames'];
/** Node's timers are the ones that are watched and put back. */
const NODES_OWN = new Set(['requestAnimationFrame', 'cancelAnimationFrame', 'constructor', ...SELVES]);
const FRAME_MS = 1000 / 60;

/**
 * Puts what a window holds among the globals, so that the global object is the window, as both runners have it.
 * Returns a function that forgets what was assigned to its variables since.
 *
 * @param names what a window has besides what this one tells
 */
export function putWindow(window: Any, names: readonly string[]): () => void {
  const assigned = new Map<string, unknown>();
  for (const name of new Set([
    ...names.filter((each) => each in window && !each.startsWith('_')),
    ...namesOf(window),
  ])) {
    if (NODES_OWN.has(name) || (name in globalThis && !OF_THE_WINDOW.has(name))) continue;
    const value = window[name] as unknown;
    if (typeof value === 'function') put(name, /^[A-Z]/.test(name) ? value : value.bind(window));
    else {
      const isHandler = name.startsWith('on') || name === 'location';
      Object.defineProperty(globalThis, name, {
        configurable: true,
        enumerable: true,
        get: () => (assigned.has(name) ? assigned.get(name) : window[name]),
        set: (next: unknown) => {
          if (isHandler) window[name] = next;
          else assigned.set(name, next);
        },
      });
    }
  }
  for (const name of SELVES) put(name, globalThis);
  put('requestAnimationFrame', (callback: (now: number) => void) =>
    globalThis.setTimeout(() => callback(performance.now()), FRAME_MS),
  );
  put('cancelAnimationFrame', (frame: NodeJS.Timeout) => globalThis.clearTimeout(frame));
  Object.defineProperty(window.document, 'defaultView', { configurable: true, get: () => globalThis });
  refuseOwnElements(window);
  return () => assigned.clear();
}

function put(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
}

/** The names on a window and what it inherits, but for those of every object. */
function namesOf(window: object): readonly string[] {
  const found = new Set<string>();
  for (let at: unknown = window; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    if (Object.getPrototypeOf(at) === null) break;
    for (const name of Object.getOwnPropertyNames(at)) if (!name.startsWith('_')) found.add(name);
  }
  return [...found];
}

/** Elements that the project defines can be defined only once for a window, and it is evaluated again and again. */
function refuseOwnElements(window: Any): void {
  const registry = window.customElements;
  if (registry === undefined) return;
  const define = registry.define.bind(registry);
  registry.define = (...args: unknown[]) => {
    if (!isLoadingPackage()) throw new Unsupported('it defines elements of its own');
    return define(...args);
  };
}
