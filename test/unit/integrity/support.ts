import type { FileChange } from '../../../src/environment/diff.ts';
import type { Finding } from '../../../src/environment/integrity/finding.ts';
import { IntegrityGuard } from '../../../src/environment/integrity/guard.ts';
import { testSyntax } from '../../support/syntax.ts';

interface Situation {
  /** What the test asserts, as lines of its body. */
  readonly test?: string;
  /** What the failing test expects. */
  readonly expected?: string;
  readonly message?: string;
  readonly allowsTests?: boolean;
}

const TESTS = { ts: 'test/subject.test.ts', py: 'tests/test_subject.py' };

/** A guard for a project with one test in each language. */
export function guardFor({
  test = '',
  expected,
  message,
  allowsTests = false,
}: Situation = {}): IntegrityGuard {
  const files = [TESTS.ts, TESTS.py];
  return new IntegrityGuard({
    syntax: testSyntax(),
    testFiles: files,
    testText: () => test,
    failing: files.map((file) => ({
      id: `${file}::works`,
      file,
      name: 'works',
      ...(message === undefined ? {} : { message }),
      ...(expected === undefined ? {} : { expected }),
    })),
    allowsTests,
  });
}

/** The findings about one source file that a patch changes. */
export function inspect(
  language: 'ts' | 'py',
  before: string,
  after: string,
  situation: Situation & { readonly path?: string } = {},
): Promise<readonly Finding[]> {
  const path = situation.path ?? (language === 'ts' ? 'src/subject.ts' : 'subject.py');
  return inspectAll([{ path, before, after }], situation);
}

export function inspectAll(
  changes: readonly FileChange[],
  situation: Situation = {},
): Promise<readonly Finding[]> {
  return guardFor(situation).inspect(changes);
}

/** Names of the detectors that call it a cheat. */
export function cheats(findings: readonly Finding[]): readonly string[] {
  return [...new Set(findings.filter(({ verdict }) => verdict === 'cheat').map(({ detector }) => detector))];
}
