import { constants, copyFileSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Sources } from '../../loop/ports.ts';
import type { CancelSignal } from '../../loop/types.ts';
import type { Lease } from './lease.ts';
import { throughLink } from './links.ts';
import { FILE_LIMIT, isNeverSource, listFiles } from './list-files.ts';

/** Files above this are copied but not read: no skill edits a megabyte of source. */
const READABLE_BYTES = 1024 * 1024;
export const BOM = '\uFEFF';

/** What an unsaved editor holds; it wins over the disk. */
export interface Overlay {
  readonly path: string;
  readonly text: string;
}

/**
 * The workspace as the person saw it when the task began: a copy of its own, so that saving while candidates are
 * being checked cannot mix two states.
 */
export class Snapshot implements Sources {
  /** Absolute path of the workspace it was taken from. */
  readonly origin: string;
  /** Absolute path of the pristine copy. */
  readonly folder: string;
  /** Whether the workspace had more files than a snapshot takes. */
  readonly isCut: boolean;
  readonly #paths: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #texts = new Map<string, string | undefined>();
  readonly #withBom = new Set<string>();

  private constructor(origin: string, folder: string, paths: readonly string[], isCut: boolean) {
    this.origin = origin;
    this.folder = folder;
    this.#paths = paths;
    this.#known = new Set(paths);
    this.isCut = isCut;
  }

  static async take(
    origin: string,
    overlays: readonly Overlay[],
    lease: Lease,
    signal: CancelSignal,
  ): Promise<Snapshot> {
    const listed = await listFiles(origin, signal);
    const inside = overlays.filter(
      ({ path }) => isInside(path) && !isNeverSource(path) && !throughLink(origin, path),
    );
    const unsaved = new Map(inside.map((overlay) => [overlay.path, overlay.text]));
    const all = [...new Set([...listed, ...unsaved.keys()])].toSorted();
    const folder = join(lease.folder, 'snapshot');
    mkdirSync(folder);
    mkdirSync(join(lease.folder, 'tmp'));
    const taken = all.slice(0, FILE_LIMIT).filter((path) => take(origin, folder, path, unsaved.get(path)));
    return new Snapshot(origin, folder, taken, all.length > FILE_LIMIT);
  }

  /** Every file, readable or not. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  list(): readonly string[] {
    return this.#paths;
  }

  read(path: string): string | undefined {
    if (!this.#known.has(path)) return undefined;
    if (!this.#texts.has(path)) this.#texts.set(path, this.#decode(path));
    return this.#texts.get(path);
  }

  /** The bytes to write for a text of this path: with its byte-order mark where the file had one. */
  encode(path: string, text: string): string {
    this.read(path);
    return this.#withBom.has(path) ? BOM + text : text;
  }

  #decode(path: string): string | undefined {
    const absolute = join(this.folder, path);
    const stat = lstatSync(absolute, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > READABLE_BYTES) return undefined;
    const bytes = readFileSync(absolute);
    if (bytes.includes(0)) return undefined;
    try {
      // Any other encoding than UTF-8 would not survive being written back.
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      if (!text.startsWith(BOM)) return text;
      this.#withBom.add(path);
      return text.slice(1);
    } catch {
      return undefined;
    }
  }
}

/** An editor may hold files from anywhere. */
function isInside(path: string): boolean {
  return (
    posix.normalize(path) === path && !posix.isAbsolute(path) && !/^\.\.?(\/|$)|^[A-Za-z]:|\\|\0/.test(path)
  );
}

/** Copies one file into the snapshot; false when it vanished meanwhile, or a file is in the place of its folder. */
function take(origin: string, folder: string, path: string, unsaved: string | undefined): boolean {
  const from = join(origin, path);
  const to = join(folder, path);
  try {
    mkdirSync(dirname(to), { recursive: true });
    if (unsaved === undefined) {
      copyFileSync(from, to, constants.COPYFILE_FICLONE);
    } else {
      writeFileSync(to, hasBom(from) && !unsaved.startsWith(BOM) ? BOM + unsaved : unsaved);
    }
    return true;
  } catch {
    return false;
  }
}

function hasBom(file: string): boolean {
  try {
    return readFileSync(file)
      .subarray(0, 3)
      .equals(Buffer.from([0xef, 0xbb, 0xbf]));
  } catch {
    return false;
  }
}
