import { createRequire } from 'node:module';
import { Unsupported } from '../unsupported.ts';

/*
 * Packages are loaded once for the process, but some add hooks to the tests of whatever file loads them, as the testing
 * libraries do that clean up after each test. Those are loaded again for every file.
 */

let loading = 0;
let hooked = false;

/** Whether the code that runs now does so because Node loads a package. */
export function isLoadingPackage(): boolean {
  return loading > 0;
}

/** Tells that a hook is added. */
export function noteHook(): void {
  if (loading > 0) hooked = true;
}

/** Loads a package; what of it adds hooks is remembered by the path of its folder. */
export class PackagesWithHooks {
  readonly #again = new Set<string>();

  load<T>(require: NodeJS.Require, request: string): T {
    if (request.startsWith('node:')) return require(request) as T;
    const outer = hooked;
    hooked = false;
    loading += 1;
    try {
      const exported = require(request) as T;
      if (hooked) this.#remember(require, request);
      return exported;
    } finally {
      loading -= 1;
      hooked = outer;
    }
  }

  /** Has those packages loaded anew when they are asked for next. */
  forget(): void {
    if (this.#again.size === 0) return;
    const { cache } = createRequire(__filename);
    for (const path of Object.keys(cache))
      for (const folder of this.#again) if (path.startsWith(folder)) delete cache[path];
  }

  #remember(require: NodeJS.Require, request: string): void {
    const path = require.resolve(request);
    if (require.cache[path] === undefined) throw new Unsupported('a package adds hooks to its tests');
    const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+[\\/]/.exec(path)?.[0];
    if (folder === undefined) throw new Unsupported('a package adds hooks to its tests');
    this.#again.add(folder);
  }
}
