import { readArguments, readLiteral } from './literals.ts';
import type { WireValue } from './wire-value.ts';

/** An example in the documentation of a function: called so, it gives this. */
export interface Example {
  readonly args: readonly WireValue[];
  readonly expected: WireValue;
}

const ARROW =
  /^\s*;?\s*(?:->|=>|→|⇒|===?|==|\/\/\s*(?:=>|->|→)?|#\s*(?:=>|->|→)?|returns|gives|is|\n\s*(?:\*\s*)?(?:=>|->|→|\/\/\s*)?)\s*/;

/** Examples such as `clamp(5, 0, 3) -> 3` or a Python prompt with its answer; only literals are read. */
export function examplesIn(documentation: string, name: string): readonly Example[] {
  const found: Example[] = [];
  const call = new RegExp(`(?<![\\w.$])${name.replaceAll('$', '\\$')}\\(`, 'g');
  for (const match of documentation.matchAll(call)) {
    const args = readArguments(documentation, match.index + match[0].length);
    if (args === undefined) continue;
    const arrow = ARROW.exec(documentation.slice(args.end));
    if (arrow === null) continue;
    const result = readLiteral(documentation, args.end + arrow[0].length);
    if (result !== undefined) found.push({ args: args.values, expected: result.value });
  }
  return found;
}
