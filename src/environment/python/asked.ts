import { join } from 'node:path';
import type { Snapshot } from '../isolation/snapshot.ts';
import type { ProbeRequest } from '../probe/wire-value.ts';
import { PYTEST_PLUGIN } from '../runners/pytest.ts';
import type { PythonRunnerPlan } from '../runners/runner.ts';
import { UNITTEST_REPORT } from '../runners/unittest.ts';
import type { WarmRequest } from '../warm/warm-runner.ts';
import type { ProjectFacts, Question } from './protocol.ts';

/** @param root absolute path of the workspace within the copy */
export function factsOf(
  { kind, within, options }: PythonRunnerPlan,
  testFiles: readonly string[],
  root: string,
): ProjectFacts {
  return {
    root,
    folder: join(root, within),
    kind,
    reporter: kind === 'pytest' ? PYTEST_PLUGIN : UNITTEST_REPORT,
    options,
    files: testFiles.map((file) => (within === '' ? file : file.slice(within.length + 1))),
  };
}

/** Candidates that change only files of the snapshot. */
export function judgeQuestion(
  id: number,
  requests: readonly WarmRequest[],
  snapshot: Snapshot,
): Extract<Question, { readonly type: 'judge' }> {
  const candidates = requests.map(({ texts, tests }) => ({
    texts: [...texts].map(([path, text]) => [path, snapshot.encode(path, text ?? '')] as const),
    tests,
  }));
  return {
    type: 'judge',
    id,
    candidates,
    limit: Math.min(...requests.map(({ limitSeconds }) => limitSeconds)),
  };
}

/** @param changed files whose texts are in the copy already */
export function probeQuestion(
  id: number,
  { tests, wanted, inputs, again = false, steps, enough, limitSeconds }: ProbeRequest,
  changed: Extract<Question, { readonly type: 'probe' }>['changed'],
): Extract<Question, { readonly type: 'probe' }> {
  return {
    type: 'probe',
    id,
    changed,
    tests,
    wanted,
    inputs,
    again,
    steps,
    enough: enough ?? null,
    limit: limitSeconds,
  };
}
