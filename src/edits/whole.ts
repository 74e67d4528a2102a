import type { LineReading } from './change.ts';
import { hunksOf } from './delta.ts';
import { isElision } from './elision.ts';
import { expanded } from './expand.ts';
import { shown } from './found.ts';
import { isBareDots, isStub } from './stub.ts';
import type { FileView } from './view.ts';

/** A whole file may replace an existing one only when it keeps at least this share of its lines. */
const LEAST_KEPT = 0.4;

/** A whole file in place of an existing one: what differs counts, unless the model left something out. */
export function readWhole(path: string, lines: readonly string[], file: FileView): LineReading {
  const { texts } = file;
  const wanted = expanded(texts, lines);
  const elided = elisionIn(wanted, texts);
  if (elided !== undefined)
    return {
      refused: `The text of ${path} leaves something out (“${shown(elided)}”). Use SEARCH and REPLACE.`,
    };
  const hunks = hunksOf(texts, wanted, 0, (line) => line.trimEnd());
  const lost = hunks.reduce((sum, hunk) => sum + hunk.to - hunk.from, 0);
  if (texts.length > 5 && texts.length - lost < LEAST_KEPT * texts.length) {
    return {
      refused: `The block for ${path} would drop ${lost} of its ${texts.length} lines. Use SEARCH and REPLACE.`,
    };
  }
  return { hunks };
}

/** A line that says that something was left out, and that the old text has not. */
export function elisionIn(lines: readonly string[], old: readonly string[]): string | undefined {
  const count = (some: readonly string[], line: string): number => some.filter((l) => l === line).length;
  return lines.find((line, i) => {
    if (!isElision(line)) return false;
    if (!isBareDots(line)) return !old.includes(line);
    // Three dots alone are the body of a stub in Python.
    return count(lines, line) > count(old, line) && !isStub(lines, i);
  });
}
