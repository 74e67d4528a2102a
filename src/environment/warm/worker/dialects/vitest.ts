import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PackageFacts } from '../../protocol.ts';
import type { TreeBuilder } from '../builder.ts';
import { matchesInline, serialised } from '../inline-snapshot.ts';
import type { ModuleState } from '../loader.ts';
import { assetExports } from '../page/assets.ts';
import type { Page } from '../page/page.ts';
import type { Alias } from '../resolve.ts';
import type { Around } from '../run-tree.ts';
import type { Hook, Suite, Test } from '../tree.ts';
import { Unsupported } from '../unsupported.ts';
import type { DialectSession, FileSession } from './dialect.ts';
import { globalsLikeJest } from './each.ts';
import { withFixtures } from './fixtures.ts';
import { viWithMocks } from './vitest-mocks.ts';
import { vitestPage } from './vitest-page.ts';

// biome-ignore lint/suspicious/noExplicitAny: the runner's own module, of whatever version.
type Any = any;

/** Calls that need the runner's own module loader, snapshot files or test context. */
const BEYOND =
  /\bvi(?:test)?\.(?:importMock|dynamicImportSettled)\b|\bexpect\.(?:soft|poll)\b|\.(?:toMatchSnapshot|toMatchFileSnapshot|toThrowErrorMatchingSnapshot)\b|\bimport\.meta\.(?:glob|vitest)\b|\b(?:bench|aroundEach|aroundAll|recordArtifact)\s*\(|\bimport\s+[^;]*\?(?:raw|url|worker|inline)['"]/;

/**
 * Vitest's own `expect` and `vi`, outside its worker. They look for the worker's state under a global name that has
 * been the same since its first versions, and need little of it.
 */
export async function openVitest(facts: PackageFacts): Promise<DialectSession> {
  const require = createRequire(join(facts.folder, 'package.json'));
  const home = dirname(require.resolve('vitest/package.json'));
  const { vitest: config, vite } = await resolvedConfig(home, facts);
  if ((config.projects ?? config.workspace) !== undefined && config.projects?.length > 0)
    throw new Unsupported('its configuration has several projects');
  if (config.browser?.enabled) throw new Unsupported('its tests run in a browser');
  if (config.runner !== undefined) throw new Unsupported('it has a test runner of its own');
  if ((config.snapshotSerializers ?? []).length > 0) throw new Unsupported('it has snapshot serializers');
  if (config.globalSetup?.length > 0) throw new Unsupported('it has a global set-up');
  const environment = config.environment ?? 'node';
  const page = vitestPage(config, facts, home);
  putWorkerState(config, facts, environment);
  const api = (await import(pathToFileURL(join(home, 'dist/index.js')).href)) as Any;
  putInlineSnapshots(api.expect);
  for (const [name, value] of Object.entries(vite.define ?? {})) putDefine(name, value);
  Object.assign(process.env, config.env ?? {});
  process.env.VITEST = 'true';
  process.env.NODE_ENV ??= 'test';
  return {
    aliases: aliasesOf(vite.resolve?.alias),
    conditions: [...(vite.resolve?.conditions ?? []), 'node', 'import', 'module', 'default'],
    extensions: vite.resolve?.extensions ?? ['.mjs', '.js', '.mts', '.ts', '.jsx', '.tsx', '.json'],
    interop: 'bundler',
    setupFiles: [config.setupFiles ?? []].flat().map((file: string) => resolve(facts.folder, file)),
    dependencies: [join(home, 'package.json')],
    sharesState: config.isolate === false,
    unsupported: (text) => {
      const found = BEYOND.exec(text)?.[0];
      if (found !== undefined) return `it uses ${found}`;
      const own = /@vitest-environment\s+(\S+)/.exec(text)?.[1];
      return own === undefined || own === environment ? undefined : `it runs in the environment “${own}”`;
    },
    asset: (path) => assetExports(path, facts.folder),
    file: (path, builder, modules) => vitestFile(api, config, path, builder, modules, page),
  };
}

async function resolvedConfig(home: string, facts: PackageFacts): Promise<{ vitest: Any; vite: Any }> {
  const node = (await import(pathToFileURL(join(home, 'dist/node.js')).href)) as Any;
  const value = (...names: string[]): string | undefined => {
    const at = facts.args.findIndex((arg) =>
      names.some((name) => arg === name || arg.startsWith(`${name}=`)),
    );
    const arg = facts.args[at];
    return arg === undefined
      ? undefined
      : arg.includes('=')
        ? arg.slice(arg.indexOf('=') + 1)
        : facts.args[at + 1];
  };
  const options = {
    root: value('-r', '--root') ?? facts.folder,
    ...(value('-c', '--config') === undefined
      ? {}
      : { config: resolve(facts.folder, value('-c', '--config') ?? '') }),
    ...(facts.args.includes('--globals') ? { globals: true } : {}),
    ...(value('--environment') === undefined ? {} : { environment: value('--environment') }),
    watch: false,
    run: true,
  };
  // Up to version 2 only a whole Vitest tells its configuration; later ones have a function, whose answer changed in 5.
  const major = Number(String(node.version ?? '').split('.', 1)[0]);
  if (!(major >= 3)) {
    const vitest = await node.createVitest('test', options);
    const { config, server, vite } = vitest;
    const found = { vitest: config, vite: (server ?? vite).config };
    await vitest.close();
    return found;
  }
  const resolved = await node.resolveConfig(options);
  return { vitest: resolved.vitestConfig ?? resolved.test, vite: resolved.viteConfig ?? resolved };
}

function putWorkerState(config: Any, facts: PackageFacts, environment: string): void {
  (globalThis as Any).__vitest_worker__ = {
    ctx: { config, environment: { name: environment }, files: [], projectName: '' },
    config,
    environment: { name: environment, options: null },
    filepath: undefined,
    current: undefined,
    metaEnv: process.env,
    rpc: new Proxy({}, { get: () => async () => undefined }),
    providedContext: {},
    durations: { environment: 0, prepare: 0 },
    onCancel: new Promise(() => undefined),
    onCleanup: () => undefined,
    moduleCache: new Map(),
    moduleExecutionInfo: new Map(),
    evaluatedModules: new Map(),
    mockMap: new Map(),
    resolvingModules: new Set(),
    sourcemaps: new Map(),
    root: facts.folder,
  };
  (globalThis as Any).__vitest_environment__ = environment;
}

function putInlineSnapshots(expect: Any): void {
  const compare = (received: unknown, args: readonly unknown[]) => {
    const snapshot = args.find((arg) => typeof arg === 'string');
    if (snapshot === undefined) return { pass: false, message: () => 'the inline snapshot is not written' };
    return {
      pass: matchesInline(received, snapshot as string),
      message: () => `Snapshot mismatched: ${serialised(received)}`,
      actual: serialised(received),
      expected: (snapshot as string).trim(),
    };
  };
  expect.extend({
    toMatchInlineSnapshot: (received: unknown, ...args: unknown[]) => compare(received, args),
    toThrowErrorMatchingInlineSnapshot(this: Any, received: unknown, ...args: unknown[]) {
      if (typeof received !== 'function' || this?.promise) return compare(received, args);
      try {
        (received as () => unknown)();
      } catch (error) {
        return compare(error, args);
      }
      return { pass: false, message: () => 'the function did not throw' };
    },
  });
}

function putDefine(name: string, value: unknown): void {
  if (!/^[\w$]+$/.test(name)) return;
  try {
    (globalThis as Any)[name] = typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    // An expression, and not a value: code that uses it fails here and is left to the cold run.
  }
}

function aliasesOf(alias: Any): readonly Alias[] {
  const list = Array.isArray(alias)
    ? alias
    : Object.entries(alias ?? {}).map(([find, replacement]) => ({ find, replacement }));
  return list.filter(
    (entry: Any) => typeof entry.replacement === 'string' && !String(entry.find).includes('vite'),
  );
}

class SkipSelf extends Error {}

function vitestFile(
  api: Any,
  config: Any,
  path: string,
  builder: TreeBuilder,
  modules: ModuleState,
  page: Page | undefined,
): FileSession {
  const vi = viWithMocks(api.vi, path, modules);
  const state = (globalThis as Any).__vitest_worker__;
  state.filepath = path;
  builder.defer();
  let cleanups: (() => unknown)[] = [];
  const running: { test?: Test } = {};
  const finished = (body: () => unknown): void => {
    cleanups.unshift(body);
  };
  const { test, describe } = globalsLikeJest(builder, 'vitest');
  const hook =
    (kind: keyof Suite['hooks']) =>
    (body: Hook['body'], timeout?: number): void =>
      builder.hook(kind, body, timeout);
  const own = {
    it: withFixtures(test, builder),
    test: withFixtures(test, builder),
    describe,
    suite: describe,
    beforeAll: hook('beforeAll'),
    afterAll: hook('afterAll'),
    beforeEach: hook('beforeEach'),
    afterEach: hook('afterEach'),
    onTestFinished: finished,
    onTestFailed: () => undefined,
  };
  const context = (test: Test): object => ({
    expect: api.expect,
    task: {
      name: test.name,
      meta: {},
      result: {},
      file: { filepath: path },
      suite: { name: test.parent.name },
    },
    skip: (condition: unknown = true) => {
      if (condition) throw new SkipSelf();
    },
    onTestFinished: finished,
    onTestFailed: () => undefined,
    annotate: async () => undefined,
    signal: new AbortController().signal,
  });
  const around: Around = {
    testTimeout: config.testTimeout ?? 5000,
    afterHooksReversed: config.sequence?.hooks !== 'list',
    enter(test) {
      running.test = test;
      cleanups = [];
      if (config.clearMocks) api.vi.clearAllMocks();
      if (config.mockReset) api.vi.resetAllMocks();
      if (config.restoreMocks) api.vi.restoreAllMocks();
      if (config.unstubEnvs) api.vi.unstubAllEnvs();
      if (config.unstubGlobals) api.vi.unstubAllGlobals();
      api.expect.setState({
        assertionCalls: 0,
        isExpectingAssertions: false,
        isExpectingAssertionsError: null,
        expectedAssertionsNumber: null,
        expectedAssertionsNumberErrorGen: null,
        testPath: path,
        currentTestName: test.name,
      });
    },
    body: (test) => test.body?.call(undefined, context(test)),
    async hook(hook, suite, test) {
      const left = await hook.body.call(undefined, test === undefined ? {} : context(test), suite);
      if (typeof left !== 'function') return;
      if (test === undefined)
        suite.hooks.afterAll.unshift({ body: left as Hook['body'], timeout: undefined });
      else cleanups.unshift(left as () => unknown);
    },
    async leave() {
      for (const cleanup of cleanups) await cleanup();
      const { assertionCalls, isExpectingAssertions, isExpectingAssertionsError, ...rest } =
        api.expect.getState();
      if (rest.expectedAssertionsNumber !== null && assertionCalls !== rest.expectedAssertionsNumber)
        throw (
          rest.expectedAssertionsNumberErrorGen?.() ?? new Error('another number of assertions was expected')
        );
      if (isExpectingAssertions && assertionCalls === 0) throw isExpectingAssertionsError;
    },
    isSkip: (error) => error instanceof SkipSelf,
  };
  return {
    provided: new Map([['vitest', { ...api, ...own, vi, vitest: vi }]]),
    globals: config.globals
      ? { ...own, expect: api.expect, vi, vitest: vi, assert: api.assert, chai: api.chai }
      : {},
    around,
    close() {
      api.vi.restoreAllMocks();
      api.vi.useRealTimers();
      page?.reset();
    },
  };
}
