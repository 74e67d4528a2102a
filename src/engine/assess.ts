import type { TraceEvent } from '../loop/events.ts';
import type { Assessment, Survey } from '../loop/types.ts';
import type { RunRequest } from './protocol.ts';
import { type Assets, runEpisode } from './run.ts';

/** An assessment for another program, with what it was made from. */
export interface ToldAssessment
  extends Pick<Assessment, 'verdict' | 'credence' | 'reason' | 'question' | 'views'> {
  readonly project?: string;
  readonly runner?: string;
  readonly tests?: {
    readonly passed: number;
    readonly failed: readonly { readonly id: string; readonly message: string }[];
  };
  readonly errors: readonly string[];
  readonly obstacles: readonly string[];
}

/** Failing tests and errors that are told one by one. */
const MOST = 30;

/** Self-awareness alone, as a value: measures the workspace in a copy and judges the request. */
export async function assessment(
  request: Pick<
    RunRequest,
    | 'folder'
    | 'overlays'
    | 'trusted'
    | 'stateFolder'
    | 'fallbackTypescript'
    | 'verification'
    | 'model'
    | 'request'
  > & {
    readonly seconds: number;
  },
  assets: Assets,
  onNotice: (message: string) => void,
  signal: AbortSignal,
): Promise<ToldAssessment> {
  const { seconds, ...rest } = request;
  const events: TraceEvent[] = [];
  const { outcome } = await runEpisode(
    {
      ...{ focus: { kind: 'workspace' }, budget: { seconds, candidates: 1, tokens: 0, dollars: 0 } },
      ...{ seed: 1, assessOnly: true, ...rest },
    },
    assets,
    { onEvent: (event) => events.push(event), onNotice },
    signal,
  );
  const told = events.find((event) => event.type === 'assessed')?.assessment;
  const survey = events.find((event) => event.type === 'surveyed')?.survey;
  return {
    ...(told === undefined
      ? { verdict: 'abstain', credence: outcome.credence, reason: outcome.reason, views: [] }
      : {
          ...{ verdict: told.verdict, credence: told.credence, reason: told.reason, views: told.views },
          ...(told.question === undefined ? {} : { question: told.question }),
        }),
    ...surveyed(survey),
  };
}

function surveyed(
  survey: Survey | undefined,
): Pick<ToldAssessment, 'project' | 'runner' | 'tests' | 'errors' | 'obstacles'> {
  if (survey === undefined) return { errors: [], obstacles: [] };
  const { project, runner, tests, diagnostics, obstacles } = survey;
  const failed = (tests?.results ?? []).filter(({ status }) => status === 'failed');
  return {
    project,
    ...(runner === undefined ? {} : { runner }),
    ...(tests?.status === 'ran'
      ? {
          tests: {
            passed: tests.results.filter(({ status }) => status === 'passed').length,
            failed: failed
              .slice(0, MOST)
              .map(({ id, message = '' }) => ({ id, message: message.slice(0, 500) })),
          },
        }
      : {}),
    errors: diagnostics
      .slice(0, MOST)
      .map(({ path, line, code, message }) => `${path}:${line} ${code} ${message}`),
    obstacles: obstacles.map(({ message, hint }) => `${message} ${hint}`),
  };
}
