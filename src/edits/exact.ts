import { hunksOf } from './delta.ts';
import { isElision } from './elision.ts';
import { shown } from './found.ts';
import type { Location } from './locate.ts';
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
  const elided = hunks
    .flatMap(({ lines }) => lines)
    .find((line, i, all) => isElision(line) && !isStub(line, all[i - 1], file));
  return elided === undefined
    ? { kind: 'placed', hunks }
    : { kind: 'unclear', why: `what “${shown(elided)}” leaves out` };
}

/** Three dots are a statement of Python too. */
function isStub(line: string, before: string | undefined, file: readonly string[]): boolean {
  return file.includes(line) || (line.trim() === '...' && (before === undefined || /:\s*$/.test(before)));
}
