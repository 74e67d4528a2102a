import { commandEnvironment } from '../command-environment.ts';
import { LIMITS } from '../isolation/limits.ts';
import { type Service, startService } from '../isolation/service.ts';
import { nodeCommand, nodeVariables } from '../runners/node-package.ts';
import { nativeTypescriptOf } from './native-types.ts';
import type { Compiler } from './types-messages.ts';

/**
 * The compilers of a workspace, the best first. The project's own version decides; a native one that is given is asked
 * before it, for the search alone.
 * @param given.fast absolute; the package of a TypeScript 7 or later
 * @param given.fallback absolute; a `typescript.js` for projects that have none
 */
export function compilersFor(
  folder: string,
  trusted: boolean,
  given: { readonly fast?: string | undefined; readonly fallback?: string | undefined },
): readonly Compiler[] {
  const ownNative = trusted ? nativeTypescriptOf(folder) : undefined;
  const fallback = given.fallback === undefined ? {} : { fallback: given.fallback };
  const native: Compiler[] =
    ownNative !== undefined
      ? [{ kind: 'native', folder: ownNative, whose: "the project's" }]
      : given.fast !== undefined
        ? [{ kind: 'native', folder: given.fast, whose: 'built in' }]
        : [];
  const own: Compiler[] =
    trusted && ownNative === undefined ? [{ kind: 'language-service', own: true, ...fallback }] : [];
  const last: Compiler[] =
    given.fallback === undefined ? [] : [{ kind: 'language-service', own: false, ...fallback }];
  return [...native, ...own, ...last];
}

/**
 * Starts the process that holds a compiler.
 * @param program absolute path of the bundle of `types-process.ts`
 * @param lease folder of the lease that it ends with
 */
export function startTypesProcess(program: string, lease: string): Service {
  const heap = Math.floor(LIMITS.memoryMegabytes * 0.75);
  return startService({
    argv: [nodeCommand(), `--max-old-space-size=${heap}`, '--no-warnings', program],
    cwd: lease,
    env: commandEnvironment({ lease, variables: nodeVariables() }),
  });
}
