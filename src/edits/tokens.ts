/** What a line of code is made of, in any language with words, quotes and the usual comments. */
export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'mark' | 'comment';
  readonly text: string;
  /** Offset of its first character in the line. */
  readonly start: number;
}

const WORD = /[\p{L}\p{N}_$]/u;

function isWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128)
    return (
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 36
    );
  return WORD.test(text[at] ?? '') || (code >= 0xd800 && code < 0xe000);
}

const SPACE = /\s/;

function isSpace(code: number): boolean {
  if (code === 32 || (code >= 9 && code <= 13)) return true;
  return code > 127 && SPACE.test(String.fromCharCode(code));
}

/**
 * The tokens of one line, without the space between them. The line stands alone: within a text that began on an
 * earlier line they mean little, but the same line always gives the same tokens, which is what comparing needs.
 */
export function tokensOf(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (isSpace(line.charCodeAt(at))) {
      at += 1;
      continue;
    }
    const char = line[at] ?? '';
    const start = at;
    let kind: Token['kind'] = 'mark';
    if (isWord(line, at)) {
      while (at < line.length && isWord(line, at)) at += 1;
      kind = char >= '0' && char <= '9' ? 'number' : 'word';
      // 1.5 is one number; a.b and 1..toString() are not.
      if (kind === 'number' && line[at] === '.' && /\d/.test(line[at + 1] ?? '')) {
        at += 1;
        while (at < line.length && isWord(line, at)) at += 1;
      }
    } else if (
      (char === '/' || char === '#' || char === '*') &&
      opensComment(line, at, tokens.length === 0)
    ) {
      const close = line.startsWith('/*', at) ? line.indexOf('*/', at + 2) : -1;
      at = close < 0 ? line.trimEnd().length : close + 2;
      kind = 'comment';
    } else {
      const isQuote = char === '"' || char === "'" || char === '`';
      const isTriple = isQuote && char !== '`' && line[at + 1] === char && line[at + 2] === char;
      const end = isQuote && !isTriple ? endOfString(line, at) : -1;
      at = isTriple ? at + 3 : end < 0 ? at + 1 : end;
      if (end >= 0) kind = 'string';
    }
    tokens.push({ kind, text: line.slice(start, at), start });
  }
  return tokens;
}

/** `//`, `/*`, a star that goes on with one, and `#` before a space: a private field of JavaScript has a name there. */
function opensComment(line: string, at: number, first: boolean): boolean {
  const char = line[at];
  const next = line[at + 1];
  if (char === '/') return next === '*' || (next === '/' && line[at - 1] !== ':');
  if (char === '#') return next === undefined || next === ' ' || next === '!' || next === ':' || next === '#';
  return char === '*' && first && (next === undefined || next === ' ' || next === '/');
}

/** The offset behind the closing quote; -1 when the line has none. */
function endOfString(line: string, at: number): number {
  const quote = line[at];
  for (let i = at + 1; i < line.length; i += 1) {
    if (line[i] === '\\') i += 1;
    else if (line[i] === quote) return i + 1;
  }
  return -1;
}

/** A token as far as its meaning goes: which quotes a string has, and how the spaces of a comment run, does not count. */
export function meaningOf({ kind, text }: Token): string {
  if (kind === 'comment') return text.replace(/\s+/g, ' ');
  if (text === '"""') return "'''";
  if (kind !== 'string' || text.startsWith('`')) return text;
  return `'${text.slice(1, -1).replace(/\\(["'])/g, '$1')}'`;
}

/** Marks that a formatter adds and drops at the end of a line. */
export function isOptional(token: Token | undefined): boolean {
  return token !== undefined && (token.text === ';' || token.text === ',');
}

/** The space in front of a line. */
export function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}
