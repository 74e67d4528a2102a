import { posix } from 'node:path';
import type { Place } from '../../loop/types.ts';
import { plain, type Roots } from '../runners/report.ts';

/** Finds the workspace's file that a tool means: by an absolute path, one from its own folder, or the end of one. */
export class Locator {
  readonly #roots: Roots;
  readonly #cwd: string;
  readonly #known: ReadonlySet<string>;
  readonly #byName: ReadonlyMap<string, readonly string[]>;

  /**
   * @param cwd the workspace-relative folder that the tool ran in
   * @param paths every file of the workspace
   */
  constructor(roots: Roots, cwd: string, paths: readonly string[]) {
    this.#roots = roots;
    this.#cwd = cwd;
    this.#known = new Set(paths);
    const byName = new Map<string, string[]>();
    for (const path of paths) {
      const name = posix.basename(path);
      const others = byName.get(name);
      if (others === undefined) byName.set(name, [path]);
      else others.push(path);
    }
    this.#byName = byName;
  }

  /** Workspace-relative, or undefined where no file, or more than one, is meant. */
  locate(path: string): string | undefined {
    const written = path.replace(/^file:\/\/(?=\/)/, '').replaceAll('\\', '/');
    if (written === '' || written.length > 1000) return undefined;
    const candidates = posix.isAbsolute(written)
      ? [this.#roots.relative(written)]
      : [posix.join(this.#cwd, written), posix.normalize(written)];
    const exact = candidates.find((each) => each !== undefined && this.#known.has(each));
    if (exact !== undefined) return exact;
    const tail = written.replace(/^(\.{0,2}\/)+/, '');
    const ends = (this.#byName.get(posix.basename(tail)) ?? []).filter((known) => endsWith(known, tail));
    if (ends.length === 1) return ends[0];
    // A tool in a container, or behind a link, names an absolute path that ends as one of ours does.
    const within = (this.#byName.get(posix.basename(tail)) ?? []).filter((known) => endsWith(tail, known));
    const [longest] = within.toSorted((a, b) => b.length - a.length);
    return longest?.includes('/') ? longest : undefined;
  }

  /** Places that a failure's text names, innermost first: `a/b.go:12`, `File "b.py", line 3`, `(B.java:7)`. */
  frames(text: string): readonly Place[] {
    const found = plain(text)
      .slice(0, 20_000)
      .matchAll(
        /(?:File "([^"\n]{1,400})", line |([\w@$+~./\\-]{1,400}\.\w{1,10})[:(])(\d{1,7})(?::(\d{1,5}))?/g,
      );
    const places: Place[] = [];
    for (const [, quoted, bare, line, column] of found) {
      const path = this.locate(quoted ?? bare ?? '');
      if (path === undefined || places.length >= 50) continue;
      const last = places.at(-1);
      if (last?.path === path && last.line === Number(line)) continue;
      places.push({ path, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) });
    }
    // Python tells the outermost first.
    return places[0]?.path.endsWith('.py') === true ? places.toReversed() : places;
  }
}

function endsWith(path: string, tail: string): boolean {
  return path === tail || path.endsWith(`/${tail}`);
}
