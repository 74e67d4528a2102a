/** The pieces a template source is cut into. Comments ({# ... #}) leave no token. */
export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'output'; source: string; raw: boolean }
  | { kind: 'tag'; words: string[] };

const CLOSERS: Record<string, string> = { '{{': '}}', '{%': '%}', '{#': '#}' };

export class TemplateError extends Error {}

export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < source.length) {
    const offset = source.slice(position).search(/\{[{%#]/);
    const start = offset === -1 ? source.length : position + offset;
    if (start > position) tokens.push({ kind: 'text', text: source.slice(position, start) });
    if (start === source.length) break;

    const opener = source.slice(start, start + 2);
    const end = source.indexOf(CLOSERS[opener], start + 2);
    if (end === -1) throw new TemplateError(`unclosed ${opener}`);
    const body = source.slice(start + 2, end);
    if (opener === '{{') {
      const raw = body.startsWith('&');
      tokens.push({ kind: 'output', source: (raw ? body.slice(1) : body).trim(), raw });
    } else if (opener === '{%') {
      tokens.push({ kind: 'tag', words: body.trim().split(/\s+/) });
    }
    position = end + 2;
  }
  return tokens;
}
