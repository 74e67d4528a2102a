import { createRequire } from 'node:module';
import { join } from 'node:path';
import type ts from 'typescript';

export interface LoadedTypescript {
  readonly api: typeof ts;
  /** For evidence: the version and whose it is. */
  readonly name: string;
}

/**
 * The project's own TypeScript where it has one that offers a language service, else the given one. The project's is
 * code of the workspace, so it is loaded only where the person trusts the folder.
 */
export function loadTypescript(
  folder: string,
  trusted: boolean,
  fallback: string | undefined,
): LoadedTypescript | undefined {
  const own = trusted
    ? tryLoad(() => createRequire(join(folder, 'package.json')).resolve('typescript'), "the project's")
    : undefined;
  return own ?? (fallback === undefined ? undefined : tryLoad(() => fallback, 'built in'));
}

function tryLoad(locate: () => string, whose: string): LoadedTypescript | undefined {
  try {
    const path = locate();
    const api = createRequire(path)(path) as typeof ts;
    // From version 7 on the package is native and has no language service to load.
    if (typeof api.createLanguageService !== 'function') return undefined;
    return { api, name: `TypeScript ${api.version} (${whose})` };
  } catch {
    return undefined;
  }
}
