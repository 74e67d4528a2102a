import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PackageFacts } from '../../protocol.ts';
import { Unsupported } from '../unsupported.ts';
import type { DialectSession, FileSession } from './dialect.ts';
import { mochaTests } from './mocha-tests.ts';
import { isModulePackage, type Preloaded, preload, valuesOf } from './preload.ts';

// biome-ignore lint/suspicious/noExplicitAny: the runner's own module, of whatever version.
type Any = any;

const PROJECT_HOOKS = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'] as const;

/** Mocha's own interfaces and runner, given one test file at a time. Its programmatic use has been the same since 8. */
export async function openMocha(facts: PackageFacts): Promise<DialectSession> {
  const require = createRequire(join(facts.folder, 'package.json'));
  const home = dirname(require.resolve('mocha/package.json'));
  const Mocha = await theDefault(join(home, 'index.js'));
  const options = await optionsOf(home, facts);
  if (options.delay === true) throw new Unsupported('its tests are started by hand (--delay)');
  const nodeOptions = list(options['node-option']).map((option) => option.split('=') as [string, string?]);
  const given = (name: string): string[] => [
    // What Node itself takes as an option is parsed as a flag here.
    ...(options[name] === true ? valuesOf(facts.args, `--${name}`) : list(options[name])),
    ...nodeOptions.flatMap(([key, value]) => (key === name && value !== undefined ? [value] : [])),
  ];
  const first = await preload([...given('require'), ...given('import'), ...given('loader')], facts);
  const files = await preload(list(options.file), facts);
  return {
    aliases: [],
    conditions: [...given('conditions'), 'node', 'import', 'module-sync', 'default'],
    extensions: ['.js', '.cjs', '.mjs', '.json', '.ts', '.cts', '.mts', '.tsx', '.jsx'],
    interop: isModulePackage(facts) ? 'node' : 'bundler',
    setupFiles: [...first.own, ...files.own],
    dependencies: [join(home, 'package.json')],
    sharesState: true,
    unsupported: () => undefined,
    file: (path) => mochaFile(Mocha, options, first, path),
  };
}

async function theDefault(path: string): Promise<Any> {
  const module = (await import(pathToFileURL(path).href)) as Any;
  return module.default ?? module;
}

/** Options of the command line, of the configuration file and of package.json, merged as Mocha does. */
async function optionsOf(home: string, facts: PackageFacts): Promise<Any> {
  const path = ['options.cjs', 'options.js'].map((name) => join(home, 'lib/cli', name)).find(existsSync);
  if (path === undefined) throw new Unsupported('its Mocha has no options that could be read');
  return (await theDefault(path)).loadOptions([...facts.args]);
}

function list(value: unknown): string[] {
  return [value ?? []].flat().map(String);
}

function mochaFile(Mocha: Any, options: Any, first: Preloaded, path: string): FileSession {
  const pick = (...names: string[]): object =>
    Object.fromEntries(names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));
  const mocha = new Mocha({
    ...pick(
      'ui',
      'timeout',
      'slow',
      'retries',
      'asyncOnly',
      'forbidOnly',
      'forbidPending',
      'grep',
      'fgrep',
      'invert',
    ),
    ...pick('failHookAffectedTests'),
    color: false,
    fullTrace: true,
  });
  const addHooks = async (exported: Readonly<Record<string, unknown>>): Promise<void> => {
    const all = { ...(exported.default as object | undefined), ...exported } as Any;
    if (all.mochaGlobalSetup !== undefined || all.mochaGlobalTeardown !== undefined)
      throw new Unsupported('it has a global set-up');
    if (all.mochaHooks === undefined) return;
    const hooks = typeof all.mochaHooks === 'function' ? await all.mochaHooks() : all.mochaHooks;
    mocha.rootHooks(Object.fromEntries(PROJECT_HOOKS.map((name) => [name, [hooks[name] ?? []].flat()])));
  };
  let waiting: Promise<unknown> | undefined;
  const globals = {};
  mocha.suite.emit('pre-require', globals, path, mocha);
  return {
    provided: new Map(),
    globals,
    async setUp(_path, exported) {
      waiting ??= Promise.all(first.packages.map(addHooks));
      await waiting;
      await addHooks(exported);
      // Tests of files that are always loaded first are not tests of this file.
      dropTests(mocha.suite);
    },
    tests(file, exported) {
      mocha.suite.emit('require', exported, path, mocha);
      mocha.suite.emit('post-require', globals, path, mocha);
      return mochaTests(mocha, file);
    },
  };
}

function dropTests(suite: Any): void {
  suite.tests = [];
  suite.suites.forEach(dropTests);
}
