import type { Diagnostic, Target } from '../loop/types.ts';
import type { Climb } from './ladder.ts';
import { isTypeChecked, type TypescriptChecker } from './typescript/type-checker.ts';

/**
 * Compares the compile errors of the changed files and of their direct importers with the untouched ones, by
 * identity and number, never by position. `diagnosed` caches the untouched ones.
 */
export function typesRung(
  climb: Climb,
  checker: TypescriptChecker | undefined,
  diagnosed: Map<string, readonly Diagnostic[]>,
  texts: ReadonlyMap<string, string | undefined>,
  target: Target,
): boolean {
  const began = performance.now();
  const changed = [...texts.keys()].filter(isTypeChecked);
  if (checker === undefined || changed.length === 0) {
    return climb.rung('types', 'could-not-check', 'no type checker for these files', began);
  }
  const targetFiles = target.diagnostics
    .map((key) => key.split('|', 1)[0] ?? '')
    .filter((path) => path !== '');
  const files = [
    ...new Set([...changed, ...changed.flatMap((path) => checker.importers(path)), ...targetFiles]),
  ];
  const before = files.flatMap((path) => {
    const known = diagnosed.get(path) ?? checker.diagnose(path);
    diagnosed.set(path, known);
    return known;
  });
  const after = files.flatMap((path) =>
    texts.has(path) && texts.get(path) === undefined ? [] : checker.diagnose(path, texts),
  );
  const left = countByKey(before);
  const fresh = after.filter((diagnostic) => {
    const n = left.get(diagnostic.key) ?? 0;
    left.set(diagnostic.key, n - 1);
    return n <= 0;
  });
  const now = countByKey(after);
  const was = countByKey(before);
  // Of errors that look the same, as many must be gone as the target names.
  const wanted = new Map<string, number>();
  for (const key of target.diagnostics) wanted.set(key, (wanted.get(key) ?? 0) + 1);
  const cleared = target.diagnostics.filter(
    (key) => (was.get(key) ?? 0) - (now.get(key) ?? 0) >= (wanted.get(key) ?? 1),
  );
  climb.types(fresh, cleared);
  const [first] = fresh;
  if (first !== undefined) {
    return climb.rung(
      'types',
      'failed',
      `${first.code} at ${first.path}:${first.line}: ${first.message.split('\n', 1)[0]}`,
      began,
    );
  }
  if (cleared.length < target.diagnostics.length) {
    return climb.rung(
      'types',
      'failed',
      `${target.diagnostics.length - cleared.length} of the errors remain`,
      began,
    );
  }
  return climb.rung(
    'types',
    'passed',
    `${checker.name}: no new error in ${files.length} file${files.length === 1 ? '' : 's'}`,
    began,
  );
}

function countByKey(diagnostics: readonly Diagnostic[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of diagnostics) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
