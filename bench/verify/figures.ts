import type { RungName } from '../../src/loop/types.ts';
import type { Agreement } from './agreement.ts';
import type { Evaluated, Verdict } from './engine-protocol.ts';
import type { Measured } from './rounds.ts';
import { median, sum } from './statistics.ts';

/** The figures of one project. Times are milliseconds per candidate; ratios say how many times cheaper we are. */
export interface Figures {
  /** By the median of candidates one after another: what a person waits for, most of the time. */
  readonly vsCold: number;
  /** By the mean of many at once, in which the few that need every test weigh as much as they cost. */
  readonly vsColdMean: number;
  /** By the mean of StrykerJS's own mutants, checked by both; absent when it could not be run. It checks no types. */
  readonly vsStryker: number | undefined;
  /** Its mean against our median of candidates one after another: other mutants, with fewer that nothing notices. */
  readonly vsStrykerMedian: number | undefined;
  readonly batchVsCold: number;
  /** First verdict, in cold starts of the project itself. */
  readonly firstVerdict: number;
  readonly agreement: number;
  readonly milliseconds: {
    readonly coldTypes: number;
    readonly coldTests: number;
    readonly cold: number;
    /** Median of candidates checked one after another. */
    readonly latency: number;
    /** What nine in ten of them stay below. */
    readonly latencyMost: number;
    /** Mean of what each rung took of them, also of those that did not get that far. */
    readonly rungs: Readonly<Partial<Record<RungName, number>>>;
    /** Mean of candidates checked as many at once as pays. */
    readonly atOnce: number;
    readonly batch: number;
    readonly stryker: number | undefined;
    /** Mean of the same mutants, checked by us. */
    readonly strykersOwn: number | undefined;
    readonly firstVerdict: number;
    readonly ownColdStart: number;
  };
  readonly megabytes: { readonly engine: number; readonly services: number };
  readonly counts: {
    readonly cold: number;
    readonly oneByOne: number;
    readonly atOnce: number;
    readonly batch: number;
    readonly stryker: number;
    /** Mutants of which StrykerJS's tests and ours say different things. */
    readonly strykerDiffers: number;
    readonly covered: number;
    readonly refused: number;
    readonly passed: number;
    readonly failed: number;
    readonly unknown: number;
    readonly compared: number;
    readonly wrongPasses: number;
  };
}

/**
 * Candidates that no test covers, or that the guard refuses unseen, cost next to nothing, so they are not counted, and
 * what they took is put on the others: the figures are per candidate that is run, as StrykerJS's are.
 */
export function figuresOf(measured: Measured, agreement: Agreement): Figures {
  const { cold, oneByOne, atOnce, batches, stryker, strykersOwn, baseline, firstVerdict } = measured;
  const coldTypes = 1000 * median(cold.map((run) => run.typesSeconds));
  const coldTests = 1000 * median(cold.map((run) => run.testsSeconds));
  const coldBoth = 1000 * median(cold.map((run) => run.typesSeconds + run.testsSeconds));
  const singles = oneByOne.flatMap(covered);
  const latencies = singles.map(({ seconds }) => 1000 * seconds);
  const together = perCovered(atOnce);
  const batch = perCovered(batches);
  const strykerEach = stryker.kind === 'ran' ? 1000 * stryker.secondsEach : undefined;
  const mutants = stryker.kind === 'ran' ? stryker.mutants : [];
  const own = strykersOwn === undefined ? undefined : (1000 * strykersOwn.seconds) / mutants.length;
  const ours = new Map(strykersOwn?.verdicts.map((verdict) => [verdict.candidate, verdict]));
  const differs = mutants.filter(({ candidate, isKilled }) => {
    const own = ours.get(candidate.id);
    // It checks no types, so what ended there is not compared.
    return own !== undefined && isKilled !== (own.verdict === 'failed') && own.why.startsWith('tests');
  }).length;
  const ownColdStart = 1000 * (baseline.typesSeconds + baseline.testsSeconds);
  const verdicts = [...oneByOne, ...atOnce].flatMap((each) => each.verdicts);
  const count = (verdict: string): number => verdicts.filter((each) => each.verdict === verdict).length;
  return {
    vsCold: coldBoth / median(latencies),
    vsColdMean: coldBoth / together,
    vsStryker: strykerEach === undefined || own === undefined ? undefined : strykerEach / own,
    vsStrykerMedian: strykerEach === undefined ? undefined : strykerEach / median(latencies),
    batchVsCold: coldBoth / batch,
    firstVerdict: (1000 * firstVerdict) / ownColdStart,
    agreement: 1 - agreement.disagreements.length / agreement.compared,
    milliseconds: {
      coldTypes,
      coldTests,
      cold: coldBoth,
      latency: median(latencies),
      latencyMost: latencies.toSorted((a, b) => a - b)[Math.floor(0.9 * latencies.length)] ?? Number.NaN,
      rungs: meanOfRungs(singles),
      atOnce: together,
      batch,
      stryker: strykerEach,
      strykersOwn: own,
      firstVerdict: 1000 * firstVerdict,
      ownColdStart,
    },
    megabytes: measured.peak,
    counts: {
      cold: cold.length,
      oneByOne: sum(oneByOne.map((each) => each.verdicts.length)),
      atOnce: sum(atOnce.map((each) => each.verdicts.length)),
      batch: sum(batches.map((each) => each.verdicts.length)),
      stryker: mutants.length,
      strykerDiffers: differs,
      covered: verdicts.filter(wasRun).length,
      refused: count('refused'),
      passed: count('passed'),
      failed: count('failed'),
      unknown: count('unknown'),
      compared: agreement.compared,
      wrongPasses: agreement.wrongPasses,
    },
  };
}

function meanOfRungs(verdicts: readonly Verdict[]): Readonly<Partial<Record<RungName, number>>> {
  const means: Partial<Record<RungName, number>> = {};
  for (const { rung, seconds } of verdicts.flatMap((verdict) => verdict.rungs))
    means[rung] = (means[rung] ?? 0) + (1000 * seconds) / verdicts.length;
  return means;
}

function covered({ verdicts }: Evaluated): Evaluated['verdicts'] {
  return verdicts.filter(wasRun);
}

/** Milliseconds. The mean over all rounds: what a search of that many candidates would pay. */
function perCovered(rounds: readonly Evaluated[]): number {
  return (1000 * sum(rounds.map(({ seconds }) => seconds))) / sum(rounds.map((each) => covered(each).length));
}

/** Whether tests were run of it. */
export function wasRun({ verdict, rungs }: Verdict): boolean {
  if (verdict === 'refused') return rungs.some(({ rung }) => rung === 'tests');
  return verdict !== 'not-covered';
}
