import type { LineReading } from './change.ts';
import { hunksOf } from './delta.ts';
import { expanded } from './expand.ts';
import { shown } from './found.ts';
import { type SymbolRange, symbolRanges } from './symbol-ranges.ts';
import { indentOf } from './tokens.ts';
import type { FileView } from './view.ts';
import { elisionIn } from './whole.ts';

/** The whole text of a function, class or method in place of the one that the file has by that name. */
export function readSymbol(
  path: string,
  symbol: string,
  written: readonly string[],
  file: FileView,
): LineReading {
  const { texts } = file;
  const ranges = symbolRanges(path, texts, symbol);
  const [range] = ranges;
  if (range === undefined)
    return {
      refused: `There is no ${symbol} in ${path}, or its end cannot be told. Use SEARCH and REPLACE.`,
    };
  if (ranges.length > 1) {
    const places = ranges.slice(0, 4).map(({ declared }) => declared + 1);
    return {
      refused: `${path} has more than one ${symbol} (lines ${places.join(', ')}). Use SEARCH and REPLACE.`,
    };
  }
  const name = symbol.slice(symbol.lastIndexOf('.') + 1);
  const lines = withoutBlankEnds(written);
  const declared = symbolRanges(path, lines, name, true).filter(
    (r) => indentOf(lines[r.declared] ?? '') === indentOf(lines[0] ?? ''),
  );
  const [own] = declared;
  if (own === undefined || declared.length > 1)
    return {
      refused: `The text for ${symbol} of ${path} must be that one declaration, whole, and nothing else.`,
    };
  return replaced(path, lines, own, range, file);
}

function replaced(
  path: string,
  lines: readonly string[],
  own: SymbolRange,
  range: SymbolRange,
  file: FileView,
): LineReading {
  const { texts } = file;
  if (own.to !== lines.length)
    return { refused: `The text for a symbol of ${path} goes on after its end. Use one block for each.` };
  // What stands above the declaration counts only if the model wrote something there.
  const from = own.declared === 0 ? range.declared : aboveOf(texts, range.declared);
  const old = texts.slice(from, range.to);
  const [here, there] = [indentOf(lines[own.declared] ?? ''), indentOf(texts[range.declared] ?? '')];
  const moved = lines.map((line) => {
    if (line.trim() === '') return '';
    return line.startsWith(here) ? there + line.slice(here.length) : undefined;
  });
  if (moved.includes(undefined))
    return { refused: `The text for a symbol of ${path} is indented in a way that cannot be told.` };
  const wanted = expanded(
    old,
    moved.map((line) => line ?? ''),
  );
  const elided = elisionIn(wanted, old);
  if (elided !== undefined)
    return {
      refused: `The text for a symbol of ${path} leaves something out (“${shown(elided)}”). Write it whole.`,
    };
  return { hunks: hunksOf(old, wanted, from, (line) => line.trimEnd()) };
}

/** The first of the comments and decorators right above a line. */
function aboveOf(texts: readonly string[], line: number): number {
  let from = line;
  while (from > 0 && /^\s*(?:@|\/\/|\/\*|\*|#)/.test(texts[from - 1] ?? '')) from -= 1;
  return from;
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const from = lines.findIndex((line) => line.trim() !== '');
  const to = lines.findLastIndex((line) => line.trim() !== '');
  return from < 0 ? [] : lines.slice(from, to + 1);
}
