import { posix } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';
import type { Look } from '../../loop/types.ts';
import { rangeBetween } from '../../syntax/change.ts';
import type { Syntax } from '../../syntax/syntax.ts';
import type { Texts } from './changed-texts.ts';
import { alignmentOf, becomesTwin, Parallels } from './parallels.ts';
import { type Part, partsOf } from './parts.ts';
import { type Assignments, assignmentsIn, forgotten, pointlessIn } from './pointless.ts';

/** Longer files are not looked at: it would take longer than it tells. */
const MOST_CHARACTERS = 80_000;

/** What stands beside a file is read once for all versions: so many files of its language, none of them longer. */
const BESIDE = { files: 12, characters: 20_000 } as const;

interface Read {
  readonly text: string;
  readonly root: Part;
  readonly parallels: Parallels;
  readonly pointless: number;
  readonly assignments: Assignments;
}

/** How versions read beside the code around what they change; what was seen of one is kept. */
export class Looks {
  readonly #sources: Sources;
  readonly #syntax: Syntax;
  readonly #known = new Map<string, Look>();
  /** By path: the file as it is. */
  readonly #before = new Map<string, Read | undefined>();
  /** By folder and language: what is built in the files there. */
  readonly #beside = new Map<string, ReadonlyMap<string, Parallels>>();

  constructor(sources: Sources, syntax: Syntax) {
    this.#sources = sources;
    this.#syntax = syntax;
  }

  async of(candidate: string, texts: Texts): Promise<Look> {
    const known = this.#known.get(candidate);
    if (known !== undefined) return known;
    let [aligned, pointless, twins] = [0, 0, 0];
    for (const [path, text] of texts) {
      const before = await this.#untouched(path);
      const after = text === undefined ? undefined : await this.#read(path, text);
      if (before === undefined || after === undefined) continue;
      const range = rangeBetween(before.text, after.text);
      aligned += alignmentOf(before, after, range);
      const beside = await this.#neighbours(path);
      const others = [...beside].flatMap(([other, parallels]) => (texts.has(other) ? [] : [parallels]));
      if (becomesTwin(before, after, range, others)) twins += 1;
      pointless += after.pointless - before.pointless + forgotten(before.assignments, after.assignments);
    }
    const look = { candidate, aligned, pointless, twins };
    this.#known.set(candidate, look);
    return look;
  }

  async #untouched(path: string): Promise<Read | undefined> {
    if (this.#before.has(path)) return this.#before.get(path);
    const text = this.#sources.read(path);
    const read = text === undefined ? undefined : await this.#read(path, text);
    this.#before.set(path, read);
    return read;
  }

  /** What is built in the other files of a file's folder and language. */
  async #neighbours(path: string): Promise<ReadonlyMap<string, Parallels>> {
    const key = `${posix.dirname(path)}\n${posix.extname(path)}`;
    const known = this.#beside.get(key);
    if (known !== undefined) return known;
    const found = new Map<string, Parallels>();
    const near = this.#sources
      .list()
      .filter(
        (other) =>
          posix.dirname(other) === posix.dirname(path) && posix.extname(other) === posix.extname(path),
      );
    for (const other of near) {
      if (found.size >= BESIDE.files) break;
      const text = this.#sources.read(other);
      if (text === undefined || text.length > BESIDE.characters) continue;
      const read = await this.#untouched(other);
      if (read !== undefined) found.set(other, read.parallels);
    }
    this.#beside.set(key, found);
    return found;
  }

  async #read(path: string, text: string): Promise<Read | undefined> {
    if (text.length > MOST_CHARACTERS) return undefined;
    const root = await this.#syntax.withTree(path, text, partsOf);
    if (root === undefined) return undefined;
    return {
      ...{ text, root, parallels: new Parallels(root) },
      pointless: pointlessIn(root).length,
      assignments: assignmentsIn(root),
    };
  }
}
