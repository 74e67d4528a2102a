import { randomUUID } from 'node:crypto';
import type { WorkspaceEnvironment } from '../environment/environment.ts';
import type { Candidate, Outcome, Survey } from '../loop/types.ts';
import type { VerifiedFix } from './protocol.ts';

/** What is told of a fix that the loop has found. */
export function fixFrom(
  { credence, evidence }: Outcome,
  candidate: Candidate,
  environment: WorkspaceEnvironment,
  survey: Survey,
): VerifiedFix {
  const tests = evidence?.testsAfter;
  return {
    id: randomUUID(),
    title: candidate.title,
    credence,
    patch: environment.patch(candidate),
    ...typesOf(evidence?.rungs ?? [], survey),
    ...(tests === undefined ? {} : { tests }),
  };
}

/** Who found the types in order, where somebody did. */
export function typesOf(
  rungs: readonly { readonly rung: string; readonly status: string }[],
  survey: Survey,
): { readonly types?: string } {
  if (!rungs.some(({ rung, status }) => rung === 'types' && status === 'passed')) return {};
  const by = survey.rungs.find(({ rung }) => rung === 'types')?.by;
  return by === undefined ? {} : { types: by };
}

/** How a run of the suite ended. */
export function count(tests: readonly { readonly status: string }[]): { passed: number; failed: number } {
  const passed = tests.filter((test) => test.status === 'passed').length;
  return { passed, failed: tests.filter((test) => test.status === 'failed').length };
}
