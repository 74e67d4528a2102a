/** What stands for values in the titles of tests of a table. */
const PLACEHOLDER = /%[sdifjoOcp#]|\$\{[^}]*\}|\$[\w.#]+/;
/** The values of a parameter behind the name of a test of Python. */
const VALUES = /\[.*\]$/s;

/** Whether a title of the text leaves something open that a run fills in. */
export function leavesOpen(title: string): boolean {
  return PLACEHOLDER.test(title);
}

/**
 * What a test of the text is reported as, as a regular expression without anchors; values in a title may be anything.
 * @param name with the groups around it, ` > ` between. Newer Vitests put that there as well, all others a space.
 */
export function titlePattern(name: string): string {
  const parts = name.split(' > ').map((part) => part.split(PLACEHOLDER).map(escaped).join('.*'));
  return parts.join('(?: >)? ');
}

/** A reported name without the values of a parameter. */
export function withoutValues(reported: string): string {
  return reported.replace(VALUES, '');
}

/** Whether a reported test is the one that a person names as the text has it, one case of it, or in a group of that name. */
export function isCalled(reported: string, name: string): boolean {
  if (reported.startsWith(`${name} > `)) return true;
  if ([reported, withoutValues(reported)].some((each) => each.endsWith(name))) return true;
  return leavesOpen(name) && new RegExp(`(?:^| )${titlePattern(name)}(?: > .*)?$`, 's').test(reported);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
