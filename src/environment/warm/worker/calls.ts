import type { WireCall, WireStep } from '../../probe/wire-value.ts';
import type { WireResult } from '../protocol.ts';
import { copyOf, Writer } from './live-values.ts';

/** One step of what led to a call. Its arguments are copies that nobody else holds. */
export type Step =
  | {
      readonly kind: 'new';
      readonly make: new (...args: unknown[]) => object;
      readonly args: readonly unknown[];
    }
  /** A receiver whose making was not seen, as it was when it was first called. */
  | { readonly kind: 'value'; readonly value: object; readonly args: readonly [] }
  | {
      readonly kind: 'call';
      /** Called by its name where there is a receiver. */
      readonly handle: Callable | undefined;
      readonly name: string | undefined;
      readonly args: readonly unknown[];
      /** What it gives is what later steps are called on. */
      readonly gives: boolean;
    };

export type Callable = (...args: unknown[]) => unknown;

/** A call of a test that can be made again. */
export interface Base {
  readonly wire: WireCall;
  readonly steps: readonly Step[];
  /** What the wire refers to. */
  readonly live: readonly unknown[];
}

interface Frame {
  readonly id: string;
  readonly reached: Set<string>;
}

/** How a receiver came to be as it is, and the functions that each step of it ran. */
interface Origin {
  readonly steps: readonly Step[];
  readonly reached: readonly ReadonlySet<string>[];
}

interface Noted {
  readonly id: string;
  readonly steps: readonly Step[];
  readonly reached: readonly ReadonlySet<string>[];
  readonly isEntry: boolean;
}

/** Calls that are kept, of one function and of all; histories longer than this are not followed. */
const MOST = { each: 40, all: 240, noted: 4000, history: 16, steps: 300_000 };

/**
 * Records the calls that tests make into the project: what they pass, and how the receiver came to be, so that each can
 * be made again with other arguments. Instrumented texts call it.
 */
export class Calls {
  #on = false;
  readonly #stack: Frame[] = [];
  #origins = new WeakMap<object, Origin>();
  #noted: Noted[] = [];
  #kept = new Map<string, Base>();
  #perFunction = new Map<string, number>();
  #wanted: ReadonlySet<string> = new Set();

