/** Colours for a terminal; identity functions where there are none. Picocolors fits. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  green(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

/** Columns no line exceeds, the diff excepted: a patch is never cut. */
export const COLUMNS = 100;

const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const ZERO = /[\p{Mn}\p{Me}\p{Cf}]/u;

function widthOf(char: string): number {
  return ZERO.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
}

/** Columns that a text takes on a terminal. */
export function width(text: string): number {
  let sum = 0;
  for (const char of text) sum += widthOf(char);
  return sum;
}

/** One line, without control characters: what a test printed must not steer the terminal. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

/** Cut to a width, with an ellipsis where something is missing. */
export function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let kept = '';
  let used = 1;
  for (const char of text) {
    used += widthOf(char);
    if (used > columns) break;
    kept += char;
  }
  return `${kept.trimEnd()}…`;
}

/** Cut or padded to exactly a width. */
export function cell(text: string, columns: number): string {
  const short = cut(text.replace(/\p{Cc}/gu, ' '), columns);
  return short + ' '.repeat(columns - width(short));
}

/** Words wrapped to the page, every line after the first indented. */
export function wrap(text: string, first: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of plain(text).split(' ')) {
    if (!empty && width(line) + 1 + width(word) > COLUMNS) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].map((each) => cut(each, COLUMNS));
}

export function seconds(s: number): string {
  return s < 60 ? `${s.toFixed(1)} s` : `${Math.floor(s / 60)} min ${Math.floor(s % 60)} s`;
}

/** A probability as a bar of ten cells. */
export function bar(p: number): string {
  const full = Math.round(Math.min(1, Math.max(0, p)) * 10);
  return '━'.repeat(full) + '─'.repeat(10 - full);
}

export function plural(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
