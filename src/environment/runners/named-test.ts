import type { TestResult } from '../../loop/types.ts';

/** A test by its name, as its file's text has it, or with the groups around it (` > ` between) as a runner reports it. */
export interface NamedTest {
  /** Workspace-relative. */
  readonly file: string;
  readonly name: string;
}

/** What stands for values in the titles of tests of a table. */
const PLACEHOLDER = /%[sdifjoOcp#]|\$\{[^}]*\}|\$[\w.#]+/;
/** The values of a parameter behind the name of a test of Python. */
const VALUES = /\[.*\]$/s;

/** The end of a test's full name, as a regular expression; values in a title may be anything. */
export function namePattern(names: readonly string[]): string {
  return `(?:^| )(?:${names.map(asPattern).join('|')})$`;
}

/** The same for a runner that looks at the last part of a name alone. */
export function lastNamePattern(names: readonly string[]): string {
  return `^(?:${names.map((name) => asPattern(name.split(' > ').at(-1) ?? name)).join('|')})$`;
}

/** Whether a result is one of these tests'. */
export function isOneOf(only: readonly NamedTest[], { file, name }: TestResult): boolean {
  const names = only.filter((test) => test.file === file).map((test) => test.name);
  if (names.length === 0) return false;
  const pattern = new RegExp(namePattern(names), 's');
  const full = name.replaceAll(' > ', ' ');
  return pattern.test(full) || pattern.test(full.replace(VALUES, ''));
}

/** Newer Vitests put ` > ` between groups and names, all others a space. */
function asPattern(name: string): string {
  const parts = name.split(' > ').map((part) => part.split(PLACEHOLDER).map(escaped).join('.*'));
  return parts.join('(?: >)? ');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
