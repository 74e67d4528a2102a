/** A test that a person points at. */
export interface TestAtCursor {
  /** The innermost name; absent when the cursor is in a test file but in no test. */
  readonly name?: string;
}

const JAVASCRIPT_TEST =
  /(?<![.\w$])(?:it|test)(?:\.(?:only|skip|concurrent|each\([^)]*\)))*\s*\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g;
const PYTHON_TEST = /^[ \t]*(?:async[ \t]+)?def[ \t]+(test\w*)[ \t]*\(/gm;
const TEST_FILE =
  /(?:[._-](?:test|spec)\.[cm]?[jt]sx?|(?:^|\/)test_[^/]*\.py|_test\.py|(?:^|\/)tests?\/[^/]+\.(?:[cm]?[jt]sx?|py))$/;

/** Whether a file is one of tests, by its name and place. */
export function isTestFile(path: string): boolean {
  return TEST_FILE.test(path);
}

/** Tests by their text, in order. The name is absent where it is filled in at run time: it is not the one that is reported. */
export function testsIn(
  path: string,
  text: string,
): readonly { readonly offset: number; readonly name?: string }[] {
  const pattern = path.endsWith('.py') ? PYTHON_TEST : JAVASCRIPT_TEST;
  return [...text.matchAll(pattern)].map((match) => {
    const found = (match[2] ?? match[1] ?? '').replace(/\\(.)/g, '$1');
    return /\.each\b.*%|\$[\w{]/s.test(match[0])
      ? { offset: match.index }
      : { offset: match.index, name: found };
  });
}

/** The test around an offset: the last one that begins at or before it. Undefined outside tests. */
export function testAtCursor(path: string, text: string, offset: number): TestAtCursor | undefined {
  // A cursor on the line of a test's name means that test, also before its first character.
  const lineEnd = text.indexOf('\n', offset);
  const until = lineEnd === -1 ? text.length : lineEnd;
  const name = testsIn(path, text).findLast((test) => test.offset <= until)?.name;
  if (name !== undefined) return { name };
  return isTestFile(path) ? {} : undefined;
}
