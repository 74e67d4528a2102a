import { present, type ReportedTest } from './reported-test.ts';

/*
 * The YAML block after a TAP test point. Harnesses write simple keys, one level of nesting and block texts; that much
 * is read, and anything else is passed over, since a diagnostic decides nothing.
 */

type Details = Pick<ReportedTest, 'file' | 'line' | 'message' | 'stack' | 'expected' | 'actual'>;

/** @param lines the lines between `---` and `...` */
export function tapDetails(lines: readonly string[]): Details {
  const values = keysOf(lines);
  const first = (...names: readonly string[]): string | undefined =>
    names.map((name) => values.get(name)).find((value) => value !== undefined && value !== '');
  const location = /^(.+?):(\d{1,9})(?::\d{1,9})?$/.exec(first('location') ?? '');
  const file = location?.[1] ?? first('file', 'at.file', 'at.fileName', 'filename');
  const line = location?.[2] ?? first('line', 'at.line', 'at.lineNumber');
  return present({
    file,
    line: line !== undefined && /^[1-9]\d{0,8}$/.test(line) ? Number(line) : undefined,
    message: first('message', 'error', 'reason'),
    stack: first('stack', 'at'),
    expected: first('expected', 'wanted', 'want', 'data.expect', 'data.expected'),
    actual: first('actual', 'found', 'got', 'data.got', 'data.actual'),
  });
}

function keysOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const base = Math.min(...lines.filter((line) => line.trim() !== '').map(indentOf));
  const values = new Map<string, string>();
  let parent = '';
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const match = /^( *)(?:['"]?)([\w-]+)(?:['"]?):(?: (.*)|)$/.exec(line.trimEnd());
    if (match === null) continue;
    const [, indent = '', name = '', value = ''] = match;
    if (indent.length === base) parent = name;
    else if (parent === '' || values.get(parent) !== '') continue;
    const key = indent.length === base ? name : `${parent}.${name}`;
    if (!/^[|>][-+\d]*$/.test(value)) {
      if (!values.has(key)) values.set(key, scalar(value));
      continue;
    }
    const block: string[] = [];
    while (i + 1 < lines.length) {
      const next = lines[i + 1] ?? '';
      if (next.trim() !== '' && indentOf(next) <= indent.length) break;
      block.push(next);
      i += 1;
    }
    const inner = Math.min(...block.filter((each) => each.trim() !== '').map(indentOf));
    values.set(
      key,
      block
        .map((each) => each.slice(inner))
        .join('\n')
        .trimEnd(),
    );
  }
  return values;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function scalar(text: string): string {
  if (/^'.*'$/s.test(text) && text.length > 1) return text.slice(1, -1).replaceAll("''", "'");
  if (!/^".*"$/s.test(text) || text.length < 2) return text;
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}
