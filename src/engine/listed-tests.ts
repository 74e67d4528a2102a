import { casesPattern } from '../environment/runners/named-test.ts';
import type { TestCase } from '../syntax/outline.ts';
import type { ListedTest } from './protocol-surfaces.ts';

interface Group extends ListedTest {
  readonly tests: (ListedTest | Group)[];
}

/** The tests of a file in the groups that its text puts them in, in its order; a group without tests is none. */
export function listedTests(cases: readonly TestCase[], text: string): readonly ListedTest[] {
  const top: (ListedTest | Group)[] = [];
  // By where they begin: two groups of one title are two.
  const known = new Map<number, Group>();
  const lineAt = linesOf(text);
  for (const { kind, title, start, groups } of cases) {
    if (kind !== 'test' || title === '') continue;
    // A runner does not tell of a group without a title.
    const around = groups.filter((group) => group.title !== '');
    let into = top;
    for (const group of around) {
      const open = known.get(group.start) ?? { name: group.title, line: lineAt(group.start), tests: [] };
      if (!known.has(group.start)) into.push(open);
      known.set(group.start, open);
      into = open.tests;
    }
    const pattern = casesPattern([...around.map((group) => group.title), title]);
    into.push({ name: title, line: lineAt(start), ...(pattern === undefined ? {} : { pattern }) });
  }
  return top;
}

/** The 1-based line of an offset. */
function linesOf(text: string): (offset: number) => number {
  const ends = [...text.matchAll(/\r\n|\n|\r/g)].map(({ 0: end, index }) => index + end.length);
  return (offset) => {
    const line = ends.findIndex((end) => end > offset);
    return (line === -1 ? ends.length : line) + 1;
  };
}
