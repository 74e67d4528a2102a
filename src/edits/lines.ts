/** A line of a file: its text and what ends it, as on disk; empty at the end of a file without final newline. */
export interface Line {
  readonly text: string;
  readonly eol: string;
  /** Offset of its first character. */
  readonly start: number;
}

/** The lines of a text. A final newline starts no further line; the empty text has none. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const pattern = /\r\n|\n|\r/g;
  let start = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    lines.push({ text: text.slice(start, match.index), eol: match[0], start });
    start = match.index + match[0].length;
  }
  if (start < text.length) lines.push({ text: text.slice(start), eol: '', start });
  return lines;
}

/** The line ending that most lines have; `\n` where there is none. */
export function usualEol(lines: readonly Line[]): string {
  const count = (eol: string): number => lines.filter((line) => line.eol === eol).length;
  return ['\r\n', '\r'].reduce((best, eol) => (count(eol) > count(best) ? eol : best), '\n');
}

/** A change in terms of lines: `[from, to)` gives way to `lines`. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}
