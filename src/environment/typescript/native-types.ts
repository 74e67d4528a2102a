import { createRequire } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from '../../loop/types.ts';
import { compileError } from './diagnostic.ts';
import { importersOf } from './importers.ts';
import { NativeFiles, type Overlay } from './native-files.ts';
import { isTypeChecked } from './type-checker.ts';
import type { WorkspaceTexts } from './workspace-texts.ts';

/*
 * TypeScript from version 7 on is a native program with an interface of its own, which it calls unstable: only the few
 * calls below are used, and where one of them fails the language service takes over.
 */
interface NativeDiagnostic {
  readonly pos: number;
  readonly end: number;
  readonly code: number;
  /** 1 is an error. */
  readonly category: number;
  readonly text: string;
  readonly messageChain?: readonly NativeDiagnostic[];
}

interface NativeProject {
  readonly program: {
    getSourceFileNames(): Promise<readonly string[]>;
    getSyntacticDiagnostics(file: string): Promise<readonly NativeDiagnostic[]>;
    getSemanticDiagnostics(file: string): Promise<readonly NativeDiagnostic[]>;
  };
}

interface NativeSnapshot {
  getProjects(): readonly NativeProject[];
  getDefaultProjectForFile(file: string): Promise<NativeProject | undefined>;
  dispose(): Promise<void>;
}

interface FileChanges {
  readonly changed?: readonly string[];
  readonly created?: readonly string[];
  readonly deleted?: readonly string[];
}

interface NativeApi {
  updateSnapshot(params: {
    readonly openProjects?: readonly string[];
    readonly fileChanges?: FileChanges;
  }): Promise<NativeSnapshot>;
  close(): Promise<void>;
}

/** The package of a native TypeScript that the folder's own code would import, or undefined. */
export function nativeTypescriptOf(folder: string): string | undefined {
  try {
    const manifest = createRequire(join(folder, 'package.json')).resolve('typescript/package.json');
    const { version } = createRequire(manifest)(manifest) as { readonly version: string };
    return Number(version.split('.', 1)[0]) >= 7 ? dirname(manifest) : undefined;
  } catch {
    return undefined;
  }
}

