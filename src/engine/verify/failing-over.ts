import { withReplacements } from '../../edits/replacements.ts';
import type { Coverage, Sources } from '../../loop/rooms.ts';
import type { FileEdit } from '../../loop/types.ts';
import { stretchesBetween } from '../../syntax/change.ts';

/**
 * Those of the tests that run the code which the edits change: whoever mends that code would have mended them, likely.
 * @param coverage of the untouched snapshot; without it nothing is known, and none is named
 */
export function failingOver(
  coverage: Coverage | undefined,
  edits: readonly FileEdit[],
  failing: readonly string[],
  sources: Pick<Sources, 'read'>,
): readonly string[] {
  if (coverage === undefined) return [];
  const changed = edits.flatMap((edit) => {
    const text = edit.kind === 'modify' ? sources.read(edit.path) : undefined;
    if (edit.kind !== 'modify' || text === undefined) return [];
    const places = changedPlaces(text, withReplacements(text, edit.replacements));
    return [[edit.path, statementsAround(coverage.statements.get(edit.path) ?? [], places)] as const];
  });
  return failing.filter((test) =>
    changed.some(([path, statements]) =>
      coverage.tests
        .get(test)
        ?.get(path)
        ?.some((index) => statements.has(index)),
    ),
  );
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** What differs, line by line: one edit may replace several places with all that stands between them. */
function changedPlaces(before: string, after: string): readonly Range[] {
  return stretchesBetween(before, after).flatMap(({ start, end }) => {
    const lines = [...before.slice(start, end).matchAll(/\S(?:.*\S)?/g)];
    // What only comes, and what only moves in or out, is told by what follows it.
    if (lines.length === 0) return [{ start: end, end }];
    return lines.map(({ index, 0: line }) => ({ start: start + index, end: start + index + line.length }));
  });
}

/** Indices of the innermost statement around each place. */
function statementsAround(statements: readonly Range[], places: readonly Range[]): ReadonlySet<number> {
  return new Set(
    places.flatMap(({ start, end }) => {
      // Sorted by start: of those around the place, the last one is the inner one.
      const innermost = statements.findLastIndex((each) => each.start <= start && end <= each.end);
      return innermost === -1 ? [] : [innermost];
    }),
  );
}
