import type { Sources } from '../../loop/rooms.ts';
import type { CancelSignal } from '../../loop/types.ts';
import type { GrammarFiles } from '../../syntax/syntax.ts';
import { decodeTags } from './codec.ts';
import { FileIndex } from './file-index.ts';
import { type ExactReferences, linksOf } from './link.ts';
import { type MapQuery, type RankedFile, rankFiles } from './rank.ts';
import { TagPool, type Unread } from './tag-pool.ts';
import { keyOf, keyOfLine, type TagLines, TagStore } from './tag-store.ts';

interface RepositoryMapOptions {
  readonly grammars: GrammarFiles;
  /** Absolute folder where tags are kept from one start to the next; without it every start is cold. */
  readonly stateFolder?: string;
  /** The bundle of `tag-worker.ts`; without it all is read on this thread. */
  readonly worker?: string | URL;
}

/** What a refresh did. */
export interface MapChange {
  readonly files: number;
  /** Files whose tags were read from their texts. */
  readonly read: number;
  /** Files whose tags were known from the disk. */
  readonly stored: number;
  readonly removed: number;
}

/** Texts that say nothing about a code base as a whole: locks, maps, minified code, pictures in text, keys. */
const LEFT_OUT =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|yarn\.lock|[\w-]+\.lock|go\.sum)$|\.(?:min\.\w+|map|svg|snap|csv|tsv|pem|key|crt)$|(?:^|\/)\.env[^/]*$/;
/** From here on it is worth to look on the disk. */
const FEW = 20;
/** Files between two pauses: some ten milliseconds. */
const PAUSE_EVERY = 100;
const NEVER: CancelSignal = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};

/**
 * A ranked map of a repository: which definitions there are, which files use them, and what of it matters for a request.
 * Nothing is read before the first `refresh`.
 */
export class RepositoryMap {
  readonly #index = new FileIndex();
  readonly #pool: TagPool;
  readonly #store: TagStore | undefined;
  #swept = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ grammars, stateFolder, worker }: RepositoryMapOptions) {
    this.#pool = new TagPool(grammars, worker);
    this.#store = stateFolder === undefined ? undefined : new TagStore(stateFolder);
  }

  /** Brings the map to the state of the sources. Only texts that were never seen here are parsed. */
  refresh(sources: Sources, signal: CancelSignal): Promise<MapChange> {
    return this.#inTurn(async () => {
      const unread: Unread[] = [];
      const present = new Set<string>();
      for (const path of sources.list()) {
        const text = LEFT_OUT.test(path) ? undefined : sources.read(path);
        if (text === undefined) continue;
        present.add(path);
        const key = keyOf(path, text);
        if (this.#index.get(path)?.key !== key) unread.push({ key, path, text });
        if (present.size % PAUSE_EVERY === 0) await pause();
      }
      const gone = [...this.#index.paths].filter((path) => !present.has(path));
      for (const path of gone) this.#index.delete(path);
      const read = await this.#take(unread, signal);
      if (!signal.aborted) await this.#link();
      return { files: present.size, read, stored: unread.length - read, removed: gone.length };
    });
  }

  /** After a save: reads this file anew. An undefined text means that it is gone. */
  update(path: string, text: string | undefined): Promise<void> {
    return this.#inTurn(async () => {
      const key = text === undefined || LEFT_OUT.test(path) ? undefined : keyOf(path, text);
      if (text === undefined || key === undefined) this.#index.delete(path);
      else if (this.#index.get(path)?.key !== key) await this.#take([{ key, path, text }], NEVER);
      await this.#link();
    });
  }

  /** Asks a language service where the names of some files lead. It holds until one of these files changes. */
  refine(paths: readonly string[], exact: ExactReferences): void {
    for (const path of paths) {
      const file = this.#index.get(path);
      if (file !== undefined) this.#index.setLinks(file, linksOf(file, this.#index, exact));
    }
  }

  /** The files that matter most for a query, with their most relevant definitions. */
  rank(query: MapQuery, limit = 50): readonly RankedFile[] {
    return rankFiles(this.#index, query, limit);
  }

  /** One change after the other, so that an older text never replaces a newer one. */
  #inTurn<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#last.then(change);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Enters the files into the index; returns how many had to be parsed. */
  async #take(unread: readonly Unread[], signal: CancelSignal): Promise<number> {
    const lines: TagLines = unread.length > FEW ? (this.#store?.read() ?? new Map()) : new Map();
    const known = lines.size;
    const missing = [
      ...new Map(unread.filter(({ key }) => !lines.has(key)).map((file) => [file.key, file])).values(),
    ];
    const fresh = await this.#pool.read(missing, signal);
    for (const line of fresh) {
      const key = keyOfLine(line);
      if (key !== undefined) lines.set(key, line);
    }
    for (const [n, { key, path, text }] of unread.entries()) {
      const decoded = decodeTags(lines.get(key) ?? '');
      if (decoded !== undefined) this.#index.set(path, key, decoded.tags, text);
      if (n % PAUSE_EVERY === PAUSE_EVERY - 1) await pause();
    }
    this.#store?.append(fresh);
    this.#sweep(lines, known, signal);
    return missing.length;
  }

  /** Forgets what no file has any more, once that is most of the store. */
  #sweep(lines: TagLines, known: number, signal: CancelSignal): void {
    if (this.#swept || known === 0 || signal.aborted) return;
    const keys = new Set(this.#index.files.flatMap((file) => file?.key ?? []));
    if (known <= 2 * keys.size) return;
    this.#store?.rewrite([...lines].flatMap(([key, line]) => (keys.has(key) ? line : [])));
    this.#swept = true;
  }

  async #link(): Promise<void> {
    let linked = 0;
    for (const file of this.#index.files) {
      if (file === undefined || file.links !== undefined) continue;
      this.#index.setLinks(file, linksOf(file, this.#index));
      linked += 1;
      if (linked % PAUSE_EVERY === 0) await pause();
    }
  }
}

/** Lets the process answer others meanwhile. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
