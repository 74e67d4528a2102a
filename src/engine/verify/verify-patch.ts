import { join } from 'node:path';
import { readSecretValues } from '../../context/secrets/env-values.ts';
import { createRedactor } from '../../context/secrets/redact-known.ts';
import { createEnvironment, type WorkspaceEnvironment } from '../../environment/environment.ts';
import { openHandbook } from '../../handbook/store.ts';
import { chooseTarget, NO_TARGET } from '../../loop/target.ts';
import type { Candidate, Survey, Target, Task } from '../../loop/types.ts';
import { Syntax } from '../../syntax/syntax.ts';
import type { RunRequest } from '../protocol.ts';
import type { Assets } from '../run.ts';
import { readVerification } from '../verification.ts';
import { failingOver } from './failing-over.ts';
import { type Closer, changesOf, type Judging, judged, passes, SKILL } from './judge-patch.ts';
import { oldErrors } from './old-errors.ts';
import type { Proposal } from './proposal.ts';
import { readProposal } from './read-proposal.ts';
import { unverified, type VerificationReport } from './report.ts';

/** Where a patch is verified, and how. */
export type VerifyRequest = Pick<
  RunRequest,
  'folder' | 'overlays' | 'trusted' | 'stateFolder' | 'fallbackTypescript' | 'verification'
> & {
  readonly proposal: Proposal;
  /** Wall-clock seconds that all of it may take. */
  readonly seconds: number;
};

/**
 * Verifies a patch that came from elsewhere: applies it in an isolated copy and climbs the whole ladder there, cold.
 * The person's files are not written, and nothing is recorded. A folder that is not trusted executes nothing.
 */
export async function verifyPatch(
  request: VerifyRequest,
  assets: Assets,
  listener: { readonly onProgress: (what: string) => void; readonly onNotice: (message: string) => void },
  cancel: AbortSignal,
): Promise<VerificationReport> {
  const began = performance.now();
  const seconds = (): number => (performance.now() - began) / 1000;
  if (!request.trusted) return unverified('could-not-check', UNTRUSTED, seconds());
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(request.seconds * 1000)]);
  const syntax = new Syntax({ runtime: join(assets.grammars, 'tree-sitter.wasm'), folder: assets.grammars });
  const environment = await createEnvironment({
    ...{
      folder: request.folder,
      overlays: request.overlays,
      trusted: true,
      syntax,
      programs: assets.programs,
    },
    ...readVerification(request.verification, listener.onNotice),
    ...(request.fallbackTypescript === undefined ? {} : { fallbackTypescript: request.fallbackTypescript }),
    signal,
  });
  try {
    const redact = createRedactor(readSecretValues(request.folder, environment.sources.list()));
    const clean = (report: VerificationReport): VerificationReport => withoutSecrets(report, redact);
    const read = readProposal(request.proposal, environment.sources);
    if (read.kind === 'refused') return clean(unverified('not-applied', read.reason, seconds()));
    const candidate: Candidate = {
      ...{
        id: 'given',
        skills: [SKILL],
        title: 'the given patch',
        edits: read.edits,
        share: 1,
        why: 'given',
      },
    };
    const diff = environment.diff(candidate);
    listener.onProgress('measuring the project as it is');
    const task = taskOf(request);
    const survey = await environment.survey(task, signal);
    const cut = () => clean(cutShort(cancel, request.seconds, seconds(), diff));
    if (signal.aborted) return cut();
    const wanted = wantedTarget(task, survey, request.proposal.test);
    if ('reason' in wanted) return clean(unverified('could-not-check', wanted.reason, seconds(), { diff }));
    listener.onProgress('applying the patch in a copy and climbing the ladder');
    const observation = await environment.confirm(candidate, wanted, signal);
    if (signal.aborted) return cut();
    let more: Closer | undefined;
    if (passes(observation, wanted)) {
      listener.onProgress('looking closer at what it changes');
      more = await lookCloser(environment, { candidate, survey, observation, wanted }, signal);
      if (signal.aborted) return cut();
    }
    const { beliefs } = await recall(request, task, survey);
    return clean({
      ...judged({ task, survey, candidate, observation, wanted, beliefs, more }),
      diff,
      seconds: seconds(),
    });
  } finally {
    await environment.dispose();
  }
}

