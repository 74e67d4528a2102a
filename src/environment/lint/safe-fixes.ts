import type { LintFix, LintFixes, Sources } from '../../loop/rooms.ts';
import type { CancelSignal, Replacement } from '../../loop/types.ts';
import type { ColdTests } from '../cold-tests.ts';
import type { Linter, LintRequest } from './linter.ts';
import { readText } from './read-text.ts';

const LIMIT_SECONDS = 60;
/** Rules of a file whose fixes are asked for one by one. */
const MOST_RULES = 8;

/** What the project's linters would put right themselves, asked in a copy; the workspace's files stay as they are. */
export class SafeFixes implements LintFixes {
  readonly #linters: readonly Linter[];
  readonly #cold: ColdTests;
  readonly #sources: Sources;

  constructor(linters: readonly Linter[], cold: ColdTests, sources: Sources) {
    this.#linters = linters;
    this.#cold = cold;
    this.#sources = sources;
  }

  covers(path: string): boolean {
    return this.#linters.some((linter) => linter.covers(path));
  }

  async safeFixes(path: string, signal: CancelSignal): Promise<readonly LintFix[]> {
    const found: LintFix[] = [];
    for (const linter of this.#linters)
      if (linter.covers(path)) found.push(...(await this.#of(linter, path, signal)));
    return found;
  }

  async #of(linter: Linter, path: string, signal: CancelSignal): Promise<readonly LintFix[]> {
    const outcome = await this.#inCopy((request) => linter.lint(request), path, signal);
    if (outcome?.kind !== 'linted') return [];
    const { diagnostics } = outcome;
    const told = diagnostics.flatMap((diagnostic) => {
      const { fixes: replacements = [] } = diagnostic;
      return replacements.length === 0 ? [] : [{ diagnostic, replacements }];
    });
    if (linter.write === undefined) return told;
    const written: LintFix[] = [];
    for (const rule of [...new Set(diagnostics.map(({ code }) => code))].slice(0, MOST_RULES)) {
      const text = await this.#inCopy(
        async (request) =>
          (await linter.write?.(request, rule)) === true ? readText(request.root, path) : undefined,
        path,
        signal,
      );
      const change = difference(this.#sources.read(path) ?? '', text);
      const diagnostic = diagnostics.find(({ code }) => code === rule);
      if (change !== undefined && diagnostic !== undefined)
        written.push({ diagnostic, replacements: [change] });
    }
    return [...told, ...written];
  }

  /** Each in a copy as the snapshot is: what one rule wrote is not there for the next. */
  async #inCopy<T>(
    work: (request: LintRequest) => Promise<T>,
    path: string,
    signal: CancelSignal,
  ): Promise<T | undefined> {
    if (signal.aborted) return undefined;
    return this.#cold.inPooledFolder(
      new Map(),
      (place) => work({ ...place, files: [path], limitSeconds: LIMIT_SECONDS, signal }),
      signal,
    );
  }
}

/** The one stretch that differs; undefined when nothing does. */
function difference(before: string, after: string | undefined): Replacement | undefined {
  if (after === undefined || after === before) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { start, end: before.length - end, text: after.slice(start, after.length - end) };
}
