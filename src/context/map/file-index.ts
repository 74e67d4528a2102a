import { aliasesIn, mayHoldAliases } from './aliases.ts';
import { type Counted, countedOf, countOf } from './counted.ts';
import { Interner } from './interner.ts';
import { ModulePaths } from './module-paths.ts';
import type { FileTags, Tag, TaggedImport } from './tags.ts';
import { TermCounter } from './terms.ts';

/** Names that lead from a file to another one. Parallel lists. */
export interface Links {
  /** Numbers of files. */
  readonly targets: Int32Array;
  /** Numbers of names; -1 where the whole file is meant. */
  readonly names: Int32Array;
  readonly weights: Float32Array;
}

export interface IndexedFile {
  readonly id: number;
  readonly path: string;
  /** Of the text that it was read from. */
  readonly key: string;
  readonly definitions: readonly Tag[];
  readonly imports: readonly TaggedImport[];
  readonly references: Counted;
  readonly members: Counted;
  readonly terms: Counted;
  /** Occurrences of all terms. */
  readonly length: number;
  /** Absent until they are asked for, and again when something that they depend on has changed. */
  links?: Links | undefined;
}

/** What a word of the path counts against one in the text. */
const PATH_WEIGHT = 4;

/** The files of the map by number, by path and by what they define. Holes are files that are gone. */
export class FileIndex {
  readonly names = new Interner();
  readonly terms = new Interner();
  readonly modules = new ModulePaths();
  readonly #files: (IndexedFile | undefined)[] = [];
  readonly #byPath = new Map<string, IndexedFile>();
  readonly #definers = new Map<number, Set<number>>();
  readonly #counter = new TermCounter();
  /** Whether any file has links yet; until then there are none to forget. */
  #linked = false;

  /** By number. */
  get files(): readonly (IndexedFile | undefined)[] {
    return this.#files;
  }

  get paths(): Iterable<string> {
    return this.#byPath.keys();
  }

  get(path: string): IndexedFile | undefined {
    return this.#byPath.get(path);
  }

  /** Numbers of the files that define a name. */
  definersOf(name: number): ReadonlySet<number> {
    return this.#definers.get(name) ?? new Set();
  }

  /** Notes where a file leads. They are forgotten when something changes on which they depend. */
  setLinks(file: IndexedFile, links: Links): void {
    file.links = links;
    this.#linked = true;
  }

  /** Adds a file, or replaces what is known of it. `text` is looked at only where it tells about imports of others. */
  set(path: string, key: string, tags: FileTags, text: string): void {
    const before = this.#byPath.get(path);
    const terms = new Map(tags.terms);
    for (const [term, count] of this.#counter.termsOf(this.#counter.namesIn(path))) {
      terms.set(term, (terms.get(term) ?? 0) + PATH_WEIGHT * count);
    }
    const file: IndexedFile = {
      id: before?.id ?? this.#files.length,
      path,
      key,
      definitions: tags.definitions,
      imports: tags.imports,
      references: countedOf(tags.references, this.names),
      members: countedOf(tags.members, this.names),
      terms: countedOf(terms, this.terms),
      length: [...terms.values()].reduce((sum, count) => sum + count, 0),
    };
    this.#files[file.id] = file;
    this.#byPath.set(path, file);
    if (before === undefined) this.modules.add(path);
    if (mayHoldAliases(path)) this.modules.setAliases(path, aliasesIn(path, text));
    this.#redefine(file.id, before?.definitions ?? [], file.definitions);
    const reexports = JSON.stringify(before?.imports) !== JSON.stringify(file.imports);
    if (reexports || before === undefined) this.#forgetLinksTo(file.id, stemOf(path));
  }

  delete(path: string): void {
    const file = this.#byPath.get(path);
    if (file === undefined) return;
    this.#byPath.delete(path);
    this.#files[file.id] = undefined;
    this.modules.delete(path);
    this.#redefine(file.id, file.definitions, []);
    this.#forgetLinksTo(file.id, stemOf(path));
  }

  /** Notes what a file defines now, and forgets the links of the files that use a name which it gained or lost. */
  #redefine(id: number, before: readonly Tag[], after: readonly Tag[]): void {
    const old = new Set(before.map((tag) => this.names.idOf(tag.name)));
    const now = new Set(after.map((tag) => this.names.idOf(tag.name)));
    const changed = [...old, ...now].filter((name) => old.has(name) !== now.has(name));
    for (const name of changed) {
      const definers = this.#definers.get(name) ?? new Set();
      if (now.has(name)) definers.add(id);
      else definers.delete(id);
      this.#definers.set(name, definers);
    }
    if (!this.#linked || changed.length === 0) return;
    for (const file of this.#files) {
      if (file?.links === undefined) continue;
      if (changed.some((name) => countOf(file.references, name) > 0 || countOf(file.members, name) > 0))
        file.links = undefined;
    }
  }

  /** Whoever led to this file, or may mean it by an import. */
  #forgetLinksTo(id: number, stem: string): void {
    if (!this.#linked) return;
    for (const file of this.#files) {
      if (file?.links === undefined) continue;
      if (file.links.targets.includes(id) || file.imports.some(({ from }) => from.includes(stem)))
        file.links = undefined;
    }
  }
}

/** The part of a path that an import of it has. */
function stemOf(path: string): string {
  const parts = path.replace(/\.[^./]+$/, '').split('/');
  const last = parts.at(-1) ?? '';
  return /^(?:index|__init__|mod)$/.test(last) ? (parts.at(-2) ?? last) : last;
}
