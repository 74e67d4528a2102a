import { seededRandom } from '../../belief/random.ts';
import { beginEpisode } from '../../loop/episode.ts';
import { credenceIn } from '../../loop/finalists.ts';
import { passedConfirmation } from '../../loop/judge.ts';
import { isUnchecked } from '../../loop/rungs.ts';
import { NO_TARGET } from '../../loop/target.ts';
import type {
  Beliefs,
  Candidate,
  Comparison,
  Credence,
  Diagnostic,
  Observation,
  Survey,
  Target,
  Task,
} from '../../loop/types.ts';
import type { VerificationReport } from './report.ts';

/** What a skill would be called that others' patches come from: like a model's, each is one idea, and it may be wrong. */
export const SKILL = 'direct-edit';

/** Everything that is known of a patch when its ladder was climbed. */
export interface Judging {
  readonly task: Task;
  readonly survey: Survey;
  readonly candidate: Candidate;
  readonly observation: Observation;
  readonly wanted: Target;
  readonly beliefs: Beliefs;
  readonly more: Closer | undefined;
}

/** The report of a patch that was applied; its diff and its time are for the caller to add. */
export function judged(judging: Judging): VerificationReport {
  const { survey, observation, wanted, more } = judging;
  const { fixed, broken, stillFailing } = changesOf(survey, observation);
  const verdict = !passes(observation, wanted)
    ? 'refuted'
    : couldNotRun(observation)
      ? 'could-not-check'
      : 'verified';
  const credence = verdict === 'refuted' ? 0 : verdict === 'verified' ? credenceOf(judging) : undefined;
  const { cleared = 0, left = [] } = more ?? {};
  const counts = (tests: Survey['tests'] | Observation['tests']) => {
    const results = tests === undefined ? [] : 'results' in tests ? tests.results : tests;
    const of = (status: string): number => results.filter((test) => test.status === status).length;
    return { passed: of('passed'), failed: of('failed') };
  };
  const guard = observation.rungs.find(({ rung }) => rung === 'integrity');
  const isUncovered =
    more?.search.rungs.some(({ rung, status }) => rung === 'tests' && status === 'not-covered') === true;
  const commands = [
    survey.tests?.evidence,
    ...new Set(observation.rungs.flatMap(({ evidence }) => evidence ?? [])),
  ];
  return {
    verdict,
    ...(credence === undefined ? {} : { credence }),
    reason: reasonOf(verdict, judging, { fixed: fixed.length, cleared, isUncovered }),
    rungs: observation.rungs.map(({ rung, status, detail }) => ({ rung, status, detail })),
    tests: {
      ...(survey.tests?.status === 'ran' ? { before: counts(survey.tests) } : {}),
      ...(observation.tests.length > 0 ? { after: counts(observation.tests) } : {}),
      ...{ fixed, broken, stillFailing },
    },
    integrity: {
      status: guard?.status ?? 'skipped',
      findings: guard?.status === 'failed' ? [guard.detail] : (observation.suspicions ?? []),
    },
    errors: {
      added: observation.newDiagnostics.map(errorText),
      cleared,
      left: left.map(errorText),
    },
    unchecked: [
      ...observation.rungs
        .filter(({ status }) => isUnchecked(status))
        .map(({ rung, detail }) => `${rung}: ${detail}`),
      ...(isUncovered ? ['tests: no test runs the changed code'] : []),
    ],
    commands: commands.flatMap((each) =>
      each === undefined
        ? []
        : {
            command: each.command.join(' '),
            ...(each.exitCode === undefined ? {} : { exitCode: each.exitCode }),
            ...(each.sandbox === undefined ? {} : { sandbox: each.sandbox }),
          },
    ),
    ...{ diff: '', seconds: 0 },
  };
}

function errorText({ path, line, code, message }: Diagnostic): string {
  return `${path}:${line} ${code} ${message}`;
}

/** Against the untouched snapshot, without the tests that change their mind. */
export function changesOf(
  survey: Survey,
  observation: Observation,
): Pick<VerificationReport['tests'], 'fixed' | 'broken' | 'stillFailing'> {
  const failed = (survey.tests?.results ?? []).filter(
    ({ id, status }) => status === 'failed' && !survey.flaky.includes(id),
  );
  const now = new Map(observation.tests.map(({ id, status }) => [id, status]));
  const ids = (status: string): string[] => failed.flatMap(({ id }) => (now.get(id) === status ? id : []));
  const files = new Set((survey.tests?.fileErrors ?? []).map(({ file }) => file));
  // A file that did not load has no failed tests of its own: what passes in it now was mended.
  const loaded = observation.tests
    .filter(({ file, status }) => files.has(file) && status === 'passed')
    .map(({ id }) => id);
  return { fixed: [...ids('passed'), ...loaded], broken: observation.broken, stillFailing: ids('failed') };
}

