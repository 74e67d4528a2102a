import { isLoadingPackage } from './packages-with-hooks.ts';

// biome-ignore lint/suspicious/noExplicitAny: the window of a library of the project, of whatever version.
type Any = any;

type Descriptors = ReadonlyMap<PropertyKey, PropertyDescriptor>;

/**
 * What tests hang on the parts of a page that stay: listeners, handlers, observers, properties of their own. Listeners
 * that packages add as they are loaded stay too, because packages are loaded once.
 */
export class Leavings {
  readonly #undo = new Set<() => void>();
  /** The parts that stay, and the names of their handlers. */
  readonly #staying: ReadonlyMap<Any, readonly string[]>;
  readonly #owned: ReadonlyMap<Any, Descriptors>;
  /** How many listeners tests and packages have for errors on the page. */
  #listening = 0;

  constructor(window: Any) {
    const { document, navigator, screen, history } = window;
    const parts = [window, document, document.documentElement, document.head, document.body];
    this.#staying = new Map(parts.map((part) => [part, handlersOf(part)]));
    this.#watchListeners(window);
    this.#watchObservers(window);
    this.#passOnErrors(window);
    this.#owned = new Map([...parts.slice(1), navigator, screen, history].map((part) => [part, ownOf(part)]));
  }

  takeAway(): void {
    for (const undo of this.#undo) undo();
    this.#undo.clear();
    this.#listening = 0;
    for (const [part, handlers] of this.#staying)
      for (const name of handlers) if (part[name] !== null) part[name] = null;
    for (const [part, own] of this.#owned) putBack(part, own);
  }

  #watchListeners(window: Any): void {
    const { prototype } = window.EventTarget;
    const { addEventListener: add, removeEventListener: remove, dispatchEvent } = prototype;
    const leavings = this;
    prototype.addEventListener = function (this: Any, type: unknown, listener: unknown, options: unknown) {
      const target = this === globalThis || this === undefined ? window : this;
      add.call(target, type, listener, options);
      if (target === window && type === 'error') leavings.#listening += 1;
      if (leavings.#staying.has(target) && !isLoadingPackage())
        leavings.#undo.add(() => remove.call(target, type, listener, options));
    };
    prototype.removeEventListener = function (this: Any, type: unknown, listener: unknown, options: unknown) {
      const target = this === globalThis || this === undefined ? window : this;
      if (target === window && type === 'error') leavings.#listening -= 1;
      remove.call(target, type, listener, options);
    };
    prototype.dispatchEvent = function (this: Any, event: unknown) {
      return dispatchEvent.call(this === globalThis || this === undefined ? window : this, event);
    };
    for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'])
      put(name, prototype[name].bind(window));
  }

  #watchObservers(window: Any): void {
    const undo = this.#undo;
    for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver']) {
      const Original = window[name];
      if (typeof Original !== 'function') continue;
      class Watched extends Original {
        constructor(callback: unknown, options?: unknown) {
          super(callback, options);
          undo.add(() => (this as Any).disconnect());
        }
      }
      Object.defineProperty(Watched, 'name', { value: name });
      put(name, Watched);
    }
  }

  /** An error that a handler on the page throws, and that no test listens for, is one that nobody caught. */
  #passOnErrors(window: Any): void {
    const before = this.#listening;
    window.addEventListener('error', (event: Any) => {
      if (this.#listening <= 0 && event.error !== null && event.error !== undefined)
        process.emit('uncaughtException', event.error);
    });
    this.#listening = before;
    // The listener above is no test's.
    this.#undo.clear();
  }
}

function put(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true, enumerable: true });
}

/** The names under which a handler of events can be put on a part of the page; those that have none yet. */
function handlersOf(part: Any): readonly string[] {
  const names = new Set<string>();
  for (let at = part; at !== null; at = Object.getPrototypeOf(at))
    for (const name of Object.getOwnPropertyNames(at)) if (/^on[a-z]/.test(name)) names.add(name);
  return [...names].filter((name) => part[name] === null);
}

function ownOf(part: object): Descriptors {
  return new Map(
    Reflect.ownKeys(part).flatMap((key) => {
      const descriptor = Object.getOwnPropertyDescriptor(part, key);
      return descriptor === undefined ? [] : [[key, descriptor] as const];
    }),
  );
}

function putBack(part: object, own: Descriptors): void {
  for (const key of Reflect.ownKeys(part)) if (!own.has(key)) Reflect.deleteProperty(part, key);
  for (const [key, descriptor] of own) {
    const now = Object.getOwnPropertyDescriptor(part, key);
    const same =
      now?.value === descriptor.value && now?.get === descriptor.get && now?.set === descriptor.set;
    if (!same && descriptor.configurable) Object.defineProperty(part, key, descriptor);
  }
}
