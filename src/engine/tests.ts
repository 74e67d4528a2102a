import { readOutline } from '../syntax/outline.ts';
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
      const tests = (outline?.tests ?? []).filter(({ kind, title }) => kind === 'test' && title !== '');
      files.push({
        path,
        tests: tests.map(({ title, start }) => ({ name: title, line: lineAt(text, start) })),
      });
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
    const report = await environment.runTests(question.files, question.seconds, signal);
    const { obstacle } = environment.runner;
    return {
      type: 'tests-ran',
      id: question.id,
      ...(report === undefined ? {} : { report }),
      ...(obstacle === undefined ? {} : { note: `${obstacle.message} ${obstacle.hint}` }),
    };
  } finally {
    await environment.dispose();
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\n|\r/).length;
}