/** Messages of tests may hold secrets, and the report goes to other programs' models. */
function withoutSecrets(report: VerificationReport, redact: (text: string) => string): VerificationReport {
  return JSON.parse(
    JSON.stringify(report, (_key, value) => (typeof value === 'string' ? redact(value) : value)),
  );
}

const UNTRUSTED =
  'The folder is not trusted, so nothing in it is executed: no test, no compiler. Trust it to have patches verified.';

/** Nothing of what the caller says may loosen what the guard of integrity freezes, so the task has no words. */
function taskOf({ seconds, proposal }: VerifyRequest): Task {
  const focus: Task['focus'] =
    proposal.test === undefined ? { kind: 'workspace' } : { kind: 'test', name: proposal.test };
  return {
    id: 'verify',
    request: '',
    focus,
    budget: { seconds, candidates: 1, tokens: 0, dollars: 0 },
    seed: 1,
  };
}

/** What must become true: the named test, or else nothing but that what worked still does. */
function wantedTarget(
  task: Task,
  survey: Survey,
  test: string | undefined,
): Target | { readonly reason: string } {
  if (test === undefined) return NO_TARGET;
  const choice = chooseTarget(task, survey, []);
  if (choice.kind === 'target') return choice.target;
  return { reason: `The patch cannot be held to “${test}”: ${choice.reason}.` };
}

/** Whether any test runs the changed code, which errors are gone, and what it does on inputs that no test tries. */
async function lookCloser(
  environment: WorkspaceEnvironment,
  {
    candidate,
    survey,
    observation,
    wanted,
  }: Pick<Judging, 'candidate' | 'survey' | 'observation' | 'wanted'>,
  signal: AbortSignal,
): Promise<Closer> {
  const { fixed } = changesOf(survey, observation);
  const paths = new Set(candidate.edits.map((edit) => edit.path));
  const tests = [...new Set([...fixed, ...wanted.tests])];
  const errors = survey.diagnostics.filter(({ path }) => paths.has(path));
  const diagnostics = errors.map(({ key }) => key);
  const aboutErrors: Target = { ...NO_TARGET, kind: 'diagnostic', diagnostics };
  const target: Target =
    tests.length > 0
      ? { ...NO_TARGET, kind: 'failing-test', tests }
      : errors.length > 0
        ? aboutErrors
        : NO_TARGET;
  const search = await environment.evaluate(candidate, target, signal);
  // What fixes tests may leave errors, which its tests do not see.
  const isAsked = target === aboutErrors || errors.length === 0 || signal.aborted;
  const seen = isAsked ? search : await environment.evaluate(candidate, aboutErrors, signal);
  const comparison = signal.aborted ? undefined : await environment.compare?.([candidate], target, signal);
  const { stillFailing } = changesOf(survey, observation);
  const missed = failingOver(environment.coverage, candidate.edits, stillFailing, environment.sources);
  return { target, search, comparison, missed, ...oldErrors(errors, seen) };
}

async function recall({ folder, stateFolder }: VerifyRequest, task: Task, survey: Survey) {
  const workspaceFile = join(folder, '.credence', 'handbook.md');
  return (await openHandbook({ workspaceFile, stateFolder })).recall(task, survey);
}

function cutShort(cancel: AbortSignal, limit: number, seconds: number, diff: string): VerificationReport {
  return cancel.aborted
    ? unverified('cancelled', 'It was stopped; nothing was changed.', seconds, { diff })
    : unverified('could-not-check', `It did not end within ${limit} seconds. Allow more time.`, seconds, {
        diff,
      });
}
