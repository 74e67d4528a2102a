import { isLoadingPackage } from './packages-with-hooks.ts';

// biome-ignore lint/suspicious/noExplicitAny: the window of a library of the project, of whatever version.
type Any = any;

/**
 * What tests hang on the parts of a page that stay: listeners and observers. Listeners that packages add as they are
 * loaded stay too, because packages are loaded once.
 */
export class Leavings {
  readonly #undo = new Set<() => void>();
  /** How many listeners tests and packages have for errors on the page. */
  #listening = 0;

  constructor(window: Any) {
    const { document } = window;
    this.#watch(globalThis as Any, window);
    for (const target of [document, document.documentElement, document.head, document.body])
      this.#watch(target, target);
    this.#watchObservers(window);
    this.#passOnErrors(window);
  }

  takeAway(): void {
    for (const undo of this.#undo) undo();
    this.#undo.clear();
    this.#listening = 0;
  }

  /** @param place where tests call `addEventListener` for the target */
  #watch(place: Any, target: Any): void {
    const add = target.addEventListener.bind(target);
    const remove = target.removeEventListener.bind(target);
    const value = (type: unknown, listener: unknown, options: unknown): void => {
      add(type, listener, options);
      if (!isLoadingPackage()) this.#undo.add(() => remove(type, listener, options));
    };
    Object.defineProperty(place, 'addEventListener', { value, configurable: true, writable: true });
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
      Object.defineProperty(globalThis, name, { value: Watched, configurable: true, writable: true });
    }
  }

  /** An error that a handler on the page throws, and that no test listens for, is one that nobody caught. */
  #passOnErrors(window: Any): void {
    const global = globalThis as Any;
    for (const [name, step] of [
      ['addEventListener', 1],
      ['removeEventListener', -1],
    ] as const) {
      const original = global[name];
      const value = (type: unknown, ...rest: unknown[]): void => {
        if (type === 'error') this.#listening += step;
        original(type, ...rest);
      };
      Object.defineProperty(global, name, { value, configurable: true, writable: true });
    }
    window.addEventListener('error', (event: Any) => {
      if (this.#listening <= 0 && event.error !== null && event.error !== undefined)
        process.emit('uncaughtException', event.error);
    });
  }
}
