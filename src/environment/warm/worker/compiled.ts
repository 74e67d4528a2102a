import { join } from 'node:path';
import type { FromWorker, WireTexts } from '../protocol.ts';
import { copyAt, withoutCopy } from '../schemata.ts';
import type { Transformer } from './transform.ts';

/** Copies that are left out before the text is given up. */
const MOST_INVALID = 30;

/**
 * Compiles texts that hold the copies of many candidates, and leaves out the copies that are no code: each would spoil
 * its text for all others.
 * @param folder absolute; what the paths of the texts are relative to
 */
export function compiled(
  texts: WireTexts,
  folder: string,
  transformer: Transformer,
): { readonly texts: WireTexts; readonly answer: Extract<FromWorker, { type: 'kept' }> } {
  const without: number[] = [];
  let isValid = true;
  const kept = texts.map(([path, given]) => {
    if (given === null) return [path, null] as const;
    let text = given;
    for (;;) {
      const line = transformer.compiles(join(folder, path), text);
      if (line === undefined) return [path, text] as const;
      const number = copyAt(text, line);
      const less = number === undefined ? text : withoutCopy(text, number);
      if (number === undefined || less === text || without.length >= MOST_INVALID) {
        isValid = false;
        return [path, text] as const;
      }
      without.push(number);
      text = less;
    }
  });
  return { texts: kept, answer: { type: 'kept', isValid, without } };
}
