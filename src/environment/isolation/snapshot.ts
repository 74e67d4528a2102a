import { chmodSync, constants, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';
import type { CancelSignal } from '../../loop/types.ts';
import type { Lease } from './lease.ts';
import { statOf, targetWithin, throughLink } from './links.ts';
import { FILE_LIMIT, isNeverSource, listFiles } from './list-files.ts';

/** Files above this are copied but not read: no skill edits a megabyte of source. */
const READABLE_BYTES = 1024 * 1024;
/** Bytes of all files of a snapshot; the largest are left out until the rest fits. */
const SNAPSHOT_BYTES = 1024 * 1024 * 1024;
const AT_ONCE = 8;
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
  /** Files that are too large to be copied along, largest first. */
  readonly tooLarge: readonly string[];
  /** Symbolic links that stay inside, with where they lead, relative to their own folder. Others are left out. */
  readonly links: ReadonlyMap<string, string>;
  readonly #paths: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #texts = new Map<string, string | undefined>();
  readonly #withBom = new Set<string>();

  private constructor(
    origin: string,
    folder: string,
    held: {
      readonly paths: readonly string[];
      readonly links: ReadonlyMap<string, string>;
      readonly isCut: boolean;
      readonly tooLarge: readonly string[];
    },
  ) {
    this.origin = origin;
    this.folder = folder;
    this.#paths = held.paths;
    this.#known = new Set(held.paths);
    this.links = held.links;
    this.isCut = held.isCut;
    this.tooLarge = held.tooLarge;
  }

  /**
   * Takes one. When it is cancelled meanwhile, it holds what was copied until then: whoever cancelled will not use it.
   * @param limitBytes of all files together; the largest are left out until the rest fits
   */
  static async take(
    origin: string,
    overlays: readonly Overlay[],
    lease: Lease,
    signal: CancelSignal,
    limitBytes = SNAPSHOT_BYTES,
  ): Promise<Snapshot> {
    const listed = await listFiles(origin, signal);
    const inside = overlays.filter(
      ({ path }) =>
        isInside(path) && !isNeverSource(path) && !throughLink(origin, path) && !isBelowFile(origin, path),
    );
    const unsaved = new Map(inside.map((overlay) => [overlay.path, overlay.text]));
    const all = [...new Set([...listed.files, ...unsaved.keys()])].toSorted();
    const kept = all.slice(0, FILE_LIMIT);
    const tooLarge = largest(origin, kept, limitBytes);
    const folder = join(lease.folder, 'snapshot');
    mkdirSync(folder);
    const taken = await takeAll(
      origin,
      folder,
      kept.filter((path) => !tooLarge.includes(path)),
      unsaved,
      signal,
    );
    const links = new Map(
      listed.links.flatMap((path) => {
        const target = targetWithin(origin, path);
        return target === undefined ? [] : [[path, target] as const];
      }),
    );
    return new Snapshot(origin, folder, { paths: taken, links, isCut: all.length > FILE_LIMIT, tooLarge });
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

/** Whether a file stands where the path has a folder. */
function isBelowFile(root: string, path: string): boolean {
  const parent = posix.dirname(path);
  return parent !== '.' && (statOf(join(root, parent))?.isFile() === true || isBelowFile(root, parent));
}

/** The largest files, as many as must be left out for the rest to fit. */
function largest(origin: string, paths: readonly string[], limitBytes: number): readonly string[] {
  const sized = paths.map((path) => ({
    path,
    bytes: statOf(join(origin, path))?.size ?? 0,
  }));
  let total = sized.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total <= limitBytes) return [];
  const left: string[] = [];
  for (const { path, bytes } of sized.toSorted((a, b) => b.bytes - a.bytes)) {
    if (total <= limitBytes) break;
    left.push(path);
    total -= bytes;
  }
  return left;
}

/** Copies files into the snapshot; returns those that were there to be copied, in their order. */
async function takeAll(
  origin: string,
  folder: string,
  paths: readonly string[],
  unsaved: ReadonlyMap<string, string>,
  signal: CancelSignal,
): Promise<readonly string[]> {
  const left = paths.values();
  const taken = new Set<string>();
  const worker = async (): Promise<void> => {
    for (const path of left) {
      if (signal.aborted) return;
      if (await take(origin, folder, path, unsaved.get(path))) taken.add(path);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return paths.filter((path) => taken.has(path));
}

/** Copies one file into the snapshot; false when it vanished meanwhile, or a file is in the place of its folder. */
async function take(
  origin: string,
  folder: string,
  path: string,
  unsaved: string | undefined,
): Promise<boolean> {
  const from = join(origin, path);
  const to = join(folder, path);
  try {
    mkdirSync(dirname(to), { recursive: true });
    if (unsaved === undefined) {
      await copyFile(from, to, constants.COPYFILE_FICLONE);
    } else {
      writeFileSync(to, hasBom(from) && !unsaved.startsWith(BOM) ? BOM + unsaved : unsaved);
      const mode = lstatSync(from, { throwIfNoEntry: false })?.mode;
      if (mode !== undefined) chmodSync(to, mode);
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
