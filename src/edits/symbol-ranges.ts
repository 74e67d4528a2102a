import { indentOf, tokensOf } from './tokens.ts';

/** Where a declaration stands: lines `[declared, to)`. */
export interface SymbolRange {
  readonly declared: number;
  readonly to: number;
}

/**
 * The declarations of a name, perhaps qualified (`Cart.total`), as far as their ends can be told without a grammar:
 * by indentation in Python, by brackets and indentation elsewhere.
 * @param isAlone whether the text is the declaration alone, perhaps of a method, rather than a whole file
 */
export function symbolRanges(
  path: string,
  texts: readonly string[],
  symbol: string,
  isAlone = false,
): SymbolRange[] {
  const isPython = /\.pyi?$/.test(path);
  let within: SymbolRange[] = [{ declared: -1, to: texts.length }];
  for (const name of symbol.split('.')) {
    within = within.flatMap(({ declared, to }) => {
      const found: SymbolRange[] = [];
      // What a class has is as deep as its body; what is deeper belongs to its methods.
      const body = declared < 0 ? undefined : depthWithin(texts, declared, to);
      for (let line = declared + 1; line < to; line += 1) {
        if (!declares(texts[line] ?? '', name, isPython, isAlone)) continue;
        if (body !== undefined && indentOf(texts[line] ?? '').length !== body) continue;
        const end = isPython ? endByIndent(texts, line) : endByBrackets(texts, line);
        if (end !== undefined && end <= to) found.push({ declared: line, to: end });
      }
      return found;
    });
  }
  if (within.length < 2 || isAlone) return within;
  // The outermost ones alone: a function of the same name inside another is not what an unqualified name means.
  const least = Math.min(...within.map(({ declared }) => indentOf(texts[declared] ?? '').length));
  return within.filter(({ declared }) => indentOf(texts[declared] ?? '').length === least);
}

/** The least indentation of the lines between the first and the last of a declaration. */
function depthWithin(texts: readonly string[], declared: number, to: number): number {
  const depth = indentOf(texts[declared] ?? '').length;
  const inside = texts
    .slice(declared + 1, to)
    .filter((line) => line.trim() !== '' && indentOf(line).length > depth);
  return Math.min(...inside.map((line) => indentOf(line).length));
}

function declares(line: string, name: string, isPython: boolean, isAlone: boolean): boolean {
  const quoted = name.replace(/\$/g, '\\$');
  if (isPython) return new RegExp(`^\\s*(?:async\\s+)?(?:def|class)\\s+${quoted}\\b`).test(line);
  const modifiers =
    '(?:(?:export|default|declare|abstract|async|public|private|protected|static|override|readonly|get|set)\\s+)*';
  return (
    new RegExp(
      `^\\s*${modifiers}(?:function\\s*\\*?|class|interface|enum|namespace|type)\\s+${quoted}(?![\\w$])`,
    ).test(line) ||
    new RegExp(`^\\s*${modifiers}(?:const|let|var)\\s+${quoted}\\s*(?::[^=]*)?=`).test(line) ||
    (new RegExp(`^\\s${isAlone ? '*' : '+'}${modifiers}\\*?#?${quoted}\\s*(?:<.*>)?\\(`).test(line) &&
      /[{,(]\s*$/.test(line) &&
      !/^\s*(?:if|for|while|switch|return)\b/.test(line))
  );
}

/** Up to the first line that is not deeper than the declaration, once its brackets are closed. */
function endByIndent(texts: readonly string[], start: number): number | undefined {
  const indent = indentOf(texts[start] ?? '').length;
  let depth = 0;
  let quote: string | undefined;
  let end = start;
  for (let line = start; line < texts.length; line += 1) {
    const text = texts[line] ?? '';
    const isInside = depth > 0 || quote !== undefined;
    const isBlank = text.trim() === '' || /^\s*#/.test(text);
    if (line > start && !isInside && !isBlank && indentOf(text).length <= indent) break;
    if (!isBlank || isInside) end = line;
    for (const mark of text.matchAll(/"""|'''/g)) {
      if (quote === undefined) quote = mark[0];
      else if (quote === mark[0]) quote = undefined;
    }
    if (quote === undefined && !isInside) depth = 0;
    if (quote === undefined) depth += depthOf(text);
  }
  return depth > 0 || quote !== undefined ? undefined : end + 1;
}

/** Up to the line that closes what the declaration opened, at the same indentation. */
function endByBrackets(texts: readonly string[], start: number): number | undefined {
  const indent = indentOf(texts[start] ?? '');
  let opened = false;
  for (let line = start, depth = 0; line < texts.length; line += 1) {
    const text = texts[line] ?? '';
    depth += depthOf(text);
    if (/[{([]/.test(text)) opened = true;
    if (depth < 0) return undefined;
    if (depth > 0) continue;
    const next = texts[line + 1] ?? '';
    const goesOn = /(?:[,=+\-*/&|?:(]|=>)\s*$/.test(text) || /^\s*[.?:|&{]/.test(next);
    if (opened && indentOf(text) === indent && !goesOn && /[};)\]]\s*[;,]?\s*$/.test(text)) return line + 1;
    if (/;\s*$/.test(text) && !goesOn) return line + 1;
  }
  return undefined;
}

function depthOf(text: string): number {
  let depth = 0;
  for (const { kind, text: mark } of tokensOf(text)) {
    if (kind !== 'mark') continue;
    if ('([{'.includes(mark)) depth += 1;
    else if (')]}'.includes(mark)) depth -= 1;
  }
  return depth;
}
