import type { TestResult } from '../../../loop/types.ts';
import type { KnownTests } from '../known-tests.ts';
import type { WarmRequest, WarmRun } from '../warm-runner.ts';
import type { EndsAsBefore } from './untouched-tests.ts';

/** What is left to run of a request, and what is known without. */
export interface LeftToRun {
  readonly tests: readonly string[];
  readonly later: readonly string[];
  /** How tests end that need not be run. */
  readonly known: readonly TestResult[];
  /** The first that fails as before, where nothing is run behind it. */
  readonly end: TestResult | undefined;
}

export function leftToRun(
  { tests, later = [], bail }: WarmRequest,
  endsAsBefore: EndsAsBefore | undefined,
  before: Pick<KnownTests, 'untouched'>,
): LeftToRun {
  if (endsAsBefore === undefined) return { tests, later, known: [], end: undefined };
  const known: TestResult[] = [];
  let end: TestResult | undefined;
  const left = (ids: readonly string[]): readonly string[] =>
    ids.filter((id) => {
      if (end !== undefined) return false;
      const result = endsAsBefore(id) ? before.untouched(id) : undefined;
      if (result === undefined) return true;
      if (bail && result.status === 'failed') end = result;
      else known.push(result);
      return false;
    });
  return { tests: left(tests), later: left(later), known, end };
}

/** The run of what was left, with what was known without. */
export function completed(run: WarmRun, { known, end }: LeftToRun): WarmRun {
  if (run.status === 'could-not-run' || (known.length === 0 && end === undefined)) return run;
  const isOver = run.status !== 'ran' || run.fileErrors.length > 0;
  const hasFailed = isOver || run.results.some(({ status }) => status === 'failed');
  const last = end === undefined || hasFailed ? [] : [end];
  return { ...run, results: [...known, ...run.results, ...last] };
}
