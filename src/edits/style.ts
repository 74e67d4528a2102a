import { Spacing } from './spacing.ts';
import { isOptional, type Token, tokensOf } from './tokens.ts';

/** A line as the model wrote it and the line of the file that it stands for, alike in meaning. */
interface LinePair {
  readonly written: string;
  readonly own: string;
  /** Whether they are merely like each other: then only their quotes are compared. */
  readonly isLike?: boolean;
}

/** How the model's way of writing differs from the file's, as far as lines tell that stand for each other. */
export interface Style {
  /** The quotes that the file has by those that the model wrote, where that is always the same. */
  readonly quotes: ReadonlyMap<string, string>;
  readonly hasOtherQuotes: boolean;
  /** The file ends its statements with semicolons, and the model none of them; or the other way round. */
  readonly semicolons: 'as written' | 'wanted' | 'unwanted';
  /** The model left space behind lines where the file has none. */
  readonly isTrimmed: boolean;
  /** Whether one of them has a comma before a bracket that closes, and the other not. */
  readonly hasOtherCommas: boolean;
  /** Whether comments are written in another way, but for their words. */
  readonly hasOtherComments: boolean;
  readonly spacing: Spacing;
}

export function styleOf(pairs: readonly LinePair[]): Style {
  const seen = new Map<string, Set<string>>();
  const spacing = new Spacing();
  let commas = 0;
  let hasOtherComments = false;
  let missing = 0;
  let surplus = 0;
  let both = 0;
  let trailing = 0;
  let kept = 0;
  for (const { written, own, isLike = false } of pairs) {
    if (written !== written.trimEnd()) {
      if (own === own.trimEnd()) trailing += 1;
      else kept += 1;
    }
    if (written.trim() === own.trim()) {
      if (own.trimEnd().endsWith(';')) both += 1;
      for (const token of tokensOf(own))
        if (token.kind === 'string') note(seen, token.text[0], token.text[0]);
      continue;
    }
    const w = tokensOf(written).filter(isCode);
    const o = tokensOf(own).filter(isCode);
    if (isLike) {
      const words = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');
      if (w.length === 0 && words(written) === words(own)) hasOtherComments = true;
      if (w.length !== o.length && !differInEnd(w, o)) {
        noteQuotes(seen, w, o);
        continue;
      }
    }
    spacing.note(written, own);
    const isComma = (tokens: readonly Token[]): boolean => tokens.at(-1)?.text === ',';
    if (isComma(o) !== isComma(w)) commas += 1;
    const ends = [w.at(-1)?.text === ';', o.at(-1)?.text === ';'];
    if (ends[0] && ends[1]) both += 1;
    else if (ends[1]) missing += 1;
    else if (ends[0]) surplus += 1;
    noteQuotes(seen, w, o);
  }
  const quotes = new Map<string, string>();
  for (const [from, to] of seen) {
    const [only] = to;
    if (to.size === 1 && only !== undefined) quotes.set(from, only);
  }
  const hasOtherQuotes = [...seen].some(([from, to]) => to.size > 1 || !to.has(from));
  // Now the one, now the other: then nothing is told of any.
  if ([...seen.values()].some((to) => to.size > 1)) quotes.clear();
  return {
    quotes,
    hasOtherQuotes,
    semicolons:
      both > 0 || (missing > 0 && surplus > 0)
        ? 'as written'
        : missing > 0
          ? 'wanted'
          : surplus > 0
            ? 'unwanted'
            : 'as written',
    isTrimmed: trailing > 0 && kept === 0,
    hasOtherCommas: commas > 0,
    hasOtherComments,
    spacing,
  };
}

const isTriple = ({ text }: Token): boolean => text === '"""' || text === "'''";
const isCode = (token: Token): boolean => token.kind !== 'comment';

/** Whether one of two lines has a mark at its end more than the other. */
function differInEnd(w: readonly Token[], o: readonly Token[]): boolean {
  return Math.abs(w.length - o.length) === 1 && isOptional(w.at(-1)) !== isOptional(o.at(-1));
}

/** Which quotes the strings of two lines have, if they have as many. */
function noteQuotes(seen: Map<string, Set<string>>, written: readonly Token[], own: readonly Token[]): void {
  const marks = (tokens: readonly Token[]): string[] =>
    tokens.flatMap((token) =>
      isTriple(token) ? [token.text] : token.kind === 'string' ? [token.text.slice(0, 1)] : [],
    );
  const [w, o] = [marks(written), marks(own)];
  if (w.length !== o.length || w.some((mark, i) => mark.length !== o[i]?.length)) return;
  for (const [i, mark] of w.entries()) note(seen, mark, o[i]);
}

