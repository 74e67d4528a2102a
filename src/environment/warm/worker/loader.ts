import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DiskTexts } from './disk-texts.ts';
import { nodeView } from './node-view.ts';
import { moduleBuild } from './page/module-build.ts';
import type { PackagesWithHooks } from './page/packages-with-hooks.ts';
import { type Resolved, type Resolver, requireFrom } from './resolve.ts';
import { isThenable } from './run-tree.ts';
import { StandIns } from './stand-ins.ts';
import { type Factory, isCommonJs, type Transformer } from './transform.ts';
import { Unsupported } from './unsupported.ts';

/** How what Node loads looks to an import of the project. */
type Interop =
  /** As bundlers have it: a module that calls itself one is one. */
  | 'bundler'
  /** As Node has it: what CommonJS exports is the default, and its names besides. */
  | 'node';

/** How a runner treats what is imported from outside of the project's code. */
export interface ImportRules {
  readonly interop: Interop;
  /** Absolute paths from whose place packages are found, besides the importer's. */
  readonly dependencies: readonly string[];
  /** What an import of a file that is no code gives, by its absolute path; undefined when Node decides. */
  asset?(path: string): unknown;
}

interface LoadedModule {
  readonly exports: Record<string, unknown>;
  loaded: boolean;
  /** Modules that pass on what this one exports, to be told again when it is complete. */
  readonly waiting: (() => void)[];
}

/** What an import of some names gives instead of the real thing, for example the runner's own module. */
export type Provided = ReadonlyMap<string, object>;

/**
 * One fresh state of the project: every file of the project is evaluated anew in it, packages are shared. Code is
 * compiled once; only evaluating it is done again.
 */
export class ModuleState {
  readonly #resolver: Resolver;
  readonly #transformer: Transformer;
  readonly #textOf: (path: string) => string | undefined;
  readonly #disk: DiskTexts;
  #provided: Provided = new Map();
  readonly #rules: ImportRules;
  #modules = new Map<string, LoadedModule>();
  readonly #packages: PackagesWithHooks;
  readonly #evaluating: string[] = [];
  /** What tests put in the place of modules. */
  readonly standIns = new StandIns();

  constructor(options: {
    readonly resolver: Resolver;
    readonly transformer: Transformer;
    /** The text in place of a file's. */
    textOf(path: string): string | undefined;
    /** All other texts. */
    readonly disk: DiskTexts;
    readonly dialect: ImportRules;
    readonly packages: PackagesWithHooks;
  }) {
    this.#resolver = options.resolver;
    this.#transformer = options.transformer;
    this.#textOf = options.textOf;
    this.#disk = options.disk;
    this.#rules = options.dialect;
    this.#packages = options.packages;
  }

  /** Absolute paths of the files that were loaded. */
  get loaded(): readonly string[] {
    return [...this.#modules.keys()];
  }

  /** The file whose code is being evaluated. */
  get evaluating(): string | undefined {
    return this.#evaluating.at(-1);
  }

  /** Evaluates every file of the project anew from now on. */
  forget(): void {
    this.#modules = new Map();
    this.standIns.forget();
  }

  /** Runs a body for which nothing is loaded yet, and which leaves nothing loaded. */
  isolated<T>(body: () => T): T {
    const outer = this.#modules;
    this.#modules = new Map();
    try {
      return this.standIns.isolated(body);
    } finally {
      this.#modules = outer;
    }
  }

  /** What an import gives; `actual` passes over what stands in its place. */
  require(request: string, importer: string, actual = false): unknown {
    const provided = this.#provided.get(request);
    if (provided !== undefined) return provided;
    const found = this.#resolver.resolve(request, importer);
    if (!actual && this.standIns.isUsed) {
      const standIn = this.standIns.get(this.keyOf(request, importer));
      if (standIn !== undefined) {
        const made = this.within(standIn.owner, standIn.make);
        if (isThenable(made)) throw new Unsupported('it imports a mock that is not ready');
        return made;
      }
    }
    if (found === undefined) throw notFound(request, importer);
    return found.kind === 'own' ? this.load(found.path) : this.#foreign(found, importer);
  }

  /** What tells modules apart: a path, or the name of what Node loads. */
  keyOf(request: string, importer: string): string {
    const found = this.#resolver.resolve(request, importer);
    if (found?.kind === 'own') return found.path;
    try {
      return requireFrom(importer)
        .resolve(request)
        .replace(/^node:/, '');
    } catch {
      return request.startsWith('.') ? join(dirname(importer), request) : request;
    }
  }

  /** Runs code of a file, so that what it imports by relative paths is found from there. */
  within<T>(path: string, body: () => T): T {
    this.#evaluating.push(path);
    try {
      return body();
    } finally {
      this.#evaluating.pop();
    }
  }

  /** What imports of the runner's own modules give from now on. */
  provide(provided: Provided): void {
    this.#provided = provided;
  }

  /** Evaluates a file of the project, once. Throws what its code throws. */
  load(path: string): Record<string, unknown> {
    const known = this.#modules.get(path);
    if (known !== undefined) return known.exports;
    return this.#evaluate(path, this.#transformer.factory(path, this.text(path))).exports;
  }

  /** Evaluates a test file, which may wait at its top. */
  async entry(path: string): Promise<Record<string, unknown>> {
    this.#modules.delete(path);
    const { exports, waiting } = this.#evaluate(path, this.#transformer.entry(path, this.text(path)));
    await waiting;
    return exports;
  }

  #evaluate(
    path: string,
    factory: Factory,
  ): { readonly exports: Record<string, unknown>; readonly waiting: unknown } {
    const record: LoadedModule = { exports: {}, loaded: false, waiting: [] };
    this.#modules.set(path, record);
    const module = {
      exports: record.exports,
      id: path,
      filename: path,
      loaded: false,
      children: [],
      paths: [],
    };
    const require = this.#requireOf(path);
    const importMeta = {
      url: pathToFileURL(path).href,
      filename: path,
      dirname: dirname(path),
      env: process.env,
      resolve: (request: string) => this.#resolveUrl(request, path),
      standInsReady: () => this.standIns.ready(),
    };
    const waiting = this.within(path, (): unknown =>
      factory.call(
        record.exports,
        record.exports,
        require,
        module,
        path,
        dirname(path),
        importMeta,
        (target, from) => this.#passOn(target, from),
      ),
    );
    if (module.exports !== record.exports) {
      // CommonJS may put something else in the place of its exports.
      this.#modules.set(path, { ...record, exports: module.exports, loaded: true });
    }
    record.loaded = true;
    for (const tell of record.waiting) tell();
    return { exports: module.exports, waiting };
  }

