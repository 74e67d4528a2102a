import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Unsupported } from '../unsupported.ts';

/*
 * Packages are loaded once for the process, but some add hooks to the tests of whatever file loads them, as the testing
 * libraries do that clean up after each test. Those are loaded again for every file.
 */

let loading = 0;
/** Folders of the packages through which a hook was added by the load that is going on. */
let hooked = new Set<string>();

/** Whether the code that runs now does so because Node loads a package. */
export function isLoadingPackage(): boolean {
  return loading > 0;
}

const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+[\\/]/;

/** Tells that a hook is added: by a package that is being loaded, and by those that asked for it. */
export function noteHook(): void {
  if (loading === 0) return;
  const { cache } = createRequire(__filename);
  const files = filesOnStack();
  const first = files.findIndex((path) => PACKAGE.test(path));
  // Below the package that was asked for is this file, and whoever called it.
  const last = files.indexOf(__filename, first);
  for (const path of first === -1 ? [] : files.slice(first, last)) {
    const folder = PACKAGE.exec(path)?.[0];
    if (folder === undefined) continue;
    // A true module is loaded once and for all.
    if (cache[path] === undefined) throw new Unsupported('a package adds hooks to its tests');
    hooked.add(folder);
  }
}

/** The files whose code is running. */
function filesOnStack(): readonly string[] {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.stackTraceLimit = 500;
  Error.prepareStackTrace = (_error, sites) => sites.map((site) => site.getFileName() ?? '');
  const files = new Error('where').stack as unknown as readonly string[];
  Object.assign(Error, { stackTraceLimit, prepareStackTrace });
  return files.map((file) => (file.startsWith('file:') ? fileURLToPath(file) : file));
}

/** Loads packages; those through which hooks are added are remembered by their folders. */
export class PackagesWithHooks {
  readonly #again = new Set<string>();

  load<T>(require: NodeJS.Require, request: string): T {
    if (request.startsWith('node:')) return require(request) as T;
    const outer = hooked;
    hooked = new Set();
    loading += 1;
    try {
      return require(request) as T;
    } finally {
      loading -= 1;
      for (const folder of hooked) this.#again.add(folder);
      hooked = outer;
    }
  }

  /** Has those packages loaded anew when they are asked for next. */
  forget(): void {
    if (this.#again.size === 0) return;
    const { cache } = createRequire(__filename);
    for (const path of Object.keys(cache))
      if (this.#again.has(PACKAGE.exec(path)?.[0] ?? '')) delete cache[path];
  }
}
