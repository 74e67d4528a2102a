import type { TreeBuilder } from '../builder.ts';
import type { ModuleState } from '../loader.ts';
import { isLoadingPackage } from '../page/packages-with-hooks.ts';
import type { Around } from '../run-tree.ts';
import { type Hook, type Suite, type Test, titlesOf } from '../tree.ts';
import type { FileSession } from './dialect.ts';
import type { JestParts } from './jest.ts';
import { callJest, chosenLikeJest, jestDefinitions } from './jest-definitions.ts';
import { jestObject } from './jest-object.ts';

/** One test file of Jest's: its globals, and what happens around its tests. */
export function jestFile(
  parts: JestParts,
  path: string,
  builder: TreeBuilder,
  state: ModuleState,
): FileSession {
  const { config, expect } = parts;
  const timeouts = { test: parts.testTimeout };
  const { jest, close } = jestObject(parts, path, state, timeouts);
  const definitions = jestDefinitions(parts.each, builder);
  const snapshotState = new parts.SnapshotState(parts.snapshots.resolveSnapshotPath(path), {
    updateSnapshot: 'none',
    prettierPath: config.prettierPath ?? null,
    expand: false,
    snapshotFormat: config.snapshotFormat,
    rootDir: config.rootDir,
  });
  const custom = customMatchers(expect);
  let context: object = {};
  expect.setState({ expand: false, snapshotState, testPath: path, currentTestName: undefined });
  if (config.fakeTimers?.enableGlobally || config.timers === 'modern') jest.useFakeTimers();
  const around: Around = {
    get testTimeout() {
      return timeouts.test;
    },
    afterHooksReversed: false,
    failsAfterAll: true,
    afterHooksGoOn: true,
    chosen: chosenLikeJest,
    enter(test: Test) {
      context = Object.create(null) as object;
      expect.setState({
        currentTestName: titlesOf(test).join(' '),
        assertionCalls: 0,
        expectedAssertionsNumber: null,
        isExpectingAssertions: false,
        numPassingAsserts: 0,
        suppressedErrors: [],
      });
      if (config.resetModules) jest.resetModules();
      if (config.clearMocks) jest.clearAllMocks();
      if (config.resetMocks) jest.resetAllMocks();
      if (config.restoreMocks) jest.restoreAllMocks();
    },
    body: (test: Test) => callJest(test.body, context, test.extra),
    hook: (hook: Hook, _suite: Suite, test: Test | undefined) =>
      callJest(hook.body, test === undefined ? {} : context, 'hook'),
    leave() {
      const missed = expect.extractExpectedAssertionsErrors() as { readonly error: unknown }[];
      const { suppressedErrors = [] } = expect.getState();
      expect.setState({ suppressedErrors: [] });
      const [first] = [...missed.map(({ error }) => error), ...suppressedErrors];
      if (first !== undefined) throw first;
    },
    isSkip: () => false,
  };
  const api = { ...definitions, expect, jest };
  return {
    provided: new Map([['@jest/globals', api]]),
    globals: { ...structuredClone(config.globals ?? {}), ...(config.injectGlobals === false ? {} : api) },
    async setUp(_path, exported) {
      // A set-up file may be a function.
      const body: unknown = exported;
      if (typeof body === 'function') await body();
    },
    around,
    close() {
      close();
      custom.restore();
      parts.page?.reset();
    },
  };
}

/** Matchers are kept by a global that outlives the file; those of packages stay, because packages are loaded once. */
function customMatchers(expect: JestParts['expect']): { restore(): void } {
  const lasting = new Map<string, unknown>();
  const { extend } = expect;
  expect.extend = (matchers: Record<string, unknown>): unknown => {
    const extended: unknown = extend(matchers);
    if (isLoadingPackage()) for (const name of Object.keys(matchers)) lasting.set(name, kept?.matchers[name]);
    return extended;
  };
  const kept = (globalThis as Record<symbol, unknown>)[Symbol.for('$$jest-matchers-object')] as
    | { readonly matchers: Record<string, unknown>; readonly customEqualityTesters?: unknown[] }
    | undefined;
  const before = { ...kept?.matchers };
  const testers = kept?.customEqualityTesters?.length ?? 0;
  return {
    restore() {
      for (const name of Object.keys(kept?.matchers ?? {}))
        if (!(name in before)) Reflect.deleteProperty(kept?.matchers ?? {}, name);
      Object.assign(kept?.matchers ?? {}, before, Object.fromEntries(lasting));
      expect.extend = extend;
      kept?.customEqualityTesters?.splice(testers);
    },
  };
}
