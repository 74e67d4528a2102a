import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { WorkspaceEnvironment } from '../environment/environment.ts';
import { isTypeChecked } from '../environment/typescript/type-checker.ts';
import { openHandbook } from '../handbook/store.ts';
import { passedConfirmation, passedSearch } from '../loop/judge.ts';
import { solve } from '../loop/loop.ts';
import type { Environment, Ports } from '../loop/ports.ts';
import { chooseTarget } from '../loop/target.ts';
import type { Candidate, Focus, Outcome, Reflection, Survey, Target, Task } from '../loop/types.ts';
import { EarlyFixes, type FixesListener } from './early-fixes.ts';
import { earlySeconds, SURVEY_SHARE, surveySeconds } from './fix-seconds.ts';
import { liveReader } from './handbook.ts';
import { joinCandidates } from './joined-candidates.ts';
import type { ToEngine, VerifiedFix } from './protocol.ts';
import type { Assets } from './run.ts';
import { composeSkills } from './skills.ts';
import { count, fixFrom, typesOf } from './verified-fix.ts';
import { contextOf, type OpenWorkspace, openWorkspace } from './workspace.ts';

export type FixesRequest = Extract<ToEngine, { type: 'fixes' }>;

/** Candidates for one problem: a lightbulb must not search for long. */
const CANDIDATES = 60;
/** Folders whose tests do not fit into such a budget. */
const slowTests = new Set<string>();

/**
 * Fixes for problems of one file, each by the same loop as an episode, with the embedded skills, and one survey for
 * all. What the compiler alone can tell is told at once, and again when the tests have run. Nothing is stored of those
 * that nobody takes.
 * @returns why not everything was tried; undefined when it was
 */
export async function findFixes(
  request: FixesRequest,
  assets: Assets,
  listener: FixesListener,
  cancel: AbortSignal,
): Promise<string | undefined> {
  if (!request.trusted) return 'the folder is not trusted, so nothing is executed in it';
  const began = performance.now();
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(request.seconds * 1000)]);
  const left = (): number => request.seconds - (performance.now() - began) / 1000;
  const workspace = await openWorkspace(request, assets, signal, listener);
  const { environment } = workspace;
  const at = { ...workspace, signal, cancel, left };
  const untested = { ...at, environment: environment.withoutTests() };
  const isSlow = slowTests.has(request.folder);
  let note: string | undefined;
  try {
    if (isSlow || environment.runner.name === '') await tryFixes(request, { ...untested, listener });
    else note = await tryTwice(request, at, untested, listener);
  } finally {
    await environment.dispose();
  }
  if (signal.aborted) return cancel.aborted ? undefined : `the ${request.seconds} seconds were used up`;
  return slowTests.has(request.folder)
    ? `the tests take longer than ${Math.round(request.seconds * SURVEY_SHARE)} seconds, so only types are checked`
    : note;
}

/**
 * By the compiler alone where that is what the problems are about, and then with the tests.
 * @returns why nothing was tested; undefined when it was, or where the tests themselves are too slow
 */
async function tryTwice(
  request: FixesRequest,
  at: Omit<Attempt, 'listener'>,
  untested: Omit<Attempt, 'listener'>,
  listener: FixesListener,
): Promise<string | undefined> {
  const early = new EarlyFixes(listener);
  const isForCompiler = isTypeChecked(request.path) && !request.problems.some(({ source }) => isLint(source));
  const left = (): number => earlySeconds(request.seconds, at.left());
  if (isForCompiler) await tryFixes(request, { ...untested, left, listener: early });
  const tested = await tryFixes(request, { ...at, listener: early.tested(), share: SURVEY_SHARE });
  // The signal may be a moment behind.
  const isLate = at.signal.aborted || at.left() <= 0;
  if (tested === 'too-slow' && !isLate) slowTests.add(request.folder);
  if (tested !== 'tried' && !isForCompiler) await tryFixes(request, { ...untested, listener });
  // What there was no time to test stays as the compiler left it; nobody waits for what was given up.
  if (!at.cancel.aborted) early.settle(tested === 'tried' && !isLate);
  return tested === 'cut-short'
    ? 'there was no time left for the tests, so only types are checked'
    : undefined;
}

