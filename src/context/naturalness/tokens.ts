const TOKEN =
  /\/\/[^\n]*|#(?!\w*!)[^\n]*|\/\*[\s\S]*?\*\/|("""|''')[\s\S]*?\1|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|[\p{L}_$][\p{L}\p{N}_$]*|\d[\w.]*|===|!==|\*\*=|\?\?=|&&=|\|\|=|\.\.\.|=>|->|:=|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+\+|--|[-+*/%&|^]=|\*\*|\/\/|<<|>>|[^\s]/gu;

/**
 * The words of code, without white space and comments. Good enough for counting in any language whose code looks like
 * one of those that ship; strings that are longer than a word count as one and the same.
 * @param isPython where `#` starts a comment and `//` is an operator
 */
export function tokensOf(code: string, isPython: boolean): readonly string[] {
  const tokens: string[] = [];
  for (const [token] of code.matchAll(isPython ? PYTHON : JAVASCRIPT)) {
    if (/^(?:\/\/.|\/\*)/.test(token) && !isPython) continue;
    if (token.startsWith('#') && isPython) continue;
    tokens.push(/^["'`]/.test(token) && token.length > LONG ? '"…"' : token);
  }
  return tokens;
}

const LONG = 24;
const JAVASCRIPT = new RegExp(TOKEN.source.replace('#(?!\\w*!)[^\\n]*|', ''), 'gu');
const PYTHON = new RegExp(
  TOKEN.source
    .replace('\\/\\/[^\\n]*|', '')
    .replace('\\/\\*[\\s\\S]*?\\*\\/|', '')
    .replace('#(?!\\w*!)', '#'),
  'gu',
);

/** What a token is when its name is left out: how code is built, whatever it is about. */
export function classOf(token: string): string {
  if (KEYWORDS.has(token)) return token;
  if (/^[\p{L}_$]/u.test(token))
    return /^\p{Lu}[\p{Lu}\d_]*$/u.test(token) && token.length > 1 ? 'CONSTANT' : 'name';
  if (/^\d/.test(token)) return token === '0' || token === '1' || token === '2' ? token : 'number';
  return /^["'`]/.test(token) ? 'text' : token;
}

const KEYWORDS = new Set(
  `if else elif for while do return const let var function def class lambda in of not and or is new typeof instanceof
  await async yield throw raise try except catch finally switch case default break continue this self null undefined
  None true false True False import from export length len push append map filter slice range`.split(/\s+/),
);
