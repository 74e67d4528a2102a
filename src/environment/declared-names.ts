import type { Node } from '../syntax/syntax.ts';

const DECLARES = /\b(?:var|let|const|class|enum|function)\b\s*\*?\s*/g;
const NAME = /[\p{L}\p{N}_$]+/gu;
const STRINGS = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
const OPENING = new Set(['(', '[', '{']);
const CLOSING = new Set([')', ']', '}']);

/**
 * Names that JavaScript text declares, wherever in it, by its words alone: all that it does declare, and perhaps more
 * (what stands in comments, the keys of patterns).
 */
export function declaredNames(code: string): ReadonlySet<string> {
  const text = code.replace(STRINGS, "''");
  const names = new Set<string>();
  for (const match of text.matchAll(DECLARES)) {
    const isList = /^(?:var|let|const)/.test(match[0]);
    let at: number | undefined = match.index + match[0].length;
    while (at !== undefined) {
      const end = targetEnd(text, at);
      for (const [name] of text.slice(at, end).matchAll(NAME)) names.add(name);
      at = isList ? nextTarget(text, end) : undefined;
    }
  }
  return names;
}

/**
 * Whether names may mean something else in a function with the edit than in a copy of its changed body that stands
 * within the untouched one: a name of a parameter that is declared anew is an error or has the parameter's value, and
 * in the copy it would be a name of its own; a name that is declared no longer, or in another scope, would be found
 * in the untouched body.
 * @param edit `[start, end)` of the original, within the body, replaced by `text`
 */
export function bindsOtherwise(
  node: Node,
  body: Node,
  edit: { readonly start: number; readonly end: number; readonly text: string },
): boolean {
  const { text, startIndex } = body;
  const [start, end] = [edit.start - startIndex, edit.end - startIndex];
  const replaced = text.slice(start, end);
  const before = declaredNames(text);
  const after = declaredNames(text.slice(0, start) + edit.text + text.slice(end));
  const parameters = node.childForFieldName('parameters') ?? node.childForFieldName('parameter');
  const names = [...(parameters?.text ?? '').matchAll(NAME)].map(([name]) => name);
  if (names.some((name) => before.has(name) || after.has(name))) return true;
  if ([...before].some((name) => !after.has(name))) return true;
  return /[{}]|\bfor\b/.test(replaced + edit.text) && declaredNames(replaced).size > 0;
}

/** Where the name or pattern that begins here ends. */
function targetEnd(text: string, start: number): number {
  if (!OPENING.has(text.charAt(start)))
    return start + (/^[\p{L}\p{N}_$]*/u.exec(text.slice(start))?.[0] ?? '').length;
  return skipped(text, start, (_, depth) => depth === 0);
}

/** Where the next name or pattern of the same declaration begins: behind a comma that is in no brackets. */
function nextTarget(text: string, from: number): number | undefined {
  const end = skipped(
    text,
    from,
    (char, depth) => depth < 0 || (depth === 0 && (char === ',' || char === ';')),
  );
  if (text.charAt(end - 1) !== ',') return undefined;
  return end + (text.slice(end).length - text.slice(end).trimStart().length);
}

/** Behind the first character that ends it, or at the end of the text. */
function skipped(text: string, from: number, ends: (char: string, depth: number) => boolean): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (OPENING.has(char)) depth += 1;
    if (CLOSING.has(char)) depth -= 1;
    if (ends(char, depth)) return at + 1;
  }
  return text.length;
}