type Attempt = Pick<Surveyed, 'environment' | 'syntax' | 'left' | 'listener' | 'signal'> & {
  /** Of the person alone; `signal` is that of the time as well. */
  readonly cancel: AbortSignal;
  /** Share of all of the time that the survey may take; what is left unless given. */
  readonly share?: number;
};

async function tryFixes(request: FixesRequest, at: Attempt): Promise<'tried' | 'too-slow' | 'cut-short'> {
  const { environment, signal, left, share = 1 } = at;
  if (signal.aborted || left() <= 0) return 'tried';
  const { seconds, isWhole } = surveySeconds(request.seconds, left(), share);
  const surveyed = await takeSurvey(request, environment, signal, seconds);
  if (signal.aborted) return 'tried';
  // Of tests that had less than their share nobody knows how long they take.
  if (surveyed.survey.tests?.status === 'timed-out') return isWhole ? 'too-slow' : 'cut-short';
  await solveAll(request, { ...at, ...surveyed });
  return 'tried';
}

async function takeSurvey(
  request: FixesRequest,
  environment: WorkspaceEnvironment,
  signal: AbortSignal,
  seconds: number,
): Promise<{ readonly survey: Survey; readonly shared: Environment }> {
  // Linters are asked only where the task is about one of them.
  const [first] = request.problems.toSorted((a, b) => Number(isLint(b.source)) - Number(isLint(a.source)));
  const task = taskFor(request, first, seconds);
  const survey = await environment.survey(task, signal);
  const shared: Environment = {
    survey: async () => survey,
    trustSearchPath: (credence) => environment.trustSearchPath(credence),
    evaluate: (candidate, target, stop) => environment.evaluate(candidate, target, stop),
    confirm: (candidate, target, stop) => environment.confirm(candidate, target, stop),
    diff: (candidate) => environment.diff(candidate),
    ...(environment.compare === undefined ? {} : { compare: environment.compare.bind(environment) }),
    get parallelism() {
      return environment.parallelism;
    },
  };
  return { survey, shared };
}

const isLint = (source: string | undefined): boolean => /eslint|biome|ruff/i.test(source ?? '');

type Surveyed = OpenWorkspace & {
  readonly survey: Survey;
  readonly shared: Environment;
  readonly left: () => number;
  readonly listener: FixesListener;
  readonly signal: AbortSignal;
};

/** A fix that was told, with what it was made of. */
interface Found {
  readonly candidate: Candidate;
  readonly fix: VerifiedFix;
  readonly learn: () => Promise<readonly string[]>;
}

async function solveAll(request: FixesRequest, at: Surveyed): Promise<void> {
  const { survey, listener, signal } = at;
  const found: Found[] = [];
  const wanted: string[] = [];
  for (const [index, problem] of request.problems.entries()) {
    if (signal.aborted || at.left() <= 0) return;
    const task = taskFor(request, problem, Math.max(1, at.left()));
    const choice = chooseTarget(task, survey, []);
    if (choice.kind === 'none') continue;
    // One edit may mend several problems; then it is none that need be searched for again.
    const known = await amongFound(found, choice.target, at);
    const one = known ?? (await solveOne(request, task, at));
    if (one === undefined) {
      // What the time has ended says nothing of the fixes.
      if (signal.aborted || at.left() <= 0) return;
      listener.onNone?.(index);
      continue;
    }
    if (known === undefined) found.push(one);
    wanted.push(...choice.target.diagnostics);
    listener.onFix(index, one.fix, one.learn);
  }
  const [first] = found;
  if (found.length === 1 && first !== undefined) listener.onFix(-1, first.fix, first.learn);
  if (found.length > 1) await confirmTogether(found, wanted, at);
}

