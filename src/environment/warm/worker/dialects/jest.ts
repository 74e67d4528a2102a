import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { PackageFacts } from '../../protocol.ts';
import type { Page } from '../page/page.ts';
import { Unsupported } from '../unsupported.ts';
import type { DialectSession } from './dialect.ts';
import { jestConfig, mappedNames, modulePathsOf } from './jest-config.ts';
import { jestFile } from './jest-file.ts';
import { hasPage, jestPage } from './jest-page.ts';
import { isModulePackage, preload } from './preload.ts';

// biome-ignore lint/suspicious/noExplicitAny: the runner's own modules, of whatever version.
type Any = any;

/** What of Jest itself is used here. */
export interface JestParts {
  readonly config: Any;
  /** Milliseconds. */
  readonly testTimeout: number;
  readonly expect: Any;
  readonly each: Any;
  readonly ModuleMocker: Any;
  readonly ModernFakeTimers: Any;
  readonly SnapshotState: Any;
  readonly snapshots: Any;
  readonly page: Page | undefined;
}

/** Calls that need Jest's own module loader or scheduler. */
const BEYOND =
  /\bjest\s*\.\s*(?:unstable_\w+|enableAutomock|autoMockOn|retryTimes|genMockFromModule\b.*virtual|onGenerateMock)\b|\b(?:it|test)\s*\.\s*concurrent\b|\bimport\.meta\.jest\b/;
const IMPORTS_JEST = /\bimport\s*\{[^}]*\bjest\b[^}]*\}\s*from\s*['"]@jest\/globals['"]/;

/** Jest's own `expect`, mocks, timers and snapshots, outside its worlds, with a tree and order of tests as Circus has. */
export async function openJest(facts: PackageFacts): Promise<DialectSession> {
  const { config, global } = await jestConfig(facts);
  process.env.NODE_ENV ??= 'test';
  process.env.JEST_WORKER_ID ??= '1';
  const parts = await partsOf(config, global);
  const own = await setUpFiles(config, parts, facts);
  const isModules = isModulePackage(facts) && (config.transform ?? []).length === 0;
  return {
    aliases: mappedNames(config),
    modulePaths: modulePathsOf(config),
    conditions: [
      'require',
      'default',
      ...(config.testEnvironmentOptions?.customExportConditions ??
        (parts.page === undefined ? ['node', 'node-addons'] : ['browser'])),
    ],
    extensions: config.moduleFileExtensions.map((name: string) => `.${name}`),
    interop: isModules ? 'node' : 'bundler',
    setupFiles: own,
    dependencies: [join(facts.folder, 'package.json'), config.testRunner],
    sharesState: false,
    unsupported: (text) => {
      const found = BEYOND.exec(text)?.[0];
      if (found !== undefined) return `it uses ${found}`;
      const environment = /@jest-environment\s+(\S+)/.exec(text)?.[1];
      if (environment !== undefined && environment !== (parts.page === undefined ? 'node' : 'jsdom'))
        return `it runs in the environment “${environment}”`;
      if (IMPORTS_JEST.test(text) && /^jest\s*\.\s*(?:un)?mock\s*\(/m.test(text))
        return 'it mocks modules by an imported jest';
      return undefined;
    },
    file: (path, builder, state) => jestFile(parts, path, builder, state),
  };
}

async function partsOf(config: Any, global: Any): Promise<JestParts> {
  const circus = createRequire(config.testRunner);
  const environment = createRequire(config.testEnvironment);
  // Environments of pages need not have the fakes among their own packages; Circus has them by way of another.
  const fakes = hasPage(config) ? createRequire(circus.resolve('@jest/environment')) : environment;
  const snapshots = circus('jest-snapshot');
  const timers = fakes('@jest/fake-timers');
  return {
    config,
    testTimeout: global.testTimeout ?? config.testTimeout ?? 5000,
    expect: expectOf(circus, snapshots),
    each: circus('jest-each'),
    ModuleMocker: fakes('jest-mock').ModuleMocker,
    ModernFakeTimers: timers.ModernFakeTimers,
    SnapshotState: snapshots.SnapshotState,
    page: jestPage(config),
    snapshots: await snapshots.buildSnapshotResolver(config),
  };
}

function expectOf(circus: NodeJS.Require, snapshots: Any): Any {
  try {
    return circus('@jest/expect').jestExpect;
  } catch {
    // Up to version 27 Circus itself puts the two together.
    const found = circus('expect');
    const expect = found.default ?? found;
    const {
      toMatchInlineSnapshot,
      toMatchSnapshot,
      toThrowErrorMatchingInlineSnapshot,
      toThrowErrorMatchingSnapshot,
    } = snapshots;
    expect.extend({
      toMatchInlineSnapshot,
      toMatchSnapshot,
      toThrowErrorMatchingInlineSnapshot,
      toThrowErrorMatchingSnapshot,
    });
    expect.addSnapshotSerializer = snapshots.addSerializer;
    return expect;
  }
}

/** The project's own set-up files; those of packages are loaded at once, and may only add matchers. */
async function setUpFiles(config: Any, parts: JestParts, facts: PackageFacts): Promise<readonly string[]> {
  const serializers = await preload(config.snapshotSerializers ?? [], facts);
  if (serializers.own.length > 0) throw new Unsupported('it has snapshot serializers of its own');
  for (const found of serializers.packages.toReversed())
    parts.expect.addSnapshotSerializer(found.default ?? found);
  const refuse = (): never => {
    throw new Unsupported('a package adds hooks to its tests');
  };
  const given = {
    expect: parts.expect,
    beforeAll: refuse,
    beforeEach: refuse,
    afterEach: refuse,
    afterAll: refuse,
  };
  Object.assign(globalThis, given);
  try {
    return (await preload([...config.setupFiles, ...config.setupFilesAfterEnv], facts)).own;
  } finally {
    for (const name of Object.keys(given)) Reflect.deleteProperty(globalThis, name);
  }
}
