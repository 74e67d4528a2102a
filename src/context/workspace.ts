import type { Sources } from '../loop/rooms.ts';
import { type Definition, type Import, type Outline, readOutline, type Use } from '../syntax/outline.ts';
import { grammarOf, type Syntax } from '../syntax/syntax.ts';
import { resolveModule } from './modules.ts';
import { isTestFile } from './source-files.ts';
import { stemsOf } from './words.ts';

/** A definition and the file it stands in. */
export interface Located {
  readonly path: string;
  readonly definition: Definition;
}

export type Methods = ReadonlyMap<string, readonly Located[]>;

/** Files whose outlines are read for one task; a workspace larger than this is seen in part. */
const FILE_LIMIT = 400;
const RE_EXPORT_LIMIT = 6;

/** The outlines of the files that were reached so far, kept per text. */
export class Workspace {
  readonly sources: Sources;
  readonly #syntax: Syntax;
  readonly #outlines = new Map<string, { readonly text: string; readonly outline: Outline | undefined }>();
  readonly #stems = new Map<string, { readonly text: string; readonly stems: ReadonlySet<string> }>();
  #paths: ReadonlySet<string> = new Set();

  constructor(sources: Sources, syntax: Syntax) {
    this.sources = sources;
    this.#syntax = syntax;
  }

  /** Looks at the list of files again. Call it once per question. */
  refresh(): void {
    this.#paths = new Set(this.sources.list());
  }

  has(path: string): boolean {
    return this.#paths.has(path);
  }