async function amongFound(
  found: readonly Found[],
  target: Target,
  { environment, signal }: Surveyed,
): Promise<Found | undefined> {
  for (const one of found)
    if (passedSearch(await environment.evaluate(one.candidate, target, signal), target)) return one;
  return undefined;
}

async function solveOne(request: FixesRequest, task: Task, at: Surveyed): Promise<Found | undefined> {
  const { environment, survey, signal } = at;
  const handbook = await openHandbook({
    workspaceFile: join(request.folder, '.credence', 'handbook.md'),
    stateFolder: request.stateFolder,
    ...(request.userFolder === undefined ? {} : { userFolder: request.userFolder }),
    // It is asked again when the fix is taken: by then the snapshot is gone, and must not be held for it.
    read: liveReader(request.folder),
  });
  let reflection: Reflection | undefined;
  const ports = portsFor(at, handbook, (learned) => {
    reflection = learned;
  });
  const outcome = await outcomeOf(task, ports, signal);
  const { candidate } = outcome;
  if (candidate === undefined || outcome.verdict !== 'solved' || outcome.undecided !== undefined)
    return undefined;
  const learn = async (): Promise<readonly string[]> => {
    const complaints = reflection === undefined ? [] : (await handbook.record(task, reflection)).complaints;
    return [...complaints, ...(await handbook.publish(task.id)).complaints];
  };
  return { candidate, fix: fixFrom(outcome, candidate, environment, survey), learn };
}

/** All fixes of a file at once: each being right does not make all of them right together. */
async function confirmTogether(
  found: readonly Found[],
  diagnostics: readonly string[],
  at: Surveyed,
): Promise<void> {
  const { environment, survey, listener, signal } = at;
  const joined = joinCandidates(found.map(({ candidate }) => candidate));
  if (joined === undefined || signal.aborted) return;
  const target: Target = { kind: 'diagnostic', tests: [], files: [], diagnostics };
  const observation = await environment.confirm(joined, target, signal);
  if (!passedConfirmation(observation, target)) return;
  const tests = observation.tests.length > 0 ? count(observation.tests) : undefined;
  listener.onFix(
    -1,
    {
      id: randomUUID(),
      title: joined.title,
      credence: Math.min(...found.map(({ fix }) => fix.credence)),
      patch: environment.patch(joined),
      ...typesOf(observation.rungs, survey),
      ...(tests === undefined ? {} : { tests }),
    },
    async () => (await Promise.all(found.map(({ learn }) => learn()))).flat(),
  );
}

function portsFor(
  { environment, shared, syntax, signal }: Surveyed,
  handbook: Ports['handbook'],
  keep: (reflection: Reflection) => void,
): Ports {
  return {
    environment: shared,
    context: contextOf(environment, syntax, signal),
    proposer: composeSkills({}, environment, syntax),
    handbook: {
      recall: (task, survey) => handbook.recall(task, survey),
      record: async (_task, reflection) => {
        keep(reflection);
        return { complaints: [] };
      },
    },
    clock: { seconds: () => performance.now() / 1000 },
  };
}

async function outcomeOf(task: Task, ports: Ports, signal: AbortSignal): Promise<Outcome> {
  const steps = solve(task, ports, { version: '', assessOnly: false }, signal);
  for (;;) {
    const next = await steps.next();
    if (next.done) return next.value;
  }
}

function taskFor(
  { path }: FixesRequest,
  problem: FixesRequest['problems'][number] | undefined,
  seconds: number,
): Task {
  const focus: Focus =
    problem === undefined ? { kind: 'file', path } : ({ kind: 'diagnostic', path, ...problem } as Focus);
  return {
    id: `background-${randomUUID().slice(0, 8)}`,
    request: problem?.message ?? '',
    focus,
    budget: { seconds, candidates: CANDIDATES, tokens: 0, dollars: 0 },
    seed: 1,
  };
}
