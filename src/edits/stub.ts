import { indentOf } from './tokens.ts';

/** Three dots with nothing beside them: something left out, or a statement of Python. */
export function isBareDots(line: string): boolean {
  return line.trim() === '...';
}

/** Whether three dots are all that there is in a body of Python, but for its docstring. */
export function isStub(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  const isTelling = (other: string): boolean => other.trim() !== '' && !/^\s*#/.test(other);
  const before = lines.slice(0, at).findLast(isTelling);
  const after = lines.slice(at + 1).find(isTelling);
  return (
    isBareDots(line) &&
    before !== undefined &&
    /(?::|"""|''')\s*(?:#.*)?$/.test(before) &&
    (after === undefined || depth(after) < depth(line))
  );
}

/** Whether code of more than one line goes for three dots alone: these stand for it, and for no new body. */
export function isEmptied(gone: readonly string[], come: readonly string[], dots: string): boolean {
  const isWithin = (line: string): boolean => /\w/.test(line) && depth(line) >= depth(dots);
  return gone.filter(isWithin).length > 1 && !come.some(isWithin);
}

function depth(line: string): number {
  return indentOf(line).length;
}
