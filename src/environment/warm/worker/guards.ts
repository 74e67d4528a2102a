import { types } from 'node:util';

/** Thrown where more would be done than to read a value. */
const UNSURE = new Error('it does more than give a value');
/** What a chain is worth that `?.` has left. */
const LEFT = Symbol('left');

type Callable = (...args: never[]) => unknown;

/** Functions of the engine that change nothing and call nobody, by what they are called on. */
const OF_TEXTS = functionsOf(String.prototype, [
  ...['at', 'charAt', 'charCodeAt', 'codePointAt', 'startsWith', 'endsWith', 'includes', 'indexOf'],
  ...['lastIndexOf', 'slice', 'substring', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase'],
]);
const OF_LISTS = functionsOf(Array.prototype, ['at', 'includes', 'indexOf', 'lastIndexOf']);
const OF_MAPS = new Set([
  ...functionsOf(Map.prototype, ['has', 'get']),
  ...functionsOf(WeakMap.prototype, ['has', 'get']),
]);
const OF_SETS = new Set([...functionsOf(Set.prototype, ['has']), ...functionsOf(WeakSet.prototype, ['has'])]);
const OF_NUMBERS = new Set([
  ...functionsOf(Number, ['isFinite', 'isInteger', 'isNaN', 'isSafeInteger']),
  ...functionsOf(Math, ['abs', 'ceil', 'floor', 'round', 'trunc', 'sign', 'min', 'max', 'pow', 'sqrt']),
]);
const HAS_OWN = Object.prototype.hasOwnProperty;
const OBJECT_HAS_OWN = Object.hasOwn;
const IS = Object.is;
const IS_ARRAY = Array.isArray;
const TEST = RegExp.prototype.test;
const EXEC = RegExp.prototype.exec;
const HAS_INSTANCE = Function.prototype[Symbol.hasInstance];
const GETTERS = new Set(
  [
    [Map.prototype, 'size'],
    [Set.prototype, 'size'],
  ].map(([object, name]) => Object.getOwnPropertyDescriptor(object, name as string)?.get),
);

function functionsOf(object: object, names: readonly string[]): ReadonlySet<unknown> {
  return new Set(names.map((name) => (object as Record<string, unknown>)[name]));
}

/**
 * What the checks of infections read values with: each gives what the plain operation gives, and throws where that would
 * run code of the project, an accessor or the trap of a proxy. Taken before any test can put others in their place.
 */
export const guards = {
  get: (object: unknown, key: PropertyKey): unknown => (object === LEFT ? LEFT : read(object, key)),
  optional: (object: unknown): unknown => (object === null || object === undefined ? LEFT : object),
  ended: (value: unknown): unknown => (value === LEFT ? undefined : value),
  there: <T>(object: T): T => (object === LEFT ? unsure() : object),
  plain,
  has(key: PropertyKey, object: unknown): boolean {
    if (!isObject(object)) return unsure();
    return holderOf(object, key) !== undefined;
  },
  isOf(value: unknown, kind: unknown): boolean {
    if (typeof kind !== 'function' || read(kind, Symbol.hasInstance) !== HAS_INSTANCE) return unsure();
    const prototype = read(kind, 'prototype');
    if (!isObject(value) || !isObject(prototype)) return isObject(prototype) ? false : unsure();
    for (let at = parentOf(value); at !== null; at = parentOf(at)) if (at === prototype) return true;
    return false;
  },
  call(object: unknown, name: string, args: readonly unknown[]): unknown {
    if (object === LEFT) return LEFT;
    const called = read(object, name);
    if (typeof called !== 'function' || !isHarmless(called, object, args)) return unsure();
    return Reflect.apply(called as Callable, object, args);
  },
};

function isHarmless(called: unknown, object: unknown, args: readonly unknown[]): boolean {
  if (typeof object === 'string') return OF_TEXTS.has(called) && args.every(isPlain);
  if (called === IS || called === IS_ARRAY) return !args.some(types.isProxy);
  if (OF_NUMBERS.has(called)) return args.every(isPlain);
  if (called === OBJECT_HAS_OWN) return isObject(args[0]) && !types.isProxy(args[0]) && isPlain(args[1]);
  if (!isObject(object) || types.isProxy(object)) return false;
  if (called === HAS_OWN) return isPlain(args[0]);
  if (OF_LISTS.has(called)) return IS_ARRAY(object) && args.slice(1).every(isPlain);
  if (OF_MAPS.has(called)) return types.isMap(object) || object instanceof WeakMap;
  if (OF_SETS.has(called)) return types.isSet(object) || object instanceof WeakSet;
  if (called !== TEST || !types.isRegExp(object) || read(object, 'exec') !== EXEC) return false;
  // One that goes on from where it was would remember where it has come to.
  return isPlain(args[0]) && !/[gy]/.test(object.flags);
}

function read(object: unknown, key: PropertyKey): unknown {
  if (object === null || object === undefined) return unsure();
  const at = isObject(object) ? object : (Object(object) as object);
  const descriptor = holderOf(at, key);
  if (descriptor === undefined) return undefined;
  if ('value' in descriptor) return descriptor.value;
  // What a module passes on from another.
  const isModule = Object.getOwnPropertyDescriptor(at, '__esModule')?.value === true;
  if (!isModule && !GETTERS.has(descriptor.get)) return unsure();
  return descriptor.get === undefined ? unsure() : Reflect.apply(descriptor.get, object, []);
}

/** The property by this name, of whichever object of the chain has it. */
function holderOf(object: object, key: PropertyKey): PropertyDescriptor | undefined {
  for (let at: object | null = object; at !== null; at = parentOf(at)) {
    if (types.isProxy(at)) return unsure();
    const own = Object.getOwnPropertyDescriptor(at, key);
    if (own !== undefined) return own;
  }
  return undefined;
}

function parentOf(object: object): object | null {
  return types.isProxy(object) ? unsure() : (Object.getPrototypeOf(object) as object | null);
}

function plain<T>(value: T): T {
  return isPlain(value) ? value : unsure();
}

/** Whether it is no object, whose conversion would call its methods. */
function isPlain(value: unknown): boolean {
  return !isObject(value) && typeof value !== 'symbol';
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function unsure(): never {
  throw UNSURE;
}
