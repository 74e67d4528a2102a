import type { FileEdit } from '../loop/types.ts';
import type { Coverage } from './coverage.ts';
import { ReachedIndex } from './reached-index.ts';

/** Tests that may notice an edit. */
export type Covering =
  | { readonly kind: 'known'; readonly tests: ReadonlySet<string> }
  /** Nothing is known of the file, so any test may. */
  | { readonly kind: 'unknown' };

/**
 * The tests that may notice these edits, from what each test ran of the untouched snapshot. A test that never entered
 * the statement around an edit behaves as before: it cannot have run anything in it. An edit outside of all functions
 * is noticed by whatever loads the file.
 */
export function coveringTests(coverage: Coverage, edits: readonly FileEdit[]): Covering {
  const index = ReachedIndex.of(coverage);
  const tests = new Set<string>();
  for (const edit of edits) {
    const own = index.testsIn([edit.path]);
    if (own.length > 0) {
      for (const id of own) tests.add(id);
      continue;
    }
    const statements = coverage.statements.get(edit.path);
    if (statements === undefined || edit.kind !== 'modify') {
      const loading = loadedBy(coverage, edit.path);
      if (loading === undefined) return { kind: 'unknown' };
      for (const id of index.testsIn(loading)) tests.add(id);
      continue;
    }
    const probes = new Set<number>();
    for (const { start, end } of edit.replacements) {
      const around = smallestAround(statements, start, end);
      if (around === undefined) {
        for (const id of index.testsIn(loadedBy(coverage, edit.path) ?? coverage.load.keys())) tests.add(id);
      } else probes.add(around);
    }
    for (const id of index.reachedBy(edit.path, probes)) tests.add(id);
  }
  return { kind: 'known', tests };
}

/** The innermost statement that holds the whole range; what is put between two statements is in what holds both. */
function smallestAround(
  statements: readonly { readonly start: number; readonly end: number }[],
  start: number,
  end: number,
): number | undefined {
  let best: number | undefined;
  let size = Number.POSITIVE_INFINITY;
  for (const [index, statement] of statements.entries()) {
    if (statement.start > start) break;
    const holds = start === end ? statement.start < start && statement.end > end : statement.end >= end;
    if (!holds || statement.end - statement.start > size) continue;
    best = index;
    size = statement.end - statement.start;
  }
  return best;
}

/** Test files for which a file was loaded; undefined when it is not known which were. */
function loadedBy(coverage: Coverage, path: string): ReadonlySet<string> | undefined {
  if (coverage.loaded === undefined || !/\.(?:[cm]?[jt]sx?|py)$/.test(path)) return undefined;
  return new Set([...coverage.loaded].filter(([, loaded]) => loaded.includes(path)).map(([file]) => file));
}
