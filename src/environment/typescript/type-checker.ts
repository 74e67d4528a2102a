import { join, relative, sep } from 'node:path';
import type ts from 'typescript';
import type { CodeFix, TypeChecker } from '../../loop/rooms.ts';
import type { Diagnostic } from '../../loop/types.ts';
import { fixesOf } from './code-fixes.ts';
import { compileError } from './diagnostic.ts';
import { importersOf } from './importers.ts';
import type { LoadedTypescript } from './load.ts';
import { memberDefinitions } from './member-definitions.ts';
import { Configurations, looseConfig, TypescriptProject } from './project.ts';
import type { WorkspaceTexts } from './workspace-texts.ts';

/** A compiler checks the types of such a file only where the file asks for it. */
const PLAIN = /\.[cm]?jsx?$/;
const CHECKED = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;

/** Whether the language service checks files of this name. */
export function isTypeChecked(path: string): boolean {
  return CHECKED.test(path) && !path.endsWith('.min.js');
}

/** The TypeScript language service over the snapshot, with candidates as in-memory overlays: no file is written. */
export class TypescriptChecker implements TypeChecker {
  readonly name: string;
  readonly #typescript: LoadedTypescript;
  readonly #snapshot: WorkspaceTexts;
  readonly #projects = new Map<string, TypescriptProject>();
  #read: Configurations | undefined;
  readonly #byFile = new Map<string, TypescriptProject>();

  /** @param typescript its `api` is first used when something is asked */
  constructor(typescript: LoadedTypescript, snapshot: WorkspaceTexts) {
    this.#typescript = typescript;
    this.#snapshot = snapshot;
    this.name = typescript.name;
  }

  diagnose(
    path: string,
    overlay: ReadonlyMap<string, string | undefined> = new Map(),
  ): readonly Diagnostic[] {
    if (!isTypeChecked(path)) return [];
    const file = this.#absolute(path);
    const project = this.#projectOf(file);
    project.overlay(this.#absolutes(overlay));
    if (project.service.getProgram()?.getSourceFile(file) === undefined) return [];
    const found = [
      ...project.service.getSyntacticDiagnostics(file),
      ...project.service.getSemanticDiagnostics(file),
    ];
    const text = overlay.get(path) ?? this.#snapshot.read(path) ?? '';
    return found
      .filter((d) => d.category === this.#api.DiagnosticCategory.Error)
      .map((d) => this.#diagnostic(path, text, d));
  }

  /** Errors of several files, by path. */
  async diagnoseAll(
    paths: readonly string[],
    overlay?: ReadonlyMap<string, string | undefined>,
  ): Promise<ReadonlyMap<string, readonly Diagnostic[]>> {
    return new Map(paths.map((path) => [path, this.diagnose(path, overlay)]));
  }

  /** Files of the workspace that may see a change of the given one, whichever configuration they belong to. */
  async importersOf(path: string): Promise<readonly string[]> {
    const checked = this.#snapshot.list().filter((name) => isTypeChecked(name) && this.includes(name));
    return importersOf(path, this.#snapshot, checked);
  }

  /** Whether the project's own compiler would look at the file. */
  includes(path: string): boolean {
    return this.#configurations.includes(this.#absolute(path));
  }

  fixes(diagnostic: Diagnostic, overlay: ReadonlyMap<string, string> = new Map()): readonly CodeFix[] {
    const file = this.#absolute(diagnostic.path);
    const project = this.#projectOf(file);
    project.overlay(this.#absolutes(overlay));
    const text = overlay.get(diagnostic.path) ?? this.#snapshot.read(diagnostic.path) ?? '';
    const { service } = project;
    return fixesOf({
      ...{ api: this.#api, service, file, text, diagnostic },
      relative: (absolute) => this.#relative(absolute),
    });
  }

  members(path: string): ReadonlyMap<string, readonly string[]> | undefined {
    if (!isTypeChecked(path)) return undefined;
    const file = this.#absolute(path);
    const project = this.#projectOf(file, 'types');
    project.overlay(new Map());
    const program = project.service.getProgram();
    if (program?.getSourceFile(file) === undefined) return undefined;
    return memberDefinitions(this.#api, program, file, (absolute) => this.#relative(absolute));
  }

  /** @param depth `types`: what the libraries declare is known as well, also where no error needs it */
  #projectOf(file: string, depth: 'errors' | 'types' = 'errors'): TypescriptProject {
    const known = this.#byFile.get(`${depth} ${file}`);
    if (known !== undefined) return known;
    const read = (absolute: string): string | undefined => {
      const within = this.#relative(absolute);
      const own = within === undefined ? undefined : this.#snapshot.read(within);
      return own ?? this.#api.sys.readFile(absolute);
    };
    const config = this.#configurations.of(file);
    const isPlain = config === undefined && depth === 'errors' && PLAIN.test(file) && this.#isPlain(read);
    const key = isPlain ? 'plain' : String(config?.options.configFilePath ?? '');
    let project = this.#projects.get(key);
    if (project === undefined) {
      project = new TypescriptProject(
        this.#api,
        this.#snapshot,
        config ?? looseConfig(this.#api, this.#looseFiles(), isPlain),
        read,
      );
      this.#projects.set(key, project);
    }
    if (!project.contains(file)) project.include(file);
    this.#byFile.set(`${depth} ${file}`, project);
    return project;
  }

  /** Whether no file without a configuration has its types checked. */
  #isPlain(read: (absolute: string) => string | undefined): boolean {
    return this.#looseFiles().every((file) => PLAIN.test(file) && !/@ts-check/.test(read(file) ?? ''));
  }

  /** All files without a configuration at once: one by one, each would make a program of its own. */
  #looseFiles(): string[] {
    return this.#snapshot
      .list()
      .filter(isTypeChecked)
      .map((path) => this.#absolute(path))
      .filter((file) => this.#configurations.of(file) === undefined);
  }

  #diagnostic(path: string, text: string, d: ts.Diagnostic): Diagnostic {
    const start = d.start ?? 0;
    const message = this.#api.flattenDiagnosticMessageText(d.messageText, '\n');
    return compileError(path, text, { start, end: start + (d.length ?? 0), code: d.code, message });
  }

  get #api(): typeof ts {
    return this.#typescript.api;
  }

  get #configurations(): Configurations {
    this.#read ??= new Configurations(this.#api, this.#snapshot.origin);
    return this.#read;
  }

  #absolutes(overlay: ReadonlyMap<string, string | undefined>): ReadonlyMap<string, string | undefined> {
    const checked = [...overlay].filter(([name]) => isTypeChecked(name));
    return new Map(checked.map(([name, text]) => [this.#absolute(name), text]));
  }

  #absolute(path: string): string {
    return join(this.#snapshot.origin, path).split(sep).join('/');
  }

  #relative(absolute: string): string | undefined {
    const within = relative(this.#snapshot.origin, absolute).split(sep).join('/');
    return within.startsWith('..') || within.split('/').includes('node_modules') ? undefined : within;
  }
}
