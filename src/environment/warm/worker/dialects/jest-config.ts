import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PackageFacts } from '../../protocol.ts';
import type { Alias } from '../resolve.ts';
import { Unsupported } from '../unsupported.ts';
import { hasPage } from './jest-page.ts';
import { valuesOf } from './preload.ts';

// biome-ignore lint/suspicious/noExplicitAny: the runner's own configuration, of whatever version.
type Any = any;

/** Compilers whose work our own does. */
const COMPILERS =
  /[\\/](?:babel-jest|ts-jest|@swc[\\/]jest|esbuild-jest|jest-esbuild|@sucrase[\\/]jest-plugin|@side[\\/]jest-runtime)[\\/]/;

/** The project's configuration as its own Jest reads it; throws an `Unsupported` for what has no equal here. */
export async function jestConfig(
  facts: PackageFacts,
): Promise<{ readonly config: Any; readonly global: Any }> {
  const require = createRequire(join(facts.folder, 'package.json'));
  const place = (from: string, name: string): string => createRequire(from).resolve(name);
  const core = place(require.resolve('jest/package.json'), '@jest/core');
  const found = (await import(pathToFileURL(place(core, 'jest-config')).href)) as Any;
  const { readConfigs } = found.readConfigs === undefined ? found.default : found;
  const last = (...names: string[]): string | undefined => valuesOf(facts.args, ...names).at(-1);
  const argv: Record<string, unknown> = { $0: '', _: [], ci: true };
  const config = last('--config', '-c');
  if (config !== undefined) argv.config = config.startsWith('{') ? config : resolve(facts.folder, config);
  for (const name of ['rootDir', 'preset', 'env', 'testEnvironment'])
    if (last(`--${name}`) !== undefined) argv[name] = last(`--${name}`);
  for (const name of ['setupFiles', 'setupFilesAfterEnv', 'roots', 'selectProjects'])
    if (last(`--${name}`) !== undefined) argv[name] = valuesOf(facts.args, `--${name}`);
  const { configs, globalConfig } = await readConfigs(argv, [facts.folder]);
  if (configs.length !== 1) throw new Unsupported('its configuration has several projects');
  const reason = beyond(configs[0], globalConfig);
  if (reason !== undefined) throw new Unsupported(reason);
  return { config: configs[0], global: globalConfig };
}

/** What of a configuration cannot be had here. */
function beyond(config: Any, global: Any): string | undefined {
  if (!/[\\/]jest-environment-node[\\/]/.test(config.testEnvironment) && !hasPage(config))
    return `its tests run in the environment “${String(config.testEnvironment)
      .split(/[\\/]node_modules[\\/]/)
      .at(-1)}”`;
  if (!/[\\/]jest-circus[\\/]/.test(config.testRunner)) return 'it has a test runner of its own';
  if (!/[\\/]jest-runner[\\/]/.test(config.runner)) return 'it has a runner of its own';
  if (config.automock) return 'it puts mocks in the place of all modules';
  if (config.resolver) return 'it has a resolver of its own';
  if (config.globalSetup ?? config.globalTeardown ?? global.globalSetup ?? global.globalTeardown)
    return 'it has a global set-up';
  if (config.haste?.enableSymlinks || config.haste?.hasteImplModulePath) return 'it uses names of haste';
  if (config.fakeTimers?.legacyFakeTimers || ['legacy', 'fake'].includes(config.timers))
    return 'it uses the old fake timers';
  if (global.randomize) return 'its tests run in random order';
  if ((config.roots ?? []).some((root: string) => existsSync(join(root, '__mocks__'))))
    return 'it keeps mocks of packages in a folder';
  for (const [pattern, path] of config.transform ?? []) {
    const isCode = ['/a.js', '/a.ts', '/a.tsx', '/a.jsx', '/a.mjs'].some((name) =>
      new RegExp(pattern).test(name),
    );
    if (isCode && !COMPILERS.test(path))
      return `its code is compiled by ${path.split(/[\\/]/).slice(-3).join('/')}`;
  }
  for (const [, target] of config.moduleNameMapper ?? [])
    if (Array.isArray(target) && target.length > 1) return 'it maps a module to several places';
  return undefined;
}

/** The names that are mapped to others: the whole name is replaced, wherever the pattern is found in it. */
export function mappedNames(config: Any): readonly Alias[] {
  return (config.moduleNameMapper ?? []).map(([pattern, target]: [string, string | string[]]) => ({
    find: new RegExp(`^[\\s\\S]*?(?:${pattern})[\\s\\S]*$`),
    replacement: [target].flat()[0] ?? '',
  }));
}

/** Absolute folders in which modules are looked up by bare names, besides `node_modules`. */
export function modulePathsOf(config: Any): readonly string[] {
  const named = (config.moduleDirectories ?? []).filter((name: string) => name !== 'node_modules');
  return [...named.map((name: string) => resolve(config.rootDir, name)), ...(config.modulePaths ?? [])];
}
