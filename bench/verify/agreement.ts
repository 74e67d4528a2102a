import type { Cold } from './cold.ts';
import type { Judged } from './rounds.ts';

export interface Disagreement {
  readonly candidate: string;
  readonly fast: string;
  /** Why the cold check failed; undefined when it passed. */
  readonly cold: string | undefined;
}

export interface Agreement {
  readonly compared: number;
  readonly disagreements: readonly Disagreement[];
  /** Disagreements where the fast path passed what fails: the dangerous kind. */
  readonly wrongPasses: number;
  /** Candidates whose cold verdict changed when it was asked again; left out. */
  readonly unsteady: number;
}

/** Copies that are checked at once: the machine of the targets has two cores. */
const AT_ONCE = 2;

/**
 * Compares verdicts with cold ones. That no test covers a change and that all tests pass say the same of the whole
 * suite; a candidate that the fast path could not check counts as a disagreement, and one that the guard refused is none
 * to compare. A cold run that disagrees is asked
 * once more, alone, since a busy machine can make a test miss its time.
 */
export async function compare(
  judged: readonly Judged[],
  count: number,
  cold: Pick<Cold, 'judge' | 'failure'>,
  onProgress: (done: number) => void,
): Promise<Agreement> {
  const comparable = judged.filter(({ fast }) => fast.verdict !== 'refused');
  const sample = comparable.toSorted((a, b) => Number(b.cold !== undefined) - Number(a.cold !== undefined));
  const queue = sample.slice(0, count).values();
  const suspects: Judged[] = [];
  let done = 0;
  const worker = async (): Promise<void> => {
    for (const each of queue) {
      const { candidate, cold: run } = each;
      const failure = run === undefined ? await cold.judge(candidate) : await cold.failure(run);
      if (!agree(each, failure)) suspects.push(each);
      done += 1;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const disagreements: Disagreement[] = [];
  for (const each of suspects) {
    const failure = await cold.judge(each.candidate);
    if (agree(each, failure)) continue;
    const fast = `${each.fast.verdict} (${each.fast.why})`;
    disagreements.push({ candidate: each.candidate.title, fast, cold: failure });
  }
  return {
    compared: done - (suspects.length - disagreements.length),
    disagreements,
    wrongPasses: disagreements.filter(
      ({ fast, cold: why }) => why !== undefined && !fast.startsWith('failed'),
    ).length,
    unsteady: suspects.length - disagreements.length,
  };
}

function agree({ fast }: Judged, failure: string | undefined): boolean {
  if (fast.verdict === 'unknown') return false;
  return (fast.verdict === 'failed') === (failure !== undefined);
}
