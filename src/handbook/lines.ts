/** A line with its own ending, so that a text of mixed endings is written back as it was. */
export interface Line {
  readonly text: string;
  readonly eol: string;
  /** Inside a code fence or a comment nothing is a heading or a field. */
  readonly opaque: false | 'fence' | 'comment';
}

export function splitLines(text: string): readonly Line[] {
  const raw = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const lines = raw.map((line) => {
    const eol = /(\r?\n)?$/.exec(line)?.[0] ?? '';
    return { text: line.slice(0, line.length - eol.length), eol };
  });
  const result: Line[] = [];
  while (result.length < lines.length) {
    const start = result.length;
    const line = lines[start];
    if (line === undefined) break;
    const [kind, end] = opaqueFrom(lines, start);
    for (const each of lines.slice(start, end)) result.push({ ...each, opaque: kind });
    if (end === start) result.push({ ...line, opaque: false });
  }
  return result;
}

/** What never closes is not opaque: a forgotten fence must not swallow the sections after it. */
function opaqueFrom(
  lines: readonly { readonly text: string }[],
  start: number,
): readonly ['fence' | 'comment', number] {
  const first = lines[start]?.text ?? '';
  const fence = /^ {0,3}(`{3,}|~{3,})/.exec(first)?.[1];
  const closes =
    fence !== undefined
      ? (line: string, index: number) =>
          index > start && line.trim().startsWith(fence) && /^[`~]+$/.test(line.trim())
      : /^ {0,3}<!--/.test(first)
        ? (line: string) => line.includes('-->')
        : undefined;
  const kind = fence === undefined ? 'comment' : 'fence';
  if (closes === undefined) return [kind, start];
  for (let index = start; index < lines.length; index += 1) {
    if (closes(lines[index]?.text ?? '', index)) return [kind, index + 1];
  }
  return [kind, start];
}
