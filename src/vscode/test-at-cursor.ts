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

/** The test around an offset, found by its text: the last one that begins at or before it. Undefined outside tests. */
export function testAtCursor(path: string, text: string, offset: number): TestAtCursor | undefined {
  const pattern = path.endsWith('.py') ? PYTHON_TEST : JAVASCRIPT_TEST;
  // A cursor on the line of a test's name means that test, also before its first character.
  const lineEnd = text.indexOf('\n', offset);
  const until = lineEnd === -1 ? text.length : lineEnd;
  let name: string | undefined;
  for (const match of text.matchAll(pattern)) {
    if (match.index > until) break;
    const found = match[2] ?? match[1] ?? '';
    // A name that is filled in at run time is not the one that the runner reports.
    name = /\.each\b.*%|\$[\w{]/.test(match[0]) ? undefined : found.replace(/\\(.)/g, '$1');
  }
  if (name !== undefined) return { name };
  return TEST_FILE.test(path) ? {} : undefined;
}
