import { join } from 'node:path';
import type { PackageFacts } from '../../protocol.ts';
import { Page } from '../page/page.ts';
import { Unsupported } from '../unsupported.ts';

// biome-ignore lint/suspicious/noExplicitAny: the runner's own configuration, of whatever version.
type Any = any;

/**
 * The page of tests that Vitest runs in jsdom, with its address there; undefined for tests without a page. Throws an
 * `Unsupported` for any other environment.
 *
 * @param home absolute; the folder of Vitest
 */
export function vitestPage(config: Any, facts: PackageFacts, home: string): Page | undefined {
  const { environment = 'node', environmentOptions } = config;
  if (environment === 'node') return undefined;
  if (environment !== 'jsdom')
    throw new Unsupported(`its tests run in the environment “${String(environment)}”`);
  const { url = 'http://localhost:3000/', ...options } = environmentOptions?.jsdom ?? {};
  return Page.open({
    from: [join(facts.folder, 'package.json'), join(home, 'package.json')],
    url,
    options,
  });
}
