import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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

/**
 * The same, but read when it is first used, where it looks like a release that has a language service: to read it keeps
 * this process busy for a third of a second, in which others can be given their work.
 */
export function lateTypescript(
  folder: string,
  trusted: boolean,
  fallback: string | undefined,
): LoadedTypescript | undefined {
  const own = trusted ? ownPath(folder) : undefined;
  const version = releaseAt(own ?? fallback);
  if (version === undefined) return loadTypescript(folder, trusted, fallback);
  let loaded: LoadedTypescript | undefined;
  return {
    name: `TypeScript ${version} (${own === undefined ? 'built in' : "the project's"})`,
    get api(): typeof ts {
      loaded ??= loadTypescript(folder, trusted, fallback);
      if (loaded === undefined) throw new Error(`TypeScript at ${own ?? fallback} could not be loaded`);
      return loaded.api;
    },
  };
}

function ownPath(folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'package.json')).resolve('typescript');
  } catch {
    return undefined;
  }
}

/** The version, where the package around a `lib/typescript.js` says that it is one of the compiler written in JavaScript. */
function releaseAt(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(dirname(path), '..', 'package.json'), 'utf8'));
    if (
      typeof manifest !== 'object' ||
      manifest === null ||
      !('name' in manifest) ||
      !('version' in manifest)
    )
      return undefined;
    const { name, version } = manifest;
    return name === 'typescript' && typeof version === 'string' && /^[456]\.\d+\.\d+$/.test(version)
      ? version
      : undefined;
  } catch {
    return undefined;
  }
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
