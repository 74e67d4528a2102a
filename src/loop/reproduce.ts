import { type Episode, unfit, withProspects } from './episode.ts';
import type { TraceEventBody } from './events.ts';
import type { Ports } from './ports.ts';
import type { CancelSignal, NewTest, Target, TestReport } from './types.ts';

/**
 * A test file that cannot be loaded since what it asks for is not written yet shows what is missing; one with an error of
 * its own shows nothing.
 */
const NOT_WRITTEN_YET =
  /does not provide an export|has no exported member|cannot import name|has no attribute|cannot find (module|package)|failed to (load|resolve)|no module named|is not (a function|a constructor|exported|defined)/i;

/** What a run of the new test on the untouched code shows. */
export type Reproduced =
  | { readonly kind: 'shown'; readonly tests: readonly string[]; readonly files: readonly string[] }
  | { readonly kind: 'nothing'; readonly reason: string };

/** Whether a new test fails as a test of the request must fail before anything was changed. */
export function readReproduction({ path }: NewTest, report: TestReport): Reproduced {
  const nothing = (reason: string): Reproduced => ({ kind: 'nothing', reason });
  if (report.status !== 'ran') return nothing(report.reason ?? `the run of it ${report.status}`);
  const error = report.fileErrors.find(({ file }) => file === path);
  if (error !== undefined) {
    return NOT_WRITTEN_YET.test(error.message)
      ? { kind: 'shown', tests: [], files: [path] }
      : nothing(`it cannot be loaded: ${error.message.split('\n', 1)[0] ?? ''}`);
  }
  const own = report.results.filter(({ file }) => file === path);
  if (own.length === 0) return nothing(`the runner finds no test in ${path}`);
  const failing = own.filter(({ status }) => status === 'failed');
  if (failing.length === 0)
    return nothing('all of it passes on the code as it is, so that it shows no problem');
  return { kind: 'shown', tests: failing.map(({ id }) => id), files: [] };
}

/** Runs a new test on the untouched code; where it fails as it should, it is what the episode is about from then on. */
export async function* reproduce(
  episode: Episode,
  test: NewTest,
  { environment, context }: Pick<Ports, 'environment' | 'context'>,
  signal: CancelSignal,
): AsyncGenerator<TraceEventBody, Episode> {
  const report = await environment.reproduce?.(test, signal);
  if (signal.aborted) return episode;
  const read: Reproduced =
    report === undefined
      ? { kind: 'nothing', reason: 'no test can be run here' }
      : readReproduction(test, report);
  yield {
    type: 'reproduced',
    test,
    shows: read.kind === 'shown',
    ...(read.kind === 'nothing' ? { reason: read.reason } : {}),
  };
  const { situation } = episode;
  if (read.kind === 'nothing' || report === undefined)
    return { ...episode, situation: { ...situation, unproven: read.kind === 'nothing' ? read.reason : '' } };
  const { survey, task } = situation;
  const target: Target = { kind: 'open-request', tests: read.tests, files: read.files, diagnostics: [] };
  const known = survey.tests ?? report;
  const extended = {
    ...survey,
    tests: {
      ...known,
      results: [...known.results, ...report.results.filter(({ id }) => read.tests.includes(id))],
      fileErrors: [...known.fileErrors, ...report.fileErrors.filter(({ file }) => read.files.includes(file))],
    },
  };
  const suspects = await context.suspects(task, extended, target);
  const after = { ...situation, survey: extended, target, suspects };
  // What did not fit an episode without a failure may fit one with it.
  const before = new Set(unfit(episode.skills, situation));
  const spent = [...episode.exhausted].filter((name) => !before.has(name));
  return withProspects({
    ...episode,
    situation: after,
    unconfirmedTest: test,
    exhausted: new Set([...spent, ...unfit(episode.skills, after)]),
  });
}
