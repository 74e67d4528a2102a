/** Where a line (1-based) starts and ends, without its line break; undefined beyond the last. */
export function rangeOfLine(text: string, line: number): { start: number; end: number } | undefined {
  let start = 0;
  for (let current = 1; current < line; current += 1) {
    const next = text.indexOf('\n', start);
    if (next === -1) return undefined;
    start = next + 1;
  }
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
}
