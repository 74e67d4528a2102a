import { type CaseOptions, nameOf, rowsOf, type TreeBuilder, titled } from '../builder.ts';
import type { Body, Mode } from '../tree.ts';

// biome-ignore lint/suspicious/noExplicitAny: test files call these in every way their runner allows.
type Any = any;

/** What `it` and `describe` may be given besides a name and a body. */
interface Call {
  readonly body: Body | undefined;
  readonly options: CaseOptions;
}

/** Sorts out `(name, body, timeout)`, `(name, options, body)` and `(name, body, options)`. */
export function readCall(args: readonly unknown[]): Call {
  const body = args.find((arg) => typeof arg === 'function') as Body | undefined;
  const timeout = args.find((arg) => typeof arg === 'number') as number | undefined;
  const given = args.find((arg) => typeof arg === 'object' && arg !== null) as CaseOptions | undefined;
  return { body, options: { ...given, ...(timeout === undefined ? {} : { timeout }) } };
}

/** The `it` and `describe` that Vitest and Jest have in common, with all their variants. */
export function globalsLikeJest(
  builder: TreeBuilder,
  dialect: 'vitest' | 'jest',
  extraOf: () => unknown = () => undefined,
): { readonly test: Any; readonly describe: Any } {
  const makeTest = (mode: Mode, fixed: CaseOptions, planned: boolean): Any => {
    const call = (name: unknown, ...args: unknown[]): void => {
      const { body, options } = readCall(args);
      builder.test(nameOf(name), planned ? undefined : body, mode, { ...options, ...fixed }, extraOf());
    };
    const each =
      (spread: boolean) =>
      (cases: readonly unknown[] | TemplateStringsArray, ...values: unknown[]) =>
      (name: unknown, ...args: unknown[]): void => {
        const { body, options } = readCall(args);
        for (const { title, row } of titled(nameOf(name), rowsOf(cases, values), dialect)) {
          const original = row.length === 1 && !spread ? row : row;
          const bound: Body | undefined =
            body &&
            function (this: unknown, ...rest: unknown[]) {
              if (spread)
                return dialect === 'jest' && body.length > row.length
                  ? callWithDone(body, this, row, rest)
                  : body.apply(this, [...row]);
              return body.apply(this, [forRow(cases, original), ...rest]);
            };
          builder.test(title, bound, mode, { ...options, ...fixed }, extraOf());
        }
      };
    return lazily(call, {
      each: () => each(true),
      for: () => each(false),
      skip: () => makeTest('skip', fixed, planned),
      only: () => makeTest('only', fixed, planned),
      todo: () => makeTest(mode, fixed, true),
      fails: () => makeTest(mode, { ...fixed, fails: true }, planned),
      failing: () => makeTest(mode, { ...fixed, fails: true }, planned),
      concurrent: () => makeTest(mode, fixed, planned),
      sequential: () => makeTest(mode, fixed, planned),
      skipIf: () => (condition: unknown) => makeTest(condition ? 'skip' : mode, fixed, planned),
      runIf: () => (condition: unknown) => makeTest(condition ? mode : 'skip', fixed, planned),
    });
  };
  const makeDescribe = (mode: Mode): Any => {
    const call = (name: unknown, ...args: unknown[]): void => {
      const { body, options } = readCall(args);
      builder.suite(nameOf(name), body && (() => body()), mode, options);
    };
    const each =
      (cases: readonly unknown[] | TemplateStringsArray, ...values: unknown[]) =>
      (name: unknown, ...args: unknown[]): void => {
        const { body, options } = readCall(args);
        for (const { title, row } of titled(nameOf(name), rowsOf(cases, values), dialect))
          builder.suite(title, body && (() => body(...row)), mode, options);
      };
    return lazily(call, {
      each: () => each,
      for:
        () =>
        (cases: readonly unknown[]) =>
        (name: unknown, ...args: unknown[]): void => {
          const { body, options } = readCall(args);
          for (const [index, row] of cases.entries()) {
            const [titledRow] = titled(nameOf(name), [Array.isArray(row) ? row : [row]], dialect);
            builder.suite(titledRow?.title ?? String(index), body && (() => body(row)), mode, options);
          }
        },
      skip: () => makeDescribe('skip'),
      only: () => makeDescribe('only'),
      todo: () => makeDescribe('skip'),
      concurrent: () => makeDescribe(mode),
      sequential: () => makeDescribe(mode),
      shuffle: () => makeDescribe(mode),
      skipIf: () => (condition: unknown) => makeDescribe(condition ? 'skip' : mode),
      runIf: () => (condition: unknown) => makeDescribe(condition ? mode : 'skip'),
    });
  };
  return { test: makeTest('run', {}, false), describe: makeDescribe('run') };
}

/** `for` hands over the row as it was written: an array stays one. */
function forRow(cases: readonly unknown[] | TemplateStringsArray, row: readonly unknown[]): unknown {
  const whole = cases.find(
    (original) =>
      Array.isArray(original) &&
      original.length === row.length &&
      original.every((value, i) => Object.is(value, row[i])),
  );
  return whole ?? row[0];
}

function callWithDone(body: Body, self: unknown, row: readonly unknown[], rest: readonly unknown[]): unknown {
  return body.apply(self, [...row, ...rest]);
}

/** A function with variants that are made when they are asked for, since they have variants of their own. */
function lazily(call: Any, variants: Readonly<Record<string, () => unknown>>): Any {
  for (const [name, make] of Object.entries(variants))
    Object.defineProperty(call, name, { get: make, configurable: true, enumerable: true });
  return call;
}
