import { posix } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';

/** Where the packages of a workspace's Go modules lie, and which file declares a test. */
export class GoPackages {
  readonly #sources: Sources;
  readonly #files: readonly string[];
  /** Folder of each module by its path, as its go.mod says. */
  readonly #modules: ReadonlyMap<string, string>;
  readonly #functions = new Map<string, ReadonlySet<string>>();

  constructor(testFiles: readonly string[], sources: Sources) {
    this.#sources = sources;
    this.#files = testFiles.filter((path) => path.endsWith('_test.go'));
    const manifests =
      this.#files.length === 0 ? [] : sources.list().filter((path) => posix.basename(path) === 'go.mod');
    this.#modules = new Map(
      manifests.flatMap((path) => {
        const name = /^module\s+"?([^\s"]+)"?/m.exec(sources.read(path) ?? '')?.[1];
        return name === undefined ? [] : [[name, posix.dirname(path)] as const];
      }),
    );
  }

  /** @param unit the package's import path */
  testFilesOf(unit: string): readonly string[] {
    const [module] = [...this.#modules.keys()]
      .filter((name) => unit === name || unit.startsWith(`${name}/`))
      .toSorted((a, b) => b.length - a.length);
    if (module === undefined) return [];
    const folder = posix.join(this.#modules.get(module) ?? '.', unit.slice(module.length));
    return this.#files.filter((path) => posix.dirname(path) === folder.replace(/\/$/, ''));
  }

  /** The file that declares a test, or the test that a subtest belongs to. */
  fileOf(unit: string, test: string): string | undefined {
    const [name = ''] = test.split('/');
    return this.testFilesOf(unit).find((path) => this.#declares(path, name));
  }

  #declares(path: string, name: string): boolean {
    let known = this.#functions.get(path);
    if (known === undefined) {
      const found = (this.#sources.read(path) ?? '').matchAll(/^func (\w+)\(/gm);
      known = new Set([...found].map((match) => match[1] ?? ''));
      this.#functions.set(path, known);
    }
    return known.has(name);
  }
}
