/** The comment above a definition and the string at the start of its body. */
export function documentationOf(text: string, start: number, end: number): string {
  const above: string[] = [];
  const lines = text.slice(0, start).split('\n');
  lines.pop();
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? '';
    if (/^\s*(?:\/\/|\/\*|\*|#|@)/.test(line) || /\*\/\s*$/.test(line)) above.unshift(line);
    else break;
  }
  const inside = /("""|''')([\s\S]*?)\1/.exec(text.slice(start, end).slice(0, 4000));
  return [...above, inside?.[2] ?? ''].join('\n');
}
