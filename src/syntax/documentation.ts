/**
 * What documents a function or class: the comment above it and the string that its body begins with, in languages where
 * that documents it.
 * @param start where the definition begins in the text
 * @param end where it ends
 */
export function documentationOf(text: string, start: number, end: number): string {
  const above: string[] = [];
  const lines = text.slice(0, start).split('\n');
  lines.pop();
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    // `#count = 0;` is a private field.
    if (/^\s*(?:\/\/|\/\*|\*|#(?!\w)|@)/.test(line) || /\*\/\s*$/.test(line)) above.unshift(line);
    else break;
  }
  return [...above, documentationString(text.slice(start, end))].join('\n');
}

/** The string at the start of a Python definition's body; empty where there is none. */
function documentationString(definition: string): string {
  if (!/^(?:async\s+)?(?:def|class)\b/.test(definition)) return '';
  const body = definition.slice(headEnd(definition));
  const found = /^(?:\s|#.*\n)*[rRuU]?("""|'''|"|')([\s\S]*?)\1/.exec(body);
  return found?.[2] ?? '';
}

const BRACKETS: Readonly<Record<string, number>> = { '(': 1, '[': 1, '{': 1, ')': -1, ']': -1, '}': -1 };
/** A string or a comment, in which brackets and colons mean nothing. */
const OPAQUE = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*/y;

/** Behind the colon that ends the head of a Python definition; its end where there is none. */
function headEnd(definition: string): number {
  let depth = 0;
  for (let at = 0; at < definition.length; at += 1) {
    const character = definition[at] ?? '';
    OPAQUE.lastIndex = at;
    const opaque = /["'#]/.test(character) ? OPAQUE.exec(definition)?.[0] : undefined;
    if (opaque !== undefined) at += opaque.length - 1;
    depth += BRACKETS[character] ?? 0;
    if (character === ':' && depth === 0) return at + 1;
  }
  return definition.length;
}
