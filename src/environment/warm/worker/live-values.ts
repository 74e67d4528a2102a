import type { WireValue } from '../../probe/wire-value.ts';

/*
 * Values of the project copied, written down as JSON and read back. What has no JSON of its own keeps a number in a
 * table of the call that it belongs to.
 */

/** Larger values are cut: what tells candidates apart shows early. */
const MOST = { depth: 8, parts: 400, text: 2000 };

type Plain = Record<string, unknown>;

function isPlain(value: object): value is Plain {
  const prototype = Object.getPrototypeOf(value) as unknown;
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}

/** Whether an object is copied field by field; others, such as functions and promises, are passed on as they are. */
function isRecord(value: object): value is Plain {
  if (isPlain(value)) return true;
  return Object.prototype.toString.call(value) === '[object Object]' && !(value instanceof Promise);
}

/** A deep copy that keeps classes; functions and what the engine keeps to itself stay the same objects. */
export function copyOf<T>(value: T, seen = new Map<unknown, unknown>()): T {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known as T;
  const keep = <C>(copy: C): C => {
    seen.set(value, copy);
    return copy;
  };
  if (Array.isArray(value)) {
    const copy = keep(new Array<unknown>(value.length));
    for (const [index, item] of value.entries()) copy[index] = copyOf(item, seen);
    return copy as T;
  }
  if (value instanceof Date) return keep(new Date(value.getTime())) as T;
  if (value instanceof Map) {
    const copy = keep(new Map<unknown, unknown>());
    for (const [key, item] of value) copy.set(copyOf(key, seen), copyOf(item, seen));
    return copy as T;
  }
  if (value instanceof Set) {
    const copy = keep(new Set<unknown>());
    for (const item of value) copy.add(copyOf(item, seen));
    return copy as T;
  }
  if (!isRecord(value)) return value;
  const copy = keep(Object.create(Object.getPrototypeOf(value) as object | null) as Plain);
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(value)))
    Object.defineProperty(
      copy,
      key,
      'value' in descriptor
        ? { ...descriptor, value: copyOf(descriptor.value as unknown, seen) }
        : descriptor,
    );
  return copy as T;
}

/** Writes values down; equal values give equal JSON. The table is filled with what has no JSON. */
export class Writer {
  readonly #live: unknown[];
  readonly #rounds: boolean;
  #parts = 0;
  readonly #open = new Set<object>();

  /** @param rounds numbers to twelve digits, so that the order of a sum makes no difference */
  constructor(live: unknown[] = [], rounds = false) {
    this.#live = live;
    this.#rounds = rounds;
  }

  write(value: unknown, depth = 0): WireValue {
    this.#parts += 1;
    if (depth > MOST.depth || this.#parts > MOST.parts) return { t: 'cut' };
    switch (typeof value) {
      case 'undefined':
        return { t: 'undefined' };
      case 'boolean':
        return value;
      case 'string':
        return value.slice(0, MOST.text);
      case 'number':
        return this.#number(value);
      case 'bigint':
        return { t: 'bigint', v: String(value) };
      case 'object':
        return value === null ? null : this.#object(value, depth + 1);
      default:
        return this.#reference(value, typeof value === 'symbol' ? String(value) : nameOf(value));
    }
  }

  #number(value: number): WireValue {
    if (!Number.isFinite(value) || Object.is(value, -0))
      return { t: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
    return this.#rounds && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value;
  }

  #object(value: object, depth: number): WireValue {
    if (this.#open.has(value)) return { t: 'cut' };
    this.#open.add(value);
    try {
      if (Array.isArray(value))
        return { t: 'array', v: Array.from(value, (item: unknown) => this.write(item, depth)) };
      if (value instanceof Date) return { t: 'date', v: String(value.getTime()) };
      if (value instanceof Map)
        return {
          t: 'map',
          v: [...value].map(([key, item]) => [this.write(key, depth), this.write(item, depth)] as const),
        };
      if (value instanceof Set) return { t: 'set', v: [...value].map((item) => this.write(item, depth)) };
      if (ArrayBuffer.isView(value) && 'length' in value)
        return {
          t: 'array',
          v: Array.from(value as unknown as ArrayLike<unknown>, (item) => this.write(item, depth)),
        };
      if (!isRecord(value)) return this.#reference(value, Object.prototype.toString.call(value));
      const fields = Object.keys(value).map((key) => [key, this.write(value[key], depth)] as const);
      if (isPlain(value)) return { t: 'object', v: fields };
      const name = nameOf((value as { constructor?: unknown }).constructor);
      return { t: 'instance', ref: this.#note(value), class: name, v: fields };
    } finally {
      this.#open.delete(value);
    }
  }

  #reference(value: unknown, text: string): WireValue {
    return { t: 'live', ref: this.#note(value), text };
  }

  #note(value: unknown): number {
    const at = this.#live.indexOf(value);
    return at === -1 ? this.#live.push(value) - 1 : at;
  }
}

function nameOf(made: unknown): string {
  return typeof made === 'function' ? made.name || 'function' : 'object';
}

/** Reads a value back. Every call makes objects of its own; references give what is in the table. */
export function readValue(wire: WireValue, live: readonly unknown[]): unknown {
  if (typeof wire !== 'object' || wire === null) return wire;
  const list = (items: readonly WireValue[]): unknown[] => items.map((item) => readValue(item, live));
  switch (wire.t) {
    case 'undefined':
    case 'cut':
      return undefined;
    case 'number':
    case 'float':
      return Number(wire.v);
    case 'bigint':
      return BigInt(wire.v);
    case 'date':
      return new Date(Number(wire.v));
    case 'array':
    case 'tuple':
      return list(wire.v);
    case 'set':
      return new Set(list(wire.v));
    case 'map':
      return new Map(wire.v.map(([key, item]) => [readValue(key, live), readValue(item, live)]));
    case 'live':
      return live[wire.ref];
    case 'object':
      return withFields({}, wire.v, live);
    case 'instance': {
      const like = live[wire.ref];
      const made: unknown =
        typeof like === 'object' && like !== null ? Object.create(Object.getPrototypeOf(like) as object) : {};
      return withFields(made as Plain, wire.v, live);
    }
  }
}

function withFields(
  made: Plain,
  fields: readonly (readonly [string, WireValue])[],
  live: readonly unknown[],
): Plain {
  for (const [key, item] of fields)
    Object.defineProperty(made, key, {
      value: readValue(item, live),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  return made;
}