/** By the same rule as for the patches of a language model: one idea, which may pass by accident. */
function credenceOf({ task, survey, candidate, observation, beliefs, more }: Judging): Credence {
  const target = more?.target ?? NO_TARGET;
  const situation = {
    task,
    survey,
    target,
    suspects: [],
    behaviors: [],
    beliefs,
    steps: [],
    remaining: task.budget,
  };
  const card = {
    name: SKILL,
    summary: '',
    suits: () => ({ fit: 1, why: '' }),
    cost: { seconds: 1, tokens: 1, dollars: 0 },
  };
  const search = more?.search ?? observation;
  const isUncovered = search.rungs.some(({ rung, status }) => rung === 'tests' && status === 'not-covered');
  // What no test runs was not checked by the suite either, though that passes.
  const rungs = isUncovered
    ? observation.rungs.map((each) =>
        each.rung === 'tests' ? { ...each, status: 'not-covered' as const } : each,
      )
    : observation.rungs;
  const finalist = { candidate, observation: search, confirmation: { ...observation, rungs } };
  const episode = beginEpisode(situation, [card], [], seededRandom(task.seed));
  const comparison = more?.comparison;
  const credence = credenceIn(finalist, {
    ...episode,
    finalists: [finalist],
    ...(comparison === undefined ? {} : { comparison }),
  });
  return isBesides(more) ? (BESIDES * credence) / (BESIDES * credence + 1 - credence) : credence;
}

/**
 * How much rarer it is among right patches than among wrong ones that they mend nothing, and a test which runs the code
 * that they change fails as before. Judgement: some right ones are a first step, or about something else.
 */
const BESIDES = 0.15;

/** Whether nobody can tell what the patch is for, and it leaves what likely was its task. */
function isBesides(more: Closer | undefined): boolean {
  return more !== undefined && more.target === NO_TARGET && more.missed.length > 0;
}

function reasonOf(
  verdict: VerificationReport['verdict'],
  { observation, survey, more }: Judging,
  {
    fixed,
    cleared,
    isUncovered,
  }: { readonly fixed: number; readonly cleared: number; readonly isUncovered: boolean },
): string {
  if (verdict === 'refuted') {
    const failed = observation.rungs.find(
      ({ rung, status }) =>
        rung !== 'lint' && status !== 'passed' && status !== 'skipped' && !isUnchecked(status),
    );
    return failed === undefined ? 'It does not do what it is held to.' : `${failed.rung}: ${failed.detail}`;
  }
  if (verdict === 'could-not-check') {
    const why = survey.obstacles[0];
    const said =
      observation.rungs.find(({ rung, status }) => rung === 'suite' && isUnchecked(status))?.detail ?? '';
    return why === undefined
      ? `No test could check it: ${said}.`
      : `No test could check it: ${why.message} ${why.hint}`;
  }
  const passed = observation.tests.filter(({ status }) => status === 'passed').length;
  const parts = [`${passed} tests pass and none is broken`];
  if (fixed > 0) parts.push(`it fixes ${fixed}`);
  if (cleared > 0) parts.push(`${cleared} compile errors are gone`);
  if (fixed === 0 && cleared === 0) parts.push('nothing that failed before shows what it is for');
  if (isUncovered) parts.push('no test runs the changed code');
  const missed = more?.missed.length ?? 0;
  if (missed === 1) parts.push('a failing test runs the changed code and fails as before');
  if (missed > 1) parts.push(`${missed} failing tests run the changed code and fail as before`);
  return `${parts.join('; ')}.`;
}

/** Whether nothing speaks against the patch. */
export function passes(observation: Observation, target: Target): boolean {
  return passedConfirmation(observation, target) || (couldNotRun(observation) && !hasFailed(observation));
}

const couldNotRun = ({ rungs }: Observation): boolean =>
  rungs.some(({ rung, status }) => rung === 'suite' && isUnchecked(status));

const hasFailed = ({ rungs }: Observation): boolean =>
  rungs.some(
    ({ rung, status }) =>
      rung !== 'lint' && (status === 'failed' || status === 'crashed' || status === 'timed-out'),
  );

/** What was found out by looking closer at a patch that passed. */
export interface Closer {
  /** What is known of the patch by a target made of what it fixed. */
  readonly target: Target;
  readonly search: Observation;
  readonly comparison: Comparison | undefined;
  /** Tests that run the changed code and fail as before. */
  readonly missed: readonly string[];
  /** How many of the old errors of its files are seen to be gone, and those that are seen to stay. */
  readonly cleared: number;
  readonly left: readonly Diagnostic[];
}
