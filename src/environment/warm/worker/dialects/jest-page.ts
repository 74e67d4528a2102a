import { createRequire } from 'node:module';
import { Page } from '../page/page.ts';

// biome-ignore lint/suspicious/noExplicitAny: the runner's own configuration, of whatever version.
type Any = any;

/** Whether tests find a page, made by jsdom. */
export function hasPage(config: Any): boolean {
  return /[\\/]jest-environment-jsdom[\\/]/.test(config.testEnvironment);
}

/** The page that Jest's tests find, with its address there; undefined for tests without one. */
export function jestPage(config: Any): Page | undefined {
  if (!hasPage(config)) return undefined;
  const {
    url = 'http://localhost/',
    customExportConditions: _conditions,
    ...options
  } = config.testEnvironmentOptions ?? {};
  return Page.open({ from: [config.testEnvironment, ...abstractEnvironment(config)], url, options });
}

/** From version 30 on the environment only chooses the jsdom; the rest is a package of its own. */
function abstractEnvironment(config: Any): readonly string[] {
  try {
    return [createRequire(config.testEnvironment).resolve('@jest/environment-jsdom-abstract')];
  } catch {
    return [];
  }
}
