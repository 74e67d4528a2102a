import { realSetImmediate } from './clock.ts';

/*
 * What tests may leave behind in a process that goes on: changed globals and prototypes, variables of the environment,
 * timers, listeners, errors that nobody caught. Each is put back before the next candidate.
 */

/** Objects that every test of the process shares. */
function sharedObjects(): readonly object[] {
  const names = Object.getOwnPropertyNames(globalThis).filter((name) => /^[A-Z]/.test(name));
  const found = new Set<object>([globalThis, console, process]);
  for (const name of names) {
    const value = Object.getOwnPropertyDescriptor(globalThis, name)?.value as unknown;
    if ((typeof value !== 'function' && typeof value !== 'object') || value === null) continue;
    if (name === 'Buffer' || name === 'WebAssembly') continue;
    found.add(value);
    const prototype = typeof value === 'function' ? (value as { prototype?: unknown }).prototype : undefined;
    // That of `Function` is a function itself.
    if ((typeof prototype === 'object' && prototype !== null) || typeof prototype === 'function')
      found.add(prototype);
  }
  return [...found];
}

type Property = readonly [key: PropertyKey, descriptor: PropertyDescriptor];

interface Remembered {
  readonly object: object;
  readonly keys: readonly PropertyKey[];
  /** How many of the keys are enumerable. */
  readonly shown: number;
  /** Those with a value, whose change is seen by reading them. */
  readonly values: readonly Property[];
  /** Whether all of these have their values. */
  readonly isIntact: () => boolean;
  readonly accessors: readonly Property[];
}

/** What code is apt to extend: also what is defined on these without being shown, or under a symbol, is always seen. */
const EXTENDED: ReadonlySet<object> = new Set(
  [
    ...[Object, Function, Array, String, Number, Boolean, Map, Set, Date, RegExp, Promise, Error],
    ...[Math, JSON, globalThis, console, process],
  ].flatMap((one) => ('prototype' in one ? [one, one.prototype as object] : [one])),
);
/** All keys of any other object are listed only once in so many times; what is assigned to it is always seen. */
const EVERY = 8;

export class GlobalsGuard {
  readonly #remembered: readonly Remembered[];
  readonly #env: Readonly<Record<string, string | undefined>>;
  #turn = 0;
  readonly #folder = process.cwd();
  readonly #listeners: ReadonlyMap<string | symbol, readonly unknown[]>;
  readonly #pending = new Set<() => void>();
  readonly #uncaught: unknown[] = [];

  /** Remembers how everything is now. */
  constructor() {
    this.#track();
    process.on('unhandledRejection', (error) => this.#uncaught.push(error));
    process.on('uncaughtException', (error) => this.#uncaught.push(error));
    this.#remembered = sharedObjects().map((object) => {
      const keys = Reflect.ownKeys(object);
      const properties = keys.flatMap((key): Property[] => {
        const descriptor = Object.getOwnPropertyDescriptor(object, key);
        // What can be given another value is put back, also where it cannot be defined anew.
        return descriptor?.configurable || descriptor?.writable ? [[key, descriptor]] : [];
      });
      const values = properties.filter(([, descriptor]) => 'value' in descriptor);
      const accessors = properties.filter(([, { get, set }]) => get ?? set);
      const shown = Object.keys(object).length;
      return { object, keys, shown, values, isIntact: reading(object, values), accessors };
    });
    this.#env = { ...process.env };
    this.#listeners = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));
  }

  /** Errors that nobody caught since the last call, once what is due at once has run. */
  async takeUncaught(): Promise<readonly unknown[]> {
    await new Promise<void>((resolve) => realSetImmediate(resolve));
    return this.#uncaught.splice(0);
  }

