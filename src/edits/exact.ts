import { hunksOf } from './delta.ts';
import { isElision } from './elision.ts';
import { shown } from './found.ts';
import type { Hunk } from './lines.ts';
import type { Location } from './locate.ts';
import { isBareDots, isEmptied, isStub } from './stub.ts';
import { windows } from './windows.ts';

/** A block whose search stands in the file word by word; undefined when it does not. */
export function locateExactly(
  search: readonly string[],
  replace: readonly string[],
  file: readonly string[],
): Location | undefined {
  const starts = windows(search, file);
  const [start] = starts;
  if (start === undefined) return undefined;
  if (starts.length > 1) return { kind: 'ambiguous', at: starts.map((at) => at + 1) };
  const hunks = hunksOf(search, replace, start);
  const elided = leftOut(search, replace, hunks, start, file);
  return elided === undefined
    ? { kind: 'placed', hunks }
    : { kind: 'unclear', why: `what “${shown(elided)}” leaves out` };
}

/** A new line that stands for others which it would take away. */
function leftOut(
  search: readonly string[],
  replace: readonly string[],
  hunks: readonly Hunk[],
  start: number,
  file: readonly string[],
): string | undefined {
  // How far the replacement is ahead of the file.
  let ahead = -start;
  for (const { from, to, lines } of hunks) {
    const first = from + ahead;
    ahead += lines.length - (to - from);
    const elided = lines.find((line, i) => {
      if (!isElision(line)) return false;
      if (!isBareDots(line)) return !file.includes(line);
      const gone = search.slice(from - start, to - start);
      return !isStub(replace, first + i) || isEmptied(gone, lines, line);
    });
    if (elided !== undefined) return elided;
  }
  return undefined;
}