  /** What instrumented texts find under these names. */
  get globals(): Readonly<Record<string, unknown>> {
    return { __credenceCall: this.#call, __credenceWrap: this.#wrap, __credenceMade: this.#made };
  }

  begin(wanted: readonly string[]): void {
    this.#on = true;
    this.#stack.length = 0;
    this.#origins = new WeakMap();
    this.#noted = [];
    this.#kept = new Map();
    this.#perFunction = new Map();
    this.#wanted = new Set(wanted);
  }

  /** Steps that a test may take: while its calls are recorded, none is worth waiting for long. */
  allowance(usual: number): number {
    return this.#on ? Math.min(usual, MOST.steps) : usual;
  }

  /** What has been called since the last test belongs to this one. Returns what it is given. */
  ended(result: WireResult): WireResult {
    if (this.#on) this.#keep(result.id, result.status === 'passed');
    return result;
  }

  #keep(test: string, passed: boolean): void {
    const numbers = new Map<string, number>();
    for (const noted of this.#noted) {
      const { id, steps, reached, isEntry } = noted;
      const kind = `${id}|${isEntry ? 'test' : 'project'}`;
      const number = (numbers.get(kind) ?? 0) + 1;
      numbers.set(kind, number);
      const count = this.#perFunction.get(id) ?? 0;
      if (this.#kept.size >= MOST.all || count >= MOST.each) continue;
      if (!reached.some((each) => meets(each, this.#wanted))) continue;
      this.#perFunction.set(id, count + 1);
      const live: unknown[] = [];
      const writer = new Writer(live);
      const base = `${kind}|${test}|${number}`;
      const wire = { base, function: id, test, passed, isEntry };
      this.#kept.set(base, {
        wire: { ...wire, steps: steps.map((step) => wireStep(step, writer)) },
        steps,
        live,
      });
    }
    this.#noted = [];
    this.#stack.length = 0;
  }

  /** Stops recording; the calls that reached what is wanted. */
  end(): ReadonlyMap<string, Base> {
    this.#on = false;
    this.#stack.length = 0;
    this.#noted = [];
    return this.#kept;
  }

  readonly #call = (
    id: string,
    self: unknown,
    args: ArrayLike<unknown>,
    handle: Callable | undefined,
    name: string | undefined,
    body: () => unknown,
  ): unknown => {
    if (!this.#on) return body();
    for (const frame of this.#stack) frame.reached.add(id);
    const isEntry = this.#stack.length === 0;
    const frame: Frame = { id, reached: new Set([id]) };
    const named = name ?? this.#nameOn(self, handle);
    const receiver = named !== undefined && typeof self === 'object' && self !== null ? self : undefined;
    const before = isEntry || this.#wanted.has(id) ? this.#leading(receiver) : undefined;
    let now: Origin | undefined;
    if (before !== undefined && this.#noted.length < MOST.noted) {
      const own = receiver === undefined ? { handle, name: undefined } : { handle: undefined, name: named };
      const step: Step = { kind: 'call', ...own, args: copyOf(Array.from(args)), gives: false };
      now = { steps: [...before.steps, step], reached: [...before.reached, frame.reached] };
      this.#noted.push({ id, ...now, isEntry });
      if (isEntry && receiver !== undefined)
        this.#origins.set(receiver, before.steps.length > MOST.history ? before : now);
    }
    this.#stack.push(frame);
    try {
      const result = body();
      if (isEntry && now !== undefined) this.#given(result, now);
      return result;
    } finally {
      this.#stack.length = Math.max(0, this.#stack.lastIndexOf(frame));
    }
  };

  readonly #wrap = (id: string, name: string | undefined, inner: unknown): unknown => {
    if (typeof inner !== 'function') return inner;
    const call = this.#call;
    const leading = (self: unknown): boolean =>
      name !== undefined &&
      typeof self === 'object' &&
      self !== null &&
      (self as Record<string, unknown>)[name] === wrapper;
    function wrapper(this: unknown, ...args: unknown[]): unknown {
      const run = (): unknown =>
        new.target === undefined
          ? Reflect.apply(inner as Callable, this, args)
          : Reflect.construct(
              inner as Callable,
              args,
              new.target === wrapper ? (inner as Callable) : new.target,
            );
      return new.target === undefined
        ? call(id, leading(this) ? this : undefined, args, wrapper as Callable, name, run)
        : run();
    }
    for (const key of Reflect.ownKeys(inner)) {
      const descriptor = Object.getOwnPropertyDescriptor(inner, key);
      if (descriptor !== undefined && Object.getOwnPropertyDescriptor(wrapper, key)?.configurable !== false)
        Object.defineProperty(wrapper, key, descriptor);
    }
    if ('prototype' in inner) wrapper.prototype = inner.prototype as unknown;
    return wrapper;
  };

  readonly #made = (self: object, args: ArrayLike<unknown>): void => {
    if (!this.#on || this.#origins.has(self)) return;
    const make = (self as { constructor?: unknown }).constructor;
    if (typeof make !== 'function') return;
    const step: Step = {
      kind: 'new',
      make: make as new (...args: unknown[]) => object,
      args: copyOf(Array.from(args)),
    };
    this.#origins.set(self, { steps: [step], reached: this.#stack.map((frame) => frame.reached) });
  };

  /** The name of a function on an object that a call gave, such as a store with functions for methods. */
  #nameOn(self: unknown, handle: Callable | undefined): string | undefined {
    if (typeof self !== 'object' || self === null || !this.#origins.has(self)) return undefined;
    return Object.entries(self).find(([, value]) => value === handle)?.[0];
  }

  /** What led to a receiver. */
  #leading(receiver: object | undefined): Origin {
    if (receiver === undefined) return { steps: [], reached: [] };
    const asItIs: Step = { kind: 'value', value: copyOf(receiver), args: [] };
    return this.#origins.get(receiver) ?? { steps: [asItIs], reached: [] };
  }

  /** An object that a call gave came to be by that call. */
  #given(result: unknown, { steps, reached }: Origin): void {
    if (typeof result !== 'object' || result === null || Array.isArray(result)) return;
    const last = steps.at(-1);
    if (last?.kind !== 'call' || this.#origins.has(result)) return;
    const isWorthIt = Object.values(result).some((each) => typeof each === 'function');
    if (isWorthIt)
      this.#origins.set(result, { steps: [...steps.slice(0, -1), { ...last, gives: true }], reached });
  }
}

function meets(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const each of some) if (others.has(each)) return true;
  return false;
}

function wireStep(step: Step, writer: Writer): WireStep {
  const name =
    step.kind === 'new'
      ? step.make.name
      : step.kind === 'value'
        ? ((step.value as { constructor?: { name?: string } }).constructor?.name ?? 'object')
        : (step.name ?? step.handle?.name ?? '');
  const args = step.kind === 'value' ? [step.value] : step.args;
  return { kind: step.kind, name, args: args.map((each) => writer.write(each)) };
}