  /** Reads the outlines of files and of all that they import; returns each with its distance in imports. */
  async load(paths: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const distance = new Map<string, number>();
    let edge = paths.filter((path) => this.has(path));
    for (let depth = 0; edge.length > 0; depth += 1) {
      const next: string[] = [];
      for (const path of edge) {
        if (distance.has(path) || distance.size >= FILE_LIMIT) continue;
        distance.set(path, depth);
        await this.#read(path);
        for (const item of this.#importsOf(path)) next.push(...this.#modulesOf(path, item));
      }
      edge = next;
    }
    return distance;
  }

  /** The methods of loaded files by name. */
  methodsOf(paths: Iterable<string>): Methods {
    const methods = new Map<string, Located[]>();
    for (const path of paths) {
      for (const definition of this.outline(path)?.definitions ?? []) {
        if (definition.owner === '' || definition.kind !== 'function') continue;
        const known = methods.get(definition.name);
        if (known === undefined) methods.set(definition.name, [{ path, definition }]);
        else known.push({ path, definition });
      }
    }
    return methods;
  }

  /** Source files whose names, identifiers or texts have a word with this stem. */
  filesWith(wanted: string): readonly string[] {
    return this.sources.list().filter((path) => {
      const text = grammarOf(path) === undefined ? undefined : this.sources.read(path);
      if (text === undefined) return false;
      const known = this.#stems.get(path);
      if (known?.text === text) return known.stems.has(wanted);
      const stems = stemsOf(`${path.replace(/\.\w+$/, '')} ${text}`);
      this.#stems.set(path, { text, stems });
      return stems.has(wanted);
    });
  }

  /** The outline of a loaded file. */
  outline(path: string): Outline | undefined {
    return this.#outlines.get(path)?.outline;
  }

  /** What an exported name of a module stands for, through re-exports. */
  exported(path: string, name: string, depth = 0): readonly Located[] {
    const outline = this.outline(path);
    if (outline === undefined || depth > RE_EXPORT_LIMIT) return [];
    const wanted = name === 'default' ? (outline.defaultName ?? 'default') : name;
    const own = outline.definitions.filter((d) => d.name === wanted && d.owner === '');
    if (own.length > 0) return own.map((definition) => ({ path, definition }));
    for (const item of outline.imports) {
      if (item.local !== wanted && item.local !== '') continue;
      const module = resolveModule(path, item.from, (p) => this.has(p));
      if (module === undefined || item.imported === '') continue;
      const inner = item.local === '' ? wanted : item.imported;
      const found = this.exported(module, inner === '*' ? 'default' : inner, depth + 1);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The definitions a name may stand for where it is used. A method of an unknown object is any of `methods`. */
  resolve(
    path: string,
    use: Use,
    methods: Methods,
  ): { readonly found: readonly Located[]; readonly sure: boolean } {
    const outline = this.outline(path);
    if (outline === undefined) return { found: [], sure: true };
    const located = (definition: Definition): Located => ({ path, definition });
    if (use.object === '') {
      const own = outline.definitions.filter((d) => d.name === use.name && d.owner === '');
      return { found: own.length > 0 ? own.map(located) : this.#imported(path, use.name), sure: true };
    }
    const members = outline.definitions.filter((d) => d.name === use.name && d.owner !== '');
    if (/^(?:this|self|cls)$/.test(use.object) && members.length > 0) {
      return { found: members.map(located), sure: true };
    }
    const owned = members.filter((d) => d.owner === use.object);
    if (owned.length > 0) return { found: owned.map(located), sure: true };
    const through = outline.imports.filter((i) => i.local === use.object);
    for (const item of through) {
      const module = this.#submodule(path, item) ?? resolveModule(path, item.from, (p) => this.has(p));
      const found = module === undefined ? [] : this.#member(module, item.imported, use);
      if (found.length > 0) return { found, sure: true };
    }
    return { found: methods.get(use.name) ?? [], sure: false };
  }

  #member(module: string, imported: string, use: Use): readonly Located[] {
    const direct = this.exported(module, use.name);
    if (imported === '*' && direct.length > 0) return direct;
    const owners = new Set(this.exported(module, imported === '*' ? 'default' : imported).map((l) => l.path));
    for (const path of [module, ...owners]) {
      const owned = (this.outline(path)?.definitions ?? []).filter(
        (d) => d.name === use.name && d.owner !== '',
      );
      if (owned.length > 0) return owned.map((definition) => ({ path, definition }));
    }
    return direct;
  }

  #imported(path: string, name: string): readonly Located[] {
    for (const item of this.#importsOf(path)) {
      if (item.local !== name && item.local !== '') continue;
      const module = resolveModule(path, item.from, (p) => this.has(p));
      if (module === undefined || item.imported === '') continue;
      const wanted = item.local === '' ? name : item.imported === '*' ? 'default' : item.imported;
      const found = this.exported(module, wanted);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The imports of a file; pytest offers a test file the fixtures of every conftest.py above it. */
  #importsOf(path: string): readonly Import[] {
    const imports = this.outline(path)?.imports ?? [];
    if (!path.endsWith('.py') || !isTestFile(path)) return imports;
    const dots = Array.from({ length: path.split('/').length }, (_, above) => '.'.repeat(above + 1));
    return [...imports, ...dots.map((up) => ({ local: '', imported: '*', from: `${up}conftest` }))];
  }

  /** `from package import module` in Python. */
  #submodule(path: string, item: { readonly imported: string; readonly from: string }): string | undefined {
    if (!path.endsWith('.py') || item.imported === '*' || item.imported === '') return undefined;
    const dot = item.from.endsWith('.') ? '' : '.';
    return resolveModule(path, `${item.from}${dot}${item.imported}`, (p) => this.has(p));
  }

  #modulesOf(path: string, item: { readonly imported: string; readonly from: string }): string[] {
    const module = resolveModule(path, item.from, (p) => this.has(p));
    return [this.#submodule(path, item), module].filter((p) => p !== undefined);
  }

  async #read(path: string): Promise<Outline | undefined> {
    const text = this.sources.read(path);
    if (text === undefined) return undefined;
    const known = this.#outlines.get(path);
    if (known?.text === text) return known.outline;
    const outline = await readOutline(this.#syntax, path, text);
    this.#outlines.set(path, { text, outline });
    return outline;
  }
}
