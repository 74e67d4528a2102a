import { now, realClearTimeout, realSetTimeout } from '../clock.ts';
import { type FileTests, Names, type TestName } from '../file-tests.ts';
import type { Ending } from '../run-tree.ts';

// biome-ignore lint/suspicious/noExplicitAny: the runner's own objects, of whatever version.
type Any = any;

/** The tests of a loaded suite of Mocha's, run by Mocha's own runner. */
export function mochaTests(mocha: Any, file: string): FileTests {
  const names = new Names(file);
  const known = new Map<Any, TestName>(testsOf(mocha.suite).map((test) => [test, names.next(nameOf(test))]));
  return {
    known: [...known.values()],
    async run({ wanted, clock, reversed, ended }) {
      if (wanted !== undefined) keep(mocha.suite, (test) => wanted.has(known.get(test)?.id ?? ''));
      if (reversed) reverse(mocha.suite);
      const left = new Set([...known.values()].filter(({ id }) => wanted?.has(id) === true));
      let stopped = false;
      let hookError: { readonly error: unknown } | undefined;
      let runner: Any;
      let began = now();
      const end = (test: Any, status: Ending['status'], error?: unknown): void => {
        if (stopped) return;
        // A test that is tried again is a copy of the first.
        const name = known.get(test) ?? known.get(test.retriedTest?.()) ?? names.next(nameOf(test));
        if (test.type === 'hook') hookError ??= { error };
        left.delete(name);
        const ending = { status, milliseconds: now() - began, ...(status === 'failed' ? { error } : {}) };
        began = now();
        stopped = ended(name, ending);
        if (stopped) runner.abort();
      };
      mocha.reporter(function report(given: Any) {
        runner = given;
        runner.on('pass', (test: Any) => end(test, 'passed'));
        runner.on('pending', (test: Any) => end(test, 'skipped'));
        runner.on('fail', (test: Any, error: unknown) => end(test, 'failed', error));
      });
      await new Promise<void>((resolve) => {
        const timer = realSetTimeout(
          () => {
            stopped = true;
            runner.abort();
            resolve();
          },
          Math.min(clock.left + 1, 2 ** 31 - 1),
        );
        mocha.run(() => {
          realClearTimeout(timer);
          resolve();
        });
      });
      // Mocha says nothing of the tests behind a hook that failed; who asked for them is told.
      if (hookError === undefined) return undefined;
      for (const name of left) {
        if (stopped) break;
        stopped = ended(name, { status: 'failed', milliseconds: 0, error: hookError.error });
      }
      return undefined;
    },
  };
}

/** In the order in which they run: those of a suite before those of the suites in it. */
function testsOf(suite: Any): readonly Any[] {
  return [...suite.tests, ...suite.suites.flatMap(testsOf)];
}

function nameOf(test: Any): string {
  return test
    .titlePath()
    .filter((title: string) => title !== '')
    .join(' > ');
}

function keep(suite: Any, isWanted: (test: Any) => boolean): void {
  suite.tests = suite.tests.filter(isWanted);
  for (const inner of suite.suites) keep(inner, isWanted);
}

function reverse(suite: Any): void {
  suite.tests.reverse();
  suite.suites.reverse().forEach(reverse);
}
