import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';

/** The texts that are checked, and the workspace whose configurations and packages they are checked with. */
export interface WorkspaceTexts extends Sources {
  /** Absolute path of the workspace. */
  readonly origin: string;
}

/** Larger files, and those that are no UTF-8, are read by nobody here: a snapshot does not either. */
const READABLE_BYTES = 1024 * 1024;

/** A snapshot as another process sees it: the same list, and the copy of the files. */
export class CopiedTexts implements WorkspaceTexts {
  readonly origin: string;
  readonly #copy: string;
  readonly #paths: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #texts = new Map<string, string | undefined>();

  /** @param copy absolute; the folder that holds the files of `paths` */
  constructor(origin: string, copy: string, paths: readonly string[]) {
    this.origin = origin;
    this.#copy = copy;
    this.#paths = paths;
    this.#known = new Set(paths);
  }

  list(): readonly string[] {
    return this.#paths;
  }

  read(path: string): string | undefined {
    if (!this.#known.has(path)) return undefined;
    if (!this.#texts.has(path)) this.#texts.set(path, decode(join(this.#copy, path)));
    return this.#texts.get(path);
  }
}

function decode(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > READABLE_BYTES) return undefined;
  const bytes = readFileSync(file);
  if (bytes.includes(0)) return undefined;
  try {
    // The byte-order mark is left out: offsets count from what follows it.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
