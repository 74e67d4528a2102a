import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, extname, isAbsolute, join, resolve as resolvePath, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPathsMatcher, getTsconfig } from 'get-tsconfig';
import { exports as exportsOf, imports as importsOf } from 'resolve.exports';

/** A name that code may import, and what it stands for. */
export interface Alias {
  readonly find: string | RegExp;
  readonly replacement: string;
}

export interface ResolveOptions {
  /** Absolute; the workspace within the copy, with links resolved. */
  readonly root: string;
  /** Absolute; the package. */
  readonly folder: string;
  readonly aliases: readonly Alias[];
  /** Conditions of `exports` fields besides `import` and `node`. */
  readonly conditions: readonly string[];
  readonly extensions: readonly string[];
  /** Absolute folders in which bare names are looked up before packages. */
  readonly modulePaths?: readonly string[];
  /** Files that are there only in the candidate, or not there any more. */
  overlaid(path: string): 'there' | 'gone' | undefined;
}

/** Where an import leads. */
export type Resolved =
  /** A file of the project, loaded by us. */
  | { readonly kind: 'own'; readonly path: string }
  /** Everything else, loaded by Node. */
  | { readonly kind: 'foreign'; readonly request: string };

const BUILTIN = new Set(builtinModules);
const LOADED_BY_US = /\.(?:[cm]?[jt]sx?|json)$/;

/** Finds what an import names, the way the project's runner would. */
export class Resolver {
  readonly #options: ResolveOptions;
  readonly #paths: ((specifier: string) => string[]) | null;
  readonly #known = new Map<string, Resolved | undefined>();

  constructor(options: ResolveOptions) {
    this.#options = options;
    const tsconfig = getTsconfig(options.folder);
    this.#paths = tsconfig === null ? null : createPathsMatcher(tsconfig);
  }

  /** Undefined when nothing is found. */
  resolve(request: string, importer: string): Resolved | undefined {
    const key = `${dirname(importer)}\0${request}`;
    if (this.#known.has(key)) return this.#known.get(key);
    const found = this.#find(request, importer);
    this.#known.set(key, found);
    return found;
  }

  /** A candidate may add and remove files; what was found before may be wrong then. */
  forget(): void {
    this.#known.clear();
  }

  /** Whether there is such a file, whatever the candidate says. */
  isThere(path: string): boolean {
    return existsSync(path);
  }

  #find(request: string, importer: string): Resolved | undefined {
    const bare = request.split('?', 1)[0] ?? request;
    if (bare !== request) return undefined;
    if (request.startsWith('node:') || BUILTIN.has(request)) return { kind: 'foreign', request };
    for (const { find, replacement } of this.#options.aliases) {
      if (typeof find === 'string') {
        if (request === find) return this.#at(replacement, importer);
        if (request.startsWith(find.endsWith('/') ? find : `${find}/`))
          return this.#at(replacement + request.slice(find.length), importer);
      } else if (find.test(request)) return this.#at(request.replace(find, replacement), importer);
    }
    return this.#at(request, importer);
  }

