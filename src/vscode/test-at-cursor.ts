/** A test that a person points at. */
export interface TestAtCursor {
  /** The innermost name; absent when the cursor is in a test file but in no test. */
  readonly name?: string;
}

const JAVASCRIPT_TEST = /(?<![.\w$])(?:it|test)(?=\s*[.(])/g;
const MODIFIER = /\s*\.\s*(only|skip|concurrent|sequential|fails|each|for)\b/y;
const TYPE_ARGUMENTS = /\s*<[^()]*?>(?=\s*[(`])/y;
const TITLE = /\s*\(\s*(['"`])((?:\\.|(?!\1).)*)\1/y;
/** What counts for where a table ends: brackets, and texts and comments, which may hold some that do not. */
const TABLE_PART =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:\\[\s\S]|[^`\\])*`|[()[\]{}]/g;
const PYTHON_TEST = /^[ \t]*(?:async[ \t]+)?def[ \t]+(test\w*)[ \t]*\(/gm;
const TEST_FILE =
  /(?:[._-](?:test|spec)\.[cm]?[jt]sx?|(?:^|\/)test_[^/]*\.py|_test\.py|(?:^|\/)tests?\/[^/]+\.(?:[cm]?[jt]sx?|py))$/;

/** Whether a file is one of tests, by its name and place. */
export function isTestFile(path: string): boolean {
  return TEST_FILE.test(path);
}

/** Tests by their text, in order; their names as the text has them, with what a run fills in left open. */
export function testsIn(
  path: string,
  text: string,
): readonly { readonly offset: number; readonly name: string }[] {
  if (path.endsWith('.py'))
    return [...text.matchAll(PYTHON_TEST)].map(({ index, 1: name = '' }) => ({ offset: index, name }));
  return [...text.matchAll(JAVASCRIPT_TEST)].flatMap(({ index, 0: { length } }) => {
    const name = titleAt(text, index + length);
    return name === undefined ? [] : [{ offset: index, name }];
  });
}

/** The title of a test whose call goes on at an offset; its table, if it has one, stands before that. */
function titleAt(text: string, offset: number): string | undefined {
  let at = offset;
  for (;;) {
    const modifier = matchAt(MODIFIER, text, at);
    if (modifier === undefined) break;
    at += modifier[0].length;
    if (modifier[1] !== 'each' && modifier[1] !== 'for') continue;
    at += matchAt(TYPE_ARGUMENTS, text, at)?.[0].length ?? 0;
    const end = endOfTable(text, at);
    if (end === undefined) return undefined;
    at = end;
  }
  return matchAt(TITLE, text, at)?.[2]?.replace(/\\(.)/g, '$1');
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** The offset behind a table in brackets or in a template; undefined where it has no end. */
function endOfTable(text: string, start: number): number | undefined {
  let depth = 0;
  TABLE_PART.lastIndex = start;
  for (let part = TABLE_PART.exec(text); part !== null; part = TABLE_PART.exec(text)) {
    if ('([{'.includes(part[0])) depth += 1;
    if (')]}'.includes(part[0])) depth -= 1;
    // A template stands for the brackets around a table.
    const isWhole = depth === 0 && (part[0] === ')' || part[0].startsWith('`'));
    if (isWhole) return TABLE_PART.lastIndex;
    if (depth < 0) return undefined;
  }
  return undefined;
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
