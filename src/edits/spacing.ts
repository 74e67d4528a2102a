import { type Token, tokensOf } from './tokens.ts';

/** What stands between two tokens in the model's writing and in the file, by the tokens beside it. */
export class Spacing {
  readonly #known = new Map<string, Set<string>>();
  #differs = false;

  /** Learns from two lines of the same tokens. */
  note(written: string, own: string): void {
    const [w, o] = [codeOf(written), codeOf(own)];
    if (w.length !== o.length || w.some((token, i) => token.kind === 'mark' && token.text !== o[i]?.text))
      return;
    for (let i = 1; i < w.length; i += 1) {
      const [from, to] = [gapAt(written, w, i), gapAt(own, o, i)];
      if (from !== to) this.#differs = true;
      for (const key of keysAt(w, i)) this.#add(`${key}\n${from}`, to);
    }
  }

  /** Whether the model spaces lines in another way than the file. */
  get differs(): boolean {
    return this.#differs;
  }

  /** A new line, spaced as the file would; undefined where nothing tells. */
  spaced(line: string): string | undefined {
    const tokens = codeOf(line);
    let text = '';
    let at = 0;
    for (const [i, token] of tokens.entries()) {
      const gap = i === 0 ? line.slice(0, token.start) : this.#gap(line, tokens, i);
      if (gap === undefined) return undefined;
      text += gap + token.text;
      at = token.start + token.text.length;
    }
    return text + line.slice(at);
  }

  #gap(line: string, tokens: readonly Token[], i: number): string | undefined {
    const from = gapAt(line, tokens, i);
    for (const key of keysAt(tokens, i)) {
      const known = this.#known.get(`${key}\n${from}`);
      const [only] = known ?? [];
      if (known?.size === 1 && only !== undefined) return only;
      // Beside both neighbours it was seen in two ways: nothing more general decides.
      if (known !== undefined) return undefined;
    }
    // Words have one space between them in any style, and a dot has none.
    const marks = [tokens[i - 1], tokens[i]].map((token) => (token?.kind === 'mark' ? token.text : ''));
    if (marks[0] === '' && marks[1] === '') return from;
    return marks.includes('.') && from === '' ? from : undefined;
  }

  #add(key: string, to: string): void {
    const known = this.#known.get(key) ?? new Set();
    known.add(to);
    this.#known.set(key, known);
  }
}

/** Both neighbours; then the one that alone decides in most styles: an opening bracket or a comma, or what closes. */
function keysAt(tokens: readonly Token[], i: number): string[] {
  const [left = '', right = ''] = [tokens[i - 1], tokens[i]].map((token) => {
    if (token === undefined) return '';
    // In an argument an equal sign is written in another way than in an assignment.
    if (token.text === '=') return depthAt(tokens, i) > 0 ? '=(' : '=';
    return token.kind === 'mark' || KEYWORD.test(token.text) ? token.text : 'w';
  });
  return [
    `${left} ${right}`,
    ...('([,'.includes(left) ? [`${left} *`] : []),
    ...(')],;'.includes(right) ? [`* ${right}`] : []),
  ];
}

const KEYWORD = /^(?:if|for|while|switch|catch|return|function|in|of|not|and|or|await)$/;

/** How many brackets are open before a token. */
function depthAt(tokens: readonly Token[], i: number): number {
  let depth = 0;
  for (const { kind, text } of tokens.slice(0, i)) {
    if (kind !== 'mark') continue;
    if ('([{'.includes(text)) depth += 1;
    if (')]}'.includes(text)) depth -= 1;
  }
  return depth;
}

function gapAt(line: string, tokens: readonly Token[], i: number): string {
  const [before, token] = [tokens[i - 1], tokens[i]];
  return before === undefined || token === undefined
    ? ''
    : line.slice(before.start + before.text.length, token.start);
}

/** The tokens without a comment at the end, which has its space before it by taste. */
function codeOf(line: string): Token[] {
  return tokensOf(line).filter((token) => token.kind !== 'comment');
}
