import type { TestsRun } from '../environment/asked-tests.ts';
import { readOutline } from '../syntax/outline.ts';
import { listedTests } from './listed-tests.ts';
import { measuredFiles } from './measured-files.ts';
import type { FromEngine, ListedTests, ToEngine } from './protocol.ts';
import type { Assets } from './run.ts';
import { openWorkspace } from './workspace.ts';

/** The test files that the project's runners would run, with the tests that their text names. Runs no test. */
export async function listTests(
  question: Extract<ToEngine, { type: 'list-tests' }>,
  assets: Assets,
  onNotice: (message: string) => void,
  signal: AbortSignal,
): Promise<FromEngine> {
  const { environment, syntax } = await openWorkspace(question, assets, signal, { onNotice });
  try {
    const files: ListedTests[] = [];
    for (const path of environment.testFiles) {
      const text = environment.sources.read(path) ?? '';
      const outline = await readOutline(syntax, path, text);
      files.push({ path, tests: listedTests(outline?.tests ?? [], text) });
    }
    const { name, obstacle } = environment.runner;
    return {
      type: 'tests-listed',
      id: question.id,
      runner: name,
      files,
      ...(obstacle === undefined ? {} : { note: `${obstacle.message} ${obstacle.hint}` }),
    };
  } finally {
    await environment.dispose();
  }
}

/** Runs tests of the text as it is by the project's own runner, in an isolated copy. */
export async function runTests(
  question: Extract<ToEngine, { type: 'run-tests' }>,
  assets: Assets,
  onNotice: (message: string) => void,
  signal: AbortSignal,
): Promise<FromEngine> {
  const { environment } = await openWorkspace(question, assets, signal, { onNotice });
  try {
    const ran = await environment.runTests(question, question.seconds, signal);
    const { obstacle } = environment.runner;
    const note = obstacle === undefined ? unmeasuredNote(ran) : `${obstacle.message} ${obstacle.hint}`;
    return {
      type: 'tests-ran',
      id: question.id,
      ...(ran === undefined ? {} : { report: ran.report }),
      ...(ran?.coverage === undefined ? {} : { coverage: measuredFiles(ran.coverage, environment) }),
      ...(note === undefined ? {} : { note }),
    };
  } finally {
    await environment.dispose();
  }
}

/** Tests named in the note; with more only their number is told. */
const MOST_NAMED = 3;

function unmeasuredNote(ran: TestsRun | undefined): string | undefined {
  const left = ran?.unmeasured ?? [];
  if (left.length === 0) return undefined;
  const names = left.slice(0, MOST_NAMED).join(', ');
  const more = left.length > MOST_NAMED ? ` and ${left.length - MOST_NAMED} more` : '';
  return `Not measured, since they end otherwise or cannot be run in the process that measures: ${names}${more}.`;
}
