import { readdirSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import type { WorkspaceTexts } from './workspace-texts.ts';

/** The texts of a candidate by path; `undefined` for a deleted file. */
export type Overlay = ReadonlyMap<string, string | undefined>;

/**
 * The files as a native TypeScript sees them: a candidate's over the snapshot's over the disk. Every answer may be
 * `undefined`, which sends the compiler to the disk itself.
 */
export class NativeFiles {
  readonly #texts: WorkspaceTexts;
  #overlay: Overlay = new Map();
  /** Folders of files that are on no disk, with the names of those files. */
  #unwritten: ReadonlyMap<string, readonly string[]> = new Map();
  /** Files that only an unsaved editor holds. */
  readonly #unsaved: readonly string[];

  constructor(texts: WorkspaceTexts) {
    this.#texts = texts;
    this.#unsaved = texts
      .list()
      .filter((path) => /\.([cm]?[jt]sx?|json)$/.test(path) && !isOnDisk(join(texts.origin, path)));
    this.put(new Map());
  }

  put(overlay: Overlay): void {
    this.#overlay = overlay;
    const added = [...overlay.keys()].filter((path) => !isOnDisk(join(this.#texts.origin, path)));
    const folders = new Map<string, string[]>();
    for (const path of new Set([...added, ...this.#unsaved])) {
      if (overlay.has(path) && overlay.get(path) === undefined) continue;
      for (let folder = posix.dirname(path), name = posix.basename(path); ; ) {
        folders.set(folder, [...(folders.get(folder) ?? []), name]);
        if (folder === '.') break;
        name = `${posix.basename(folder)}/`;
        folder = posix.dirname(folder);
      }
    }
    this.#unwritten = folders;
  }

  readonly readFile = (absolute: string): string | null | undefined => {
    const path = this.#within(absolute);
    if (path === undefined) return undefined;
    if (this.#overlay.has(path)) return this.#overlay.get(path) ?? null;
    return this.#texts.read(path);
  };

  readonly fileExists = (absolute: string): boolean | undefined => {
    const path = this.#within(absolute);
    if (path === undefined) return undefined;
    if (this.#overlay.has(path)) return this.#overlay.get(path) !== undefined;
    return this.#texts.read(path) === undefined ? undefined : true;
  };

  readonly directoryExists = (absolute: string): boolean | undefined => {
    const path = this.#within(absolute);
    return path !== undefined && this.#unwritten.has(path) ? true : undefined;
  };

  /** A folder's files and folders, where they differ from the disk's. */
  readonly getAccessibleEntries = (
    absolute: string,
  ): { files: string[]; directories: string[] } | undefined => {
    const path = this.#within(absolute);
    if (path === undefined) return undefined;
    const added = this.#unwritten.get(path) ?? [];
    const gone = [...this.#overlay].filter(
      ([name, text]) => text === undefined && posix.dirname(name) === path,
    );
    if (added.length === 0 && gone.length === 0) return undefined;
    const files = new Set<string>();
    const directories = new Set<string>();
    for (const name of namesIn(absolute)) {
      const kind = statSync(join(absolute, name), { throwIfNoEntry: false });
      if (kind?.isDirectory()) directories.add(name);
      else if (kind?.isFile()) files.add(name);
    }
    for (const name of added) {
      if (name.endsWith('/')) directories.add(name.slice(0, -1));
      else files.add(name);
    }
    for (const [name] of gone) files.delete(posix.basename(name));
    return { files: [...files], directories: [...directories] };
  };

  #within(absolute: string): string | undefined {
    const path = relative(this.#texts.origin, absolute).split(sep).join('/');
    return path.startsWith('..') || path.split('/').includes('node_modules') ? undefined : path || '.';
  }
}

function isOnDisk(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
