import { leavesOpen, titlePattern, withoutValues } from '../../loop/test-title.ts';
import type { TestResult } from '../../loop/types.ts';

/** A test by its name, as its file's text has it, or with the groups around it (` > ` between) as a runner reports it. */
export interface NamedTest {
  /** Workspace-relative. */
  readonly file: string;
  readonly name: string;
  /**
   * Set where all groups around it are in the name, so that no other group's test of that name is meant: one test, or each
   * of a group. When absent, whatever ends in the name.
   */
  readonly is?: 'test' | 'group' | undefined;
}

/** What the full names of these tests match, as a regular expression; values in a title may be anything. */
export function namePattern(tests: readonly Pick<NamedTest, 'name' | 'is'>[]): string {
  const patterns = tests.map(({ name, is }) => {
    const pattern = titlePattern(name);
    if (is === undefined) return `(?:^| )${pattern}$`;
    return is === 'test' ? `^ ?${pattern}$` : `^ ?${pattern}(?: >)? `;
  });
  return patterns.length === 1 ? patterns.join('') : `(?:${patterns.join('|')})`;
}

/** The same for a runner that looks at the last part of a name alone, and takes all of a group for its own. */
export function lastNamePattern(tests: readonly Pick<NamedTest, 'name'>[]): string {
  return `^(?:${tests.map(({ name }) => titlePattern(name.split(' > ').at(-1) ?? name)).join('|')})$`;
}

/**
 * What the full name of a test of the text is reported as, as a regular expression.
 * @param titles of the groups around it, and its own
 * @returns undefined where it is the titles themselves
 */
export function casesPattern(titles: readonly string[]): string | undefined {
  const name = titles.join(' > ');
  return leavesOpen(name) ? `^${titlePattern(name)}$` : undefined;
}

/** Whether a result is one of these tests'. */
export function isOneOf(only: readonly NamedTest[], { file, name }: TestResult): boolean {
  const tests = only.filter((test) => test.file === file);
  if (tests.length === 0) return false;
  const pattern = new RegExp(namePattern(tests), 's');
  const full = name.replaceAll(' > ', ' ');
  return pattern.test(full) || pattern.test(withoutValues(full));
}
