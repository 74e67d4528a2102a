import type { CancelSignal, TestReport } from '../loop/types.ts';
import type { ColdTests } from './cold-tests.ts';
import type { FastPath } from './fast-path.ts';
import { mergeReports } from './test-runs.ts';

interface Asked {
  /** The whole suite when absent. */
  readonly files: readonly string[] | undefined;
  /** Ends when the warm processes have measured the snapshot. */
  readonly opened: Promise<void> | undefined;
  readonly seconds: number;
  readonly signal: CancelSignal;
}

/**
 * Tests of the untouched snapshot, cold. Where the warm processes find a test that never ends, which a runner of JavaScript
 * cannot throw out of its loop, the cold run is not waited for: it is taken again without the files of such tests, and
 * these count as they ended warm. A patch that mends them is confirmed cold like any other.
 */
export async function untouchedTests(
  { cold, fast }: { readonly cold: ColdTests; readonly fast?: FastPath | undefined },
  { files, opened, seconds, signal }: Asked,
): Promise<TestReport | undefined> {
  if (files !== undefined || fast === undefined || opened === undefined)
    return cold.untouched(files, seconds, signal);
  const early = new AbortController();
  const onAbort = (): void => early.abort();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    const whole = cold.untouched(undefined, seconds, early.signal);
    const endless = await Promise.race([
      whole.then((): readonly string[] => []),
      opened.then(() => fast.endless),
    ]);
    if (endless.length === 0 || signal.aborted) return await whole;
    early.abort();
    await whole;
    const others = cold.runners
      .flatMap(({ testFiles }) => testFiles)
      .filter((file) => !endless.includes(file));
    const rest = others.length === 0 ? undefined : await cold.untouched(others, seconds, signal);
    const warm = warmReport(fast, endless);
    return rest === undefined ? warm : mergeReports(rest, warm);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function warmReport(fast: FastPath, files: readonly string[]): TestReport {
  const results = fast.untouched.filter(({ file }) => files.includes(file));
  const seconds = fast.summary().seconds;
  const tail = `a test of ${files.join(', ')} never ends, so that these were run in a process that counts steps`;
  return { status: 'ran', results, fileErrors: [], evidence: { command: ['warm', ...files], seconds, tail } };
}