/** Compile errors by a native TypeScript, in a process of its own, with candidates as overlays in memory. */
export class NativeTypes {
  readonly name: string;
  readonly #api: NativeApi;
  readonly #files: NativeFiles;
  readonly #snapshot: WorkspaceTexts;
  #current: NativeSnapshot;
  #overlay: Overlay = new Map();
  #names: ReadonlySet<string> | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(
    api: NativeApi,
    name: string,
    snapshot: WorkspaceTexts,
    current: NativeSnapshot,
    files: NativeFiles,
  ) {
    this.#api = api;
    this.name = name;
    this.#snapshot = snapshot;
    this.#current = current;
    this.#files = files;
  }

  /**
   * Starts the program and opens every configuration of the workspace. Undefined when the package has no such interface
   * or does not start.
   * @param folder absolute; the package of the native TypeScript
   * @param whose for people, for example `the project's`
   */
  static async open(
    folder: string,
    whose: string,
    snapshot: WorkspaceTexts,
  ): Promise<NativeTypes | undefined> {
    let api: NativeApi | undefined;
    const configs = snapshot
      .list()
      .filter((path) => /^[tj]sconfig(?:\..+)?\.json$/.test(posix.basename(path)));
    // Files that no configuration names it does not look at.
    if (configs.length === 0) return undefined;
    try {
      const require = createRequire(join(folder, 'package.json'));
      const { version } = require('./package.json') as { readonly version: string };
      const { API } = (await import(pathToFileURL(require.resolve('typescript/unstable/async')).href)) as {
        API: new (options: object) => NativeApi;
      };
      const files = new NativeFiles(snapshot);
      const { readFile, fileExists, directoryExists, getAccessibleEntries } = files;
      api = new API({
        cwd: snapshot.origin,
        fs: { readFile, fileExists, directoryExists, getAccessibleEntries },
      });
      const current = await api.updateSnapshot({
        openProjects: configs.map((path) => join(snapshot.origin, path)),
      });
      return new NativeTypes(api, `TypeScript ${version} (${whose})`, snapshot, current, files);
    } catch {
      await api?.close().catch(() => undefined);
      return undefined;
    }
  }

  /** Errors of some files with the given texts in place of the snapshot's, by path. */
  diagnoseAll(
    paths: readonly string[],
    overlay: Overlay = new Map(),
  ): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
    // One overlay at a time: the program knows one state of the files.
    const turn = this.#queue.then(() => this.#diagnose(paths, overlay));
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  /** Whether some configuration of the project includes the file. */
  async includes(path: string): Promise<boolean> {
    return (await this.#sourceFiles()).has(path);
  }

  /** Files of the workspace that may see a change of the given one, by what their texts mention. */
  async importersOf(path: string): Promise<readonly string[]> {
    return importersOf(path, this.#snapshot, await this.#sourceFiles());
  }

  async close(): Promise<void> {
    await this.#api.close();
  }

  async #sourceFiles(): Promise<ReadonlySet<string>> {
    if (this.#names !== undefined) return this.#names;
    const names = new Set<string>();
    const known = new Set(this.#snapshot.list());
    for (const project of this.#current.getProjects()) {
      for (const file of await project.program.getSourceFileNames()) {
        const path = relative(this.#snapshot.origin, file).split(sep).join('/');
        if (known.has(path)) names.add(path);
      }
    }
    this.#names = names;
    return names;
  }

  async #diagnose(
    paths: readonly string[],
    overlay: Overlay,
  ): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
    await this.#move(overlay);
    const found = new Map<string, readonly Diagnostic[]>();
    for (const path of paths) {
      if (!isTypeChecked(path)) continue;
      const text = overlay.has(path) ? overlay.get(path) : this.#snapshot.read(path);
      if (text === undefined) continue;
      const file = join(this.#snapshot.origin, path);
      const project = await this.#current.getDefaultProjectForFile(file);
      if (project === undefined) continue;
      const all = [
        ...(await project.program.getSyntacticDiagnostics(file)),
        ...(await project.program.getSemanticDiagnostics(file)),
      ];
      const errors = all
        .filter(({ category }) => category === 1)
        .map((one) =>
          compileError(path, text, { start: one.pos, end: one.end, code: one.code, message: wordsOf(one) }),
        );
      found.set(path, errors);
    }
    return found;
  }

  /**
   * Brings the program from the overlay that it has to another one, a file at a time: where a single text has changed,
   * the compiler keeps its program and not only its trees.
   */
  async #move(overlay: Overlay): Promise<void> {
    const before = this.#overlay;
    if (before === overlay) return;
    const between = new Map(before);
    const there = (path: string, texts: Overlay): boolean =>
      texts.has(path) ? texts.get(path) !== undefined : this.#snapshot.read(path) !== undefined;
    for (const path of new Set([...before.keys(), ...overlay.keys()].filter(isTypeChecked))) {
      const was = there(path, before);
      const is = there(path, overlay);
      if (overlay.has(path)) between.set(path, overlay.get(path));
      else between.delete(path);
      if (!was && !is) continue;
      const file = join(this.#snapshot.origin, path);
      await this.#update(between, { [was && is ? 'changed' : is ? 'created' : 'deleted']: [file] });
    }
    this.#files.put(overlay);
    this.#overlay = overlay;
  }

  async #update(overlay: Overlay, fileChanges: FileChanges): Promise<void> {
    this.#files.put(overlay);
    // What the program holds from here on, also when it gives up on the next file.
    this.#overlay = new Map(overlay);
    const old = this.#current;
    this.#current = await this.#api.updateSnapshot({ fileChanges });
    await old.dispose();
  }
}

/** The message with what it is due to, as the compilers print it. */
function wordsOf({ text, messageChain }: NativeDiagnostic, depth = 1): string {
  const because = (messageChain ?? []).map((next) => `\n${'  '.repeat(depth)}${wordsOf(next, depth + 1)}`);
  return text + because.join('');
}
