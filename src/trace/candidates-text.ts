import { ends } from '../loop/rungs.ts';
import type { Observation, RungName } from '../loop/types.ts';
import { type Paint, plural } from './layout.ts';
import type { View } from './view.ts';

/** So many candidates have a line each, whatever became of them. */
const IN_FULL = 30;
/** After these, those that failed share a line at 100, 300, 1000, 3000 and so on: the longer it takes, the fewer the lines. */
const isMark = (count: number): boolean => /^[13]0{2,}$/.test(String(count));
/** The mark before one. */
const markBefore = (mark: number): number => (String(mark).startsWith('3') ? mark / 3 : (mark / 10) * 3);

const FAILED_AT: Readonly<Partial<Record<RungName, string>>> = {
  apply: 'did not apply',
  parse: 'did not parse',
  integrity: 'would cheat',
  types: 'did not compile',
  lint: 'broke a rule of the linter',
  tests: 'failed a test',
};

/**
 * The lines of one more candidate. A long search is told in short: what passes has its line, and what fails is counted,
 * since nobody reads hundreds of failures. The trace has them all.
 */
export function candidateLines(
  step: number,
  line: string,
  observation: Observation,
  view: View,
  paint: Paint,
): readonly string[] {
  const passed = failedAt(observation) === undefined;
  const own = step < IN_FULL || passed ? [line] : [];
  const next = step + 1;
  if (!isMark(next)) return own;
  const from = Math.max(IN_FULL, markBefore(next));
  const counts = new Map<string, number>();
  for (const candidate of view.candidates) {
    if (candidate.step < from || candidate.step >= next || candidate.observation === undefined) continue;
    const rung = failedAt(candidate.observation);
    if (rung === undefined) continue;
    const what = FAILED_AT[rung] ?? `failed at ${rung}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const failed = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (failed === 0) return own;
  const parts = [...counts].toSorted((a, b) => b[1] - a[1]).map(([what, count]) => `${count} ${what}`);
  return [
    ...own,
    paint.dim(`  #${from + 1} to #${next}: ${plural(failed, 'candidate')}: ${parts.join(', ')}`),
  ];
}

function failedAt({ rungs }: Observation): RungName | undefined {
  return rungs.find(({ status }) => ends(status))?.rung;
}
