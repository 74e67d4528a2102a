import type { BasicType } from '../language.ts';

/** Names that most languages have, and that are confused in all of them. */
export const COMMON_SIBLINGS: ReadonlyArray<readonly string[]> = [
  ['min', 'max'],
  ['floor', 'ceil', 'round', 'trunc'],
  ['first', 'last'],
  ['start', 'end'],
  ['left', 'right'],
  ['prev', 'next'],
  ['previous', 'next'],
  ['width', 'height'],
  ['x', 'y'],
  ['row', 'column'],
  ['rows', 'columns'],
  ['from', 'to'],
  ['source', 'target'],
  ['parent', 'child'],
  ['head', 'tail'],
  ['low', 'high'],
  ['key', 'value'],
  ['before', 'after'],
  ['length', 'size'],
  ['add', 'remove', 'delete'],
  ['encode', 'decode'],
  ['abs', 'sign'],
  ['seconds', 'minutes', 'hours', 'days', 'weeks'],
  ['seconds', 'milliseconds'],
  ['top', 'bottom'],
  ['begin', 'end'],
  ['open', 'close'],
  ['lock', 'unlock'],
  ['lower', 'upper'],
  ['begin', 'commit', 'rollback'],
];

/** Operators of C and its heirs. */
export const COMMON_OPERATORS: readonly string[] = [
  ...['<', '<=', '>', '>=', '==', '!='],
  ...['+', '-', '*', '/', '%', '<<', '>>', '&', '|', '^'],
  ...['=', '+=', '-=', '*=', '/=', '%=', '|=', '&=', '^='],
];

/** A table of what functions and methods give, from the names of each type. */
export function resultTypes(
  names: Readonly<Partial<Record<BasicType, readonly string[]>>>,
): ReadonlyMap<string, BasicType> {
  const found = new Map<string, BasicType>();
  for (const [type, list] of Object.entries(names)) {
    for (const name of list) found.set(name, type as BasicType);
  }
  return found;
}
