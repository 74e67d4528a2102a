import { runInNewContext } from 'node:vm';

/** Lines longer than this are left out: no tool writes a problem so long, and a pattern may take long over one. */
const LINE_CHARACTERS = 2000;
const LINES = 50_000;
const PATTERN_CHARACTERS = 1000;
const LIMIT_MS = 2000;

/** What one line of a tool says, as the named groups of the pattern caught it. */
export interface MatchedLine {
  readonly file?: string;
  readonly line?: string;
  readonly column?: string;
  readonly code?: string;
  readonly severity?: string;
  readonly message: string;
}

/** What keeps a pattern from being used, in words for a person. */
export function patternProblem(pattern: string | undefined): string | undefined {
  const expected = 'expected a regular expression with the groups (?<message>…) and (?<file>…)';
  if (pattern === undefined || pattern === '') return `is missing; ${expected}`;
  if (pattern.length > PATTERN_CHARACTERS)
    return `is too long; expected at most ${PATTERN_CHARACTERS} characters`;
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    return `is no regular expression (${error instanceof Error ? error.message : String(error)}); ${expected}`;
  }
  const missing = ['file', 'message'].filter((name) => !pattern.includes(`(?<${name}>`));
  return missing.length === 0 ? undefined : `lacks the group (?<${missing[0]}>…); ${expected}`;
}

/**
 * Matches each line of a tool's output.
 * @returns undefined when the pattern takes too long, which some do over some lines
 */
export function matchLines(pattern: string, output: string): readonly MatchedLine[] | undefined {
  const lines = output
    .split(/\r?\n/)
    .slice(0, LINES)
    .filter((line) => line !== '' && line.length <= LINE_CHARACTERS);
  let found: unknown;
  try {
    // A context of its own is the only way to give a match a limit of time.
    found = runInNewContext(
      'const re = new RegExp(pattern, "u"); JSON.stringify(lines.flatMap((line) => re.exec(line)?.groups ?? []))',
      { pattern, lines },
      { timeout: LIMIT_MS },
    );
  } catch {
    return undefined;
  }
  const groups = JSON.parse(String(found)) as readonly Partial<MatchedLine>[];
  return groups.flatMap(({ message, ...rest }) => (message === undefined ? [] : [{ ...rest, message }]));
}