  #at(request: string, importer: string): Resolved | undefined {
    if (request.startsWith('file:')) return this.#file(fileURLToPath(request));
    if (request.startsWith('.') || isAbsolute(request))
      return this.#file(resolvePath(dirname(importer), request));
    if (request.startsWith('#')) return this.#inner(request, importer);
    for (const path of this.#paths?.(request) ?? []) {
      const found = this.#file(path);
      if (found !== undefined) return found;
    }
    for (const folder of this.#options.modulePaths ?? []) {
      const found = this.#file(join(folder, request));
      if (found?.kind === 'own') return found;
    }
    return this.#package(request, importer);
  }

  /** A `#name` of the package's own `imports`. */
  #inner(request: string, importer: string): Resolved | undefined {
    const folder = packageOf(dirname(importer));
    if (folder === undefined) return undefined;
    const [target] = importsOf(manifestOf(folder), request, { conditions: this.#conditions }) ?? [];
    if (target === undefined) return undefined;
    return target.startsWith('.') ? this.#file(join(folder, target)) : this.#at(target, importer);
  }

  get #conditions(): string[] {
    return [...this.#options.conditions];
  }

  #package(request: string, importer: string): Resolved | undefined {
    const name = request
      .split('/')
      .slice(0, request.startsWith('@') ? 2 : 1)
      .join('/');
    const own = this.#workspacePackage(name, importer);
    if (own === undefined) return { kind: 'foreign', request };
    const subpath = `.${request.slice(name.length)}`;
    const manifest = manifestOf(own);
    let target: string | undefined;
    try {
      target =
        manifest.exports === undefined
          ? undefined
          : exportsOf(manifest, subpath, { conditions: this.#conditions })?.[0];
    } catch {
      return { kind: 'foreign', request };
    }
    const legacy = subpath === '.' ? (manifest.module ?? manifest.main ?? 'index') : subpath;
    return this.#file(join(own, target ?? legacy));
  }

  /** The folder of a package that is part of the workspace: itself, or linked by the package manager. */
  #workspacePackage(name: string, importer: string): string | undefined {
    const self = packageOf(dirname(importer));
    if (self !== undefined && manifestOf(self).name === name) return self;
    for (let folder = dirname(importer); ; folder = dirname(folder)) {
      const at = join(folder, 'node_modules', name);
      if (existsSync(at)) {
        const real = realpathSync(at);
        return this.#isOwn(real) ? real : undefined;
      }
      if (folder === dirname(folder)) return undefined;
    }
  }

  #isOwn(path: string): boolean {
    const { root } = this.#options;
    return path.startsWith(root + sep) && !path.slice(root.length).includes(`${sep}node_modules${sep}`);
  }

  /** A file or folder, with the endings that the runners try; TypeScript's `.js` may mean a `.ts`. */
  #file(path: string): Resolved | undefined {
    const { extensions } = this.#options;
    const swapped = SWAPS[extname(path)] ?? [];
    const stem = swapped.length === 0 ? path : path.slice(0, -extname(path).length);
    const tries = [
      path,
      ...swapped.map((ending) => stem + ending),
      ...extensions.map((ending) => path + ending),
      ...extensions.map((ending) => join(path, `index${ending}`)),
    ];
    const found = tries.find((at) => this.#isFile(at));
    if (found === undefined) return undefined;
    return this.#isOwn(found) && LOADED_BY_US.test(found)
      ? { kind: 'own', path: found }
      : { kind: 'foreign', request: found };
  }

  #isFile(path: string): boolean {
    const overlaid = this.#options.overlaid(path);
    if (overlaid !== undefined) return overlaid === 'there';
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  }
}

const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

interface PackageManifest {
  readonly name: string;
  readonly exports?: Record<string, unknown>;
  readonly imports?: Record<string, unknown>;
  readonly module?: string;
  readonly main?: string;
}

const manifests = new Map<string, PackageManifest>();

function manifestOf(folder: string): PackageManifest {
  const known = manifests.get(folder);
  if (known !== undefined) return known;
  let manifest: PackageManifest = { name: '' };
  try {
    manifest = { ...manifest, ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) };
  } catch {
    // Not a manifest that says anything.
  }
  manifests.set(folder, manifest);
  return manifest;
}

const homes = new Map<string, string | undefined>();

function packageOf(folder: string): string | undefined {
  if (homes.has(folder)) return homes.get(folder);
  const above = dirname(folder);
  const found = existsSync(join(folder, 'package.json'))
    ? folder
    : above === folder
      ? undefined
      : packageOf(above);
  homes.set(folder, found);
  return found;
}

/** Node's own `require`, from the place of a file. */
export function requireFrom(path: string): NodeJS.Require {
  const known = requires.get(path);
  if (known !== undefined) return known;
  const made = createRequire(path);
  requires.set(path, made);
  return made;
}

const requires = new Map<string, NodeJS.Require>();
