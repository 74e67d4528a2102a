/** What the lines of a key may have before them: numbers, marks of a diff, of a comment, of a quotation. */
const BODY =
  /^(?:[A-Za-z0-9+/=.[\]]|[:,] ?|\r?\n[ \t]*(?:\d+\||[-+>*#]+ |\/\/ ?)?[ \t]*|\\[nr]|-(?!----)|["'`][ \t]{0,4}[+,.]?[ \t]{0,4}\r?\n[ \t]*(?:(?:\d+\||[-+>*#]+ )[ \t]*)?["'`])*/;
const BEGIN = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g;
/** Between the marks of a whole key nothing this long is anything else; an escape stays one. */
const PIECE = /\\(?:u[0-9a-fA-F]{4}|.)|[A-Za-z0-9+/=]{12,}/gs;
/** A longer way to the end mark leads to that of another key. */
const LONGEST = 16_000;

/**
 * Removes private keys in PEM, whole or cut, in files, JSON strings, code that joins lines, and diffs. Line for line, so that
 * line numbers stay true.
 */
export function redactPrivateKeys(text: string, redacted: string): string {
  let result = '';
  let done = 0;
  let end = -2;
  for (const begin of text.matchAll(BEGIN)) {
    const from = begin.index + begin[0].length;
    if (from < done) continue;
    if (end !== -1 && end < from) end = text.indexOf('-----END', from);
    result += text.slice(done, from);
    // A cut key ends where something else begins.
    const body = BODY.exec(text.slice(from, from + LONGEST))?.[0] ?? '';
    done = from + body.length;
    result += body.replace(
      /\\[nr]|(?=[\d+>*#/-])(?<=\n[ \t]*)(?:\d+\||[-+>*#]+ |\/\/ ?)|[A-Za-z0-9+/=.[\]:,-]{2,}|[A-Za-z0-9]/g,
      (part) => (/^(?:\\|\d+\|$|[-+>*#]+ $|\/\/ ?$)/.test(part) ? part : redacted),
    );
    if (end > done && end - from < LONGEST && !text.slice(done, end).includes('-----BEGIN')) {
      result += text.slice(done, end).replace(PIECE, (piece) => (piece.startsWith('\\') ? piece : redacted));
      done = end;
    }
  }
  return result + text.slice(done);
}