  /** Evaluates a file, also when it was before; what it imports stays as it is. */
  again(path: string): Record<string, unknown> {
    this.#modules.delete(path);
    return this.load(path);
  }

  /** The text of a file as this state sees it. */
  text(path: string): string {
    return this.#textOf(path) ?? this.#disk.read(path);
  }

  #requireOf(importer: string): (request: string) => unknown {
    const require = (request: string): unknown => this.require(request, importer);
    return Object.assign(require, {
      resolve: (request: string) => {
        const found = this.#resolver.resolve(request, importer);
        if (found?.kind === 'own') return found.path;
        return requireFrom(importer).resolve(request);
      },
      cache: {},
      main: undefined,
    });
  }

  #resolveUrl(request: string, importer: string): string {
    const found = this.#resolver.resolve(request, importer);
    if (found?.kind === 'own') return pathToFileURL(found.path).href;
    return pathToFileURL(requireFrom(importer).resolve(request)).href;
  }

  #foreign(found: Extract<Resolved, { kind: 'foreign' }>, importer: string): unknown {
    const asset = this.#rules.asset?.(found.request);
    if (asset !== undefined) return asset;
    let exported: unknown;
    try {
      exported = this.#packages.load(requireFrom(importer), found.request);
    } catch (error) {
      exported = this.#elsewhere(found.request, importer, error);
    }
    if (this.#rules.interop === 'bundler' || typeof exported !== 'object' || exported === null)
      return exported;
    if (!(exported as { __esModule?: unknown }).__esModule) return exported;
    // Only imports see it so; what `require` gives is the exports themselves.
    return isCommonJs(importer, this.text(importer)) ? exported : nodeView(exported);
  }

  /** A package that must be loaded as the module that it also is, or that only the runner's own place knows. */
  #elsewhere(request: string, importer: string, error: unknown): unknown {
    const build = ONLY_IMPORTED.test(String(error)) ? moduleBuild(request, importer) : undefined;
    if (build !== undefined) return this.#packages.load(requireFrom(importer), build);
    for (const place of this.#rules.dependencies) {
      try {
        return this.#packages.load(requireFrom(place), request);
      } catch {
        // The first answer is the one to tell.
      }
    }
    throw error;
  }

  /** `export * from`: also names that the other module has only when it is complete, as in a circle. */
  #passOn(target: object, from: object): void {
    const copy = (): void => {
      for (const name of Object.keys(from)) {
        if (name === 'default' || name === '__esModule' || Object.hasOwn(target, name)) continue;
        Object.defineProperty(target, name, {
          enumerable: true,
          configurable: true,
          get: () => (from as Record<string, unknown>)[name],
        });
      }
    };
    copy();
    for (const record of this.#modules.values())
      if (record.exports === from && !record.loaded) record.waiting.push(copy);
  }
}

/** How Vitest answers who requires it. */
const ONLY_IMPORTED = /cannot be imported in a CommonJS module/;

function notFound(request: string, importer: string): Error {
  return Object.assign(new Error(`Cannot find module '${request}' imported from ${importer}`), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
}
