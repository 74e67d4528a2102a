import { TemplateError, tokenize, type Token } from './lexer.ts';

export interface FilterCall {
  name: string;
  argument?: string;
}

export interface Expression {
  path: string[];
  filters: FilterCall[];
}

export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'output'; expression: Expression; raw: boolean }
  | { kind: 'if'; condition: Expression; body: Node[]; otherwise: Node[] }
  | { kind: 'each'; list: Expression; name: string; body: Node[]; otherwise: Node[] };

/** Parses `user.name | upper | default:"nobody"`. */
export function parseExpression(source: string): Expression {
  const [path, ...filters] = source.split('|').map((part) => part.trim());
  if (!path) throw new TemplateError('empty expression');
  return { path: path.split('.'), filters: filters.map(parseFilter) };
}

function parseFilter(source: string): FilterCall {
  const colon = source.indexOf(':');
  if (colon === -1) return { name: source };
  const argument = source.slice(colon + 1).trim().replace(/^"(.*)"$/, '$1');
  return { name: source.slice(0, colon).trim(), argument };
}

export function parse(source: string): Node[] {
  const tokens = tokenize(source);
  const nodes = parseBody(tokens);
  if (tokens.length > 0) throw new TemplateError('unexpected end or else');
  return nodes;
}

/** Takes nodes off the front of `tokens`, up to the tag that ends the block. */
function parseBody(tokens: Token[]): Node[] {
  const nodes: Node[] = [];
  while (tokens.length > 0) {
    const token = tokens[0];
    if (token.kind === 'tag' && ['end', 'else'].includes(token.words[0])) break;
    tokens.shift();
    if (token.kind === 'text') nodes.push(token);
    else if (token.kind === 'output') {
      nodes.push({ kind: 'output', expression: parseExpression(token.source), raw: token.raw });
    } else nodes.push(parseBlock(token.words, tokens));
  }
  return nodes;
}

/** Parses `{% if x %}...{% else %}...{% end %}` or `{% each xs as x %}...{% else %}...{% end %}`. */
function parseBlock(words: string[], tokens: Token[]): Node {
  const [keyword, source, as, name] = words;
  if (keyword !== 'if' && keyword !== 'each') throw new TemplateError(`unknown tag ${keyword}`);
  if (keyword === 'each' && (as !== 'as' || !name)) throw new TemplateError('each needs a name');
  const subject = parseExpression(source ?? '');
  const body = parseBody(tokens);
  let closing = nextTag(tokens);
  let otherwise: Node[] = [];
  if (closing === 'else') {
    otherwise = parseBody(tokens);
    closing = nextTag(tokens);
  }
  if (closing !== 'end') throw new TemplateError(`${keyword} is not closed`);
  if (keyword === 'if') return { kind: 'if', condition: subject, body, otherwise };
  return { kind: 'each', list: subject, name, body, otherwise };
}

function nextTag(tokens: Token[]): string | undefined {
  const token = tokens.shift();
  return token?.kind === 'tag' ? token.words[0] : undefined;
}
