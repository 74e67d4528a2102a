import { inspect } from 'node:util';
import type { TreeBuilder } from '../builder.ts';
import type { Body, Mode, Suite, Test } from '../tree.ts';
import { Unsupported } from '../unsupported.ts';

// biome-ignore lint/suspicious/noExplicitAny: test files call these in every way their runner allows.
type Any = any;

/** What a test must do to pass. */
type Wanted = 'pass' | 'fail';

/** Jest's `describe`, `it` and hooks; tables of cases are worked out by Jest's own `jest-each`. */
export function jestDefinitions(each: Any, builder: TreeBuilder): Readonly<Record<string, Any>> {
  const define = (mode: Mode, wanted: Wanted): Any => {
    const test: Any = (name: unknown, body?: Body, timeout?: number): void => {
      if (mode !== 'skip' && typeof body !== 'function')
        throw new Error(
          'Missing second argument. It must be a callback function. Perhaps you want to use `test.todo` for a test placeholder.',
        );
      builder.test(titleOf(name), body ?? noBody, mode, timeout === undefined ? {} : { timeout }, wanted);
    };
    test.each = each.bind(test);
    return test;
  };
  const failing = (mode: Mode): Any => define(mode, 'fail');
  const it = define('run', 'pass');
  it.only = define('only', 'pass');
  it.skip = define('skip', 'pass');
  it.failing = failing('run');
  it.failing.only = it.only.failing = failing('only');
  it.failing.skip = it.skip.failing = failing('skip');
  it.todo = (name: unknown): void => void builder.test(titleOf(name), undefined, 'run');
  const group = (mode: Mode): Any => {
    const describe: Any = (name: unknown, body: unknown): void => {
      if (typeof body !== 'function')
        throw new Error(`Invalid second argument, ${String(body)}. It must be a callback function.`);
      const inner = (): unknown => {
        if ((body as () => unknown)() === undefined) return undefined;
        throw new Unsupported('the body of a suite returns something');
      };
      builder.suite(titleOf(name), inner, mode);
    };
    describe.each = each.bind(describe, false);
    return describe;
  };
  const describe = group('run');
  describe.only = group('only');
  describe.skip = group('skip');
  const hook =
    (kind: keyof Suite['hooks']) =>
    (body: unknown, timeout?: number): void => {
      if (typeof body !== 'function')
        throw new Error('Invalid first argument. It must be a callback function.');
      builder.hook(kind, body as Body, timeout);
    };
  return {
    it,
    test: it,
    describe,
    fit: it.only,
    xit: it.skip,
    xtest: it.skip,
    fdescribe: describe.only,
    xdescribe: describe.skip,
    beforeAll: hook('beforeAll'),
    beforeEach: hook('beforeEach'),
    afterEach: hook('afterEach'),
    afterAll: hook('afterAll'),
  };
}

const noBody = (): void => undefined;

function titleOf(name: unknown): string {
  if (typeof name === 'function' && name.name !== '') return name.name;
  if (typeof name === 'string' || typeof name === 'number') return String(name);
  throw new Error(
    `Invalid first argument, ${inspect(name)}. It must be a named class, named function, number, or string.`,
  );
}

/** Calls a test or hook as Circus does: with `done` where it takes one, and nothing but a promise coming back. */
export function callJest(body: Body | undefined, context: object, kind: unknown): unknown {
  if (body === undefined) return undefined;
  if (kind !== 'fail') return callOnce(body, context, kind === 'hook');
  const wrong = new Error(
    'Failing test passed even though it was supposed to fail. Remove `.failing` to remove error.',
  );
  return Promise.resolve()
    .then(() => callOnce(body, context, false))
    .then(
      () => Promise.reject(wrong),
      () => undefined,
    );
}

function callOnce(body: Body, context: object, isHook: boolean): unknown {
  if (Object.prototype.toString.call(body) === '[object GeneratorFunction]')
    throw new Unsupported('a test is a generator');
  if (body.length > 0) return withDone(body, context);
  const returned = body.call(context);
  if (returned === undefined || isHook || isPromise(returned)) return returned;
  throw new Error(
    `test functions can only return Promise or undefined.\nReturned value: ${inspect(returned)}`,
  );
}

function withDone(body: Body, context: object): Promise<void> {
  return new Promise((resolve, reject) => {
    let called = false;
    let returned: unknown;
    const done = (reason?: unknown): void => {
      if (called) {
        const twice = new Error('Expected done to be called once, but it was called multiple times.');
        reject(twice);
        throw twice;
      }
      called = true;
      void Promise.resolve().then(() => {
        if (returned !== undefined)
          reject(new Error("Test functions cannot both take a 'done' callback and return something."));
        else if (reason === undefined || reason === null || reason === false || reason === '' || reason === 0)
          resolve();
        else reject(reason instanceof Error ? reason : new Error(`Failed: ${inspect(reason)}`));
      });
    };
    returned = body.call(context, done);
  });
}

function isPromise(value: unknown): boolean {
  return typeof (value as { then?: unknown } | null)?.then === 'function';
}

/** Circus hands a suite's mark down to what is in it, unless one test of a marked suite is marked itself. */
export function chosenLikeJest(root: Suite): ReadonlySet<Test> {
  const modes = new Map<Test, Mode>();
  let focused = false;
  const mark = (suite: Suite, inherited: Mode, skipped: boolean): void => {
    const mode = suite.mode === 'run' ? inherited : suite.mode;
    const skip = skipped || mode === 'skip';
    const tests = suite.children.filter((child) => child.kind === 'test');
    const handsDown = !(mode === 'only' && tests.some((test) => test.mode === 'only'));
    for (const test of tests) {
      const own = test.mode === 'run' && handsDown ? mode : test.mode;
      modes.set(test, skip ? 'skip' : own);
      if (own === 'only' && !skip) focused = true;
    }
    for (const child of suite.children) if (child.kind === 'suite') mark(child, mode, skip);
  };
  mark(root, 'run', false);
  return new Set(
    [...modes].flatMap(([test, mode]) =>
      test.body !== undefined && mode !== 'skip' && (!focused || mode === 'only') ? [test] : [],
    ),
  );
}