  /** Puts everything back. */
  restore(): void {
    for (const cancel of this.#pending) cancel();
    this.#pending.clear();
    for (const [index, remembered] of this.#remembered.entries())
      putBack(remembered, EXTENDED.has(remembered.object) || (index + this.#turn) % EVERY === 0);
    this.#turn += 1;
    for (const name of Reflect.ownKeys(process.env))
      if (!(name in this.#env)) Reflect.deleteProperty(process.env, name);
    for (const [name, value] of Object.entries(this.#env))
      if (process.env[name] !== value) process.env[name] = value;
    if (process.cwd() !== this.#folder) process.chdir(this.#folder);
    for (const name of process.eventNames()) {
      const before = this.#listeners.get(name) ?? [];
      for (const listener of process.rawListeners(name))
        if (!before.includes(listener)) process.removeListener(name, listener as () => void);
    }
    process.exitCode = undefined;
  }

  /** Timers are counted as they are set, so that those left over can be taken back. */
  #track(): void {
    const pending = this.#pending;
    for (const [set, clear] of [
      ['setTimeout', 'clearTimeout'],
      ['setInterval', 'clearInterval'],
    ] as const) {
      const original = globalThis[set] as (...args: unknown[]) => NodeJS.Timeout;
      const originalClear = globalThis[clear] as (timer: NodeJS.Timeout) => void;
      const wrapped = (callback: (...args: unknown[]) => void, ...rest: unknown[]): NodeJS.Timeout => {
        const run = (...args: unknown[]): void => {
          if (set === 'setTimeout') pending.delete(cancel);
          callback(...args);
        };
        const timer = original(typeof callback === 'function' ? run : callback, ...rest);
        const cancel = (): void => originalClear(timer);
        pending.add(cancel);
        return timer;
      };
      // Node's own promises of timers hang on these symbols.
      for (const symbol of Object.getOwnPropertySymbols(original)) {
        const descriptor = Object.getOwnPropertyDescriptor(original, symbol);
        if (descriptor !== undefined) Object.defineProperty(wrapped, symbol, descriptor);
      }
      Object.defineProperty(wrapped, 'name', { value: set });
      Object.defineProperty(globalThis, set, { value: wrapped, writable: true, configurable: true });
    }
  }
}

function putBack({ object, keys, shown, values, isIntact, accessors }: Remembered, all: boolean): void {
  const isLonger = Object.keys(object).length !== shown;
  const now = all || isLonger ? Reflect.ownKeys(object) : keys;
  if (now.length !== keys.length) {
    const before = new Set(keys);
    for (const key of now) if (!before.has(key)) Reflect.deleteProperty(object, key);
  }
  if (!isIntact())
    for (const [key, descriptor] of values)
      if (!isSame(Object.getOwnPropertyDescriptor(object, key), descriptor)) define(object, key, descriptor);
  for (const [key, descriptor] of accessors)
    if (!isSame(Object.getOwnPropertyDescriptor(object, key), descriptor)) define(object, key, descriptor);
}

function isSame(now: PropertyDescriptor | undefined, before: PropertyDescriptor): boolean {
  return (
    now !== undefined &&
    Object.is(now.value, before.value) &&
    now.get === before.get &&
    now.set === before.set
  );
}

/**
 * Tells whether properties have their values by reading each by its name, written out: there are some thousands after
 * every candidate, and a loop over names takes five times as long.
 */
function reading(object: object, values: readonly Property[]): () => boolean {
  const lines = values.map(([key, { value }], index) => {
    const name = typeof key === 'symbol' ? `keys[${index}]` : JSON.stringify(key);
    return Number.isNaN(value) ? '' : `if (object[${name}] !== values[${index}]) return false;`;
  });
  const make = new Function('object', 'keys', 'values', `return () => {${lines.join('\n')}\nreturn true;};`);
  const parts = [object, values.map(([key]) => key), values.map(([, { value }]) => value as unknown)];
  const isIntact = make(...parts) as () => boolean;
  return () => {
    try {
      return isIntact();
    } catch {
      // An accessor stands there now, and throws.
      return false;
    }
  };
}

function define(object: object, key: PropertyKey, descriptor: PropertyDescriptor): void {
  try {
    Object.defineProperty(object, key, descriptor);
  } catch {
    // Made unchangeable: the caller sees the difference in the next results.
  }
}
