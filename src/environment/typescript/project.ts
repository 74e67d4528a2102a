import { dirname, join } from 'node:path';
import type ts from 'typescript';
import type { WorkspaceTexts } from './workspace-texts.ts';

/** The texts that stand in for the snapshot's, by absolute path; `undefined` for a deleted file. */
export type Overlays = ReadonlyMap<string, string | undefined>;

/** One compiler configuration with its language service, over the snapshot's texts. */
export class TypescriptProject {
  readonly service: ts.LanguageService;
  readonly #roots: ReadonlySet<string>;
  #overlays: Overlays = new Map();
  readonly #versions = new Map<string, number>();

  constructor(
    api: typeof ts,
    snapshot: WorkspaceTexts,
    config: ts.ParsedCommandLine,
    read: (absolute: string) => string | undefined,
  ) {
    this.#roots = new Set(config.fileNames);
    const extra = new Set<string>();
    const current = (path: string): string | undefined =>
      this.#overlays.has(path) ? this.#overlays.get(path) : read(path);
    // Files that only the editor or a candidate holds are on no disk, and neither may be their folders.
    const unsaved = new Set(
      snapshot
        .list()
        .map((path) => `${snapshot.origin}/${path}`)
        .filter((path) => /\.([cm]?[jt]sx?|json)$/.test(path) && !api.sys.fileExists(path)),
    );
    const isNewFolder = (folder: string): boolean =>
      [...unsaved, ...this.#overlays.keys()].some(
        (path) => path.startsWith(`${folder}/`) && !this.#isDeleted(path),
      );
    const host: ts.LanguageServiceHost & { useSourceOfProjectReferenceRedirect(): boolean } = {
      getCompilationSettings: () => config.options,
      getScriptFileNames: () => [
        ...new Set(
          [...this.#roots, ...extra, ...this.#overlays.keys()].filter((path) => !this.#isDeleted(path)),
        ),
      ],
      getScriptVersion: (path) => String(this.#versions.get(path) ?? 0),
      getScriptSnapshot: (path) => {
        const text = current(path);
        return text === undefined ? undefined : api.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => snapshot.origin,
      // A project that refers to others sees their sources, as in an editor, and needs none of their builds.
      getProjectReferences: () => config.projectReferences,
      useSourceOfProjectReferenceRedirect: () => true,
      getDefaultLibFileName: (options) => api.getDefaultLibFilePath(options),
      fileExists: (path) =>
        this.#overlays.has(path)
          ? this.#overlays.get(path) !== undefined
          : unsaved.has(path) || api.sys.fileExists(path),
      readFile: current,
      readDirectory: api.sys.readDirectory,
      directoryExists: (folder) => isNewFolder(folder) || api.sys.directoryExists(folder),
      getDirectories: api.sys.getDirectories,
      ...(api.sys.realpath === undefined ? {} : { realpath: api.sys.realpath }),
    };
    this.include = (path) => extra.add(path);
    this.service = api.createLanguageService(host, api.createDocumentRegistry());
  }

  /** Makes a file part of the program that the configuration does not name. */
  readonly include: (path: string) => void;

  contains(path: string): boolean {
    return this.#roots.has(path) || this.service.getProgram()?.getSourceFile(path) !== undefined;
  }

  #isDeleted(path: string): boolean {
    return this.#overlays.has(path) && this.#overlays.get(path) === undefined;
  }

  /** Replaces the overlays; only the files that differ are checked anew. */
  overlay(next: Overlays): void {
    for (const path of new Set([...this.#overlays.keys(), ...next.keys()])) {
      if (this.#overlays.get(path) === next.get(path) && this.#overlays.has(path) === next.has(path))
        continue;
      this.#versions.set(path, (this.#versions.get(path) ?? 0) + 1);
    }
    this.#overlays = next;
  }
}

/** Finds configurations; each is read once, since reading one looks through all folders that it includes. */
export class Configurations {
  readonly #api: typeof ts;
  readonly #root: string;
  readonly #parsed = new Map<
    string,
    { readonly config: ts.ParsedCommandLine; readonly files: ReadonlySet<string> }
  >();

  constructor(api: typeof ts, root: string) {
    this.#api = api;
    this.#root = root;
  }

  /** The one that governs a file: the nearest one, or the one it refers to that includes the file. */
  of(file: string): ts.ParsedCommandLine | undefined {
    for (let folder = dirname(file); folder.startsWith(this.#root); folder = dirname(folder)) {
      for (const name of ['tsconfig.json', 'jsconfig.json']) {
        const path = join(folder, name);
        if (this.#parsed.has(path) || this.#api.sys.fileExists(path)) return this.#governing(path, file, 0);
      }
      if (folder === dirname(folder)) break;
    }
    return undefined;
  }

  /** Whether a compiler would look at the file: it is included, or nothing says what is. */
  includes(file: string): boolean {
    const config = this.of(file);
    return config === undefined || config.fileNames.length === 0 || this.#filesOf(config).has(file);
  }

  #filesOf(config: ts.ParsedCommandLine): ReadonlySet<string> {
    const known = [...this.#parsed.values()].find((each) => each.config === config);
    return known?.files ?? new Set(config.fileNames);
  }

  #governing(path: string, file: string, depth: number): ts.ParsedCommandLine {
    const { config, files } = this.#parse(path);
    if (depth > 3 || files.has(file)) return config;
    for (const reference of config.projectReferences ?? []) {
      const target = this.#api.resolveProjectReferencePath(reference);
      if (!this.#api.sys.fileExists(target)) continue;
      const inner = this.#governing(target, file, depth + 1);
      if (this.#filesOf(inner).has(file)) return inner;
    }
    return config;
  }

  #parse(path: string): { readonly config: ts.ParsedCommandLine; readonly files: ReadonlySet<string> } {
    const known = this.#parsed.get(path);
    if (known !== undefined) return known;
    const config = parseConfig(this.#api, path);
    const entry = { config, files: new Set(config.fileNames) };
    this.#parsed.set(path, entry);
    return entry;
  }
}

function parseConfig(api: typeof ts, path: string): ts.ParsedCommandLine {
  const { config } = api.readConfigFile(path, api.sys.readFile);
  const isJsconfig = path.endsWith('jsconfig.json');
  const base: ts.CompilerOptions = isJsconfig ? { allowJs: true } : {};
  const parsed = api.parseJsonConfigFileContent(config ?? {}, api.sys, dirname(path), base, path);
  // Nothing is emitted, and a project that refers to others must not need their builds.
  return { ...parsed, options: { ...parsed.options, noEmit: true, composite: false, incremental: false } };
}

/**
 * For files without a configuration: lenient, as an editor is.
 * @param isPlain whether none of them has its types checked; then nobody asks what the declarations of the libraries say,
 *   and to read these takes longer than everything else
 */
export function looseConfig(api: typeof ts, fileNames: string[], isPlain = false): ts.ParsedCommandLine {
  const options: ts.CompilerOptions = {
    allowJs: true,
    noEmit: true,
    target: api.ScriptTarget.ESNext,
    module: api.ModuleKind.ESNext,
    moduleResolution: api.ModuleResolutionKind.Bundler,
    // Unrelated scripts must not declare each other's names.
    moduleDetection: api.ModuleDetectionKind.Force,
    allowImportingTsExtensions: true,
    esModuleInterop: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    jsx: api.JsxEmit.Preserve,
    ...(isPlain ? { noLib: true, types: [] } : {}),
  };
  return { options, fileNames, errors: [] };
}
