import { ends } from '../loop/rungs.ts';
import type { Observation, RungName } from '../loop/types.ts';
import { type Paint, plural } from './layout.ts';
import type { View } from './view.ts';

/** So many candidates have a line each, whatever became of them. */
const IN_FULL = 30;
/** After these, so many that failed share a line. */
const TOGETHER = 100;

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
  if (next <= IN_FULL || next % TOGETHER !== 0) return own;
  const from = Math.max(IN_FULL, next - TOGETHER);
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