function note(seen: Map<string, Set<string>>, from: string | undefined, to: string | undefined): void {
  if (from === undefined || to === undefined) return;
  const known = seen.get(from) ?? new Set();
  known.add(to);
  seen.set(from, known);
}

/** A string of the model's in the file's quotes; undefined when that would need other escapes. */
export function requoted(token: Token, style: Style): string | undefined {
  const isQuoted = token.kind === 'string' || isTriple(token);
  if (!isQuoted || !style.hasOtherQuotes) return token.text;
  const mark = isTriple(token) ? token.text : (token.text[0] ?? '');
  const to = style.quotes.get(mark);
  if (to === mark) return token.text;
  if (to === undefined || isTriple(token)) return to;
  const inside = token.text.slice(1, -1);
  return /["'`\\]|\$\{/.test(inside) ? undefined : to + inside + to;
}

/**
 * A line that is wholly new, as the file would write it; undefined when that cannot be told.
 * @param next the line that follows in the replacement
 * @param isWithin whether it stands within brackets that are no block, where no statement ends
 */
export function inStyle(
  line: string,
  { next, isWithin }: { readonly next: string | undefined; readonly isWithin: boolean },
  style: Style,
): string | undefined {
  let text = style.isTrimmed ? line.trimEnd() : line;
  if (style.hasOtherQuotes) {
    let rewritten = '';
    let at = 0;
    for (const token of tokensOf(text)) {
      const other = requoted(token, style);
      if (other === undefined) return undefined;
      rewritten += text.slice(at, token.start) + other;
      at = token.start + token.text.length;
    }
    text = rewritten + text.slice(at);
  }
  if (style.hasOtherComments && tokensOf(text).some((token) => !isCode(token))) return undefined;
  if (style.spacing.differs) {
    const spaced = style.spacing.spaced(text);
    if (spaced === undefined) return undefined;
    text = spaced;
  }
  if (style.hasOtherCommas) {
    const isLast = next === undefined ? undefined : /^\s*[)\]}]/.test(next);
    const last = tokensOf(text).filter(isCode).at(-1);
    if (isLast === undefined && last !== undefined && !isOptional(last)) return undefined;
    // Which brackets the file does so in cannot be told from one of them.
    if (isLast === true && last !== undefined && !/^[{([;]$/.test(last.text)) return undefined;
  }
  if (style.semicolons === 'as written' || isWithin) return text;
  return style.semicolons === 'unwanted' ? text.replace(/;(\s*)$/, '$1') : ended(text, next);
}

const STARTS =
  /^\s*(?:(?:const|let|var|return|throw|break|continue|import|type|await|yield|delete|debugger|export (?:const|let|type|\*|\{.*\} from))\b|[\w$.[\]!?]+ (?:[-+*/%&|^?]|\*\*|<<|>>>?|&&|\|\||\?\?)?= |(?:this|super|[\w$]+)(?:\.[\w$]+|\[[^\]]*\])*(?:\(|\+\+|--))/;

/** With a semicolon where a statement surely ends; as it is where surely none does. */
function ended(text: string, next: string | undefined): string | undefined {
  const tokens = tokensOf(text).filter(isCode);
  const last = tokens.at(-1);
  const isCounter = /(?:\+\+|--)\s*$/.test(text);
  if (last === undefined || /=>\s*$/.test(text)) return text;
  if (!isCounter && /^[{([,:;=<+\-*/%&|?!.^~]$/.test(last.text)) return text;
  let depth = 0;
  for (const { kind, text: mark } of tokens) {
    if (kind !== 'mark') continue;
    if ('([{'.includes(mark)) depth += 1;
    if (')]}'.includes(mark)) depth -= 1;
    if (depth < 0) return undefined;
  }
  const goesOn = next !== undefined && /^\s*(?:[.?:+*/%&|=<>)\]]|-[^-])/.test(next);
  if (depth !== 0 || goesOn || last.text === '}' || !STARTS.test(text)) return undefined;
  const end = last.start + last.text.length;
  return `${text.slice(0, end)};${text.slice(end)}`;
}
