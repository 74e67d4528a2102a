import { diffArrays } from 'diff';
import type { Indenter } from './indentation.ts';
import { requoted, type Style } from './style.ts';
import { indentOf, isOptional, meaningOf, type Token, tokensOf } from './tokens.ts';

/** A token with the space in front of it; a line break and the indentation behind it are space too. */
interface Piece {
  readonly token: Token;
  readonly before: string;
  /** Whether it ends its line, or a bracket closes behind it: where formatters add and drop marks. */
  readonly isLast: boolean;
}

/** The tokens of some lines, in order. The indentation of the first line is left away. */
export function piecesOf(lines: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  let gap = '';
  for (const [n, line] of lines.entries()) {
    const tokens = tokensOf(line);
    let at = 0;
    for (const [i, token] of tokens.entries()) {
      const space = line.slice(at, token.start);
      const next = tokens[i + 1];
      pieces.push({
        token,
        before: pieces.length === 0 ? '' : i === 0 ? `${gap}\n${space}` : space,
        isLast: next === undefined || next.kind === 'comment' || /^[)\]}]$/.test(next.text),
      });
      at = token.start + token.text.length;
    }
    if (tokens.length > 0) gap = '';
    else if (n > 0 && pieces.length > 0) gap += '\n';
  }
  return pieces;
}

/**
 * What the model changed between `search` and `replace`, carried out on `own`: lines of the file that mean the same
 * as `search` but are written another way (a merge of three, word by word). Undefined when they do not mean the same,
 * or when the change touches what is written another way.
 */
export function merged(
  search: readonly string[],
  replace: readonly string[],
  own: readonly string[],
  style: Style,
  indentOfNew: (indent: string) => string | undefined,
): string[] | undefined {
  const s = piecesOf(search);
  const r = piecesOf(replace);
  const f = piecesOf(own);
  const partner = partners(s, f);
  if (partner === undefined || f.length === 0) return undefined;
  const taken = new Set(partner.filter((j) => j !== undefined));
  let text = '';
  let si = 0;
  let ri = 0;
  let fi = 0;
  /** Writes what the file alone has up to its token `to`. */
  const own_ = (to: number): void => {
    for (; fi < to; fi += 1) {
      const piece = f[fi];
      if (piece !== undefined && !taken.has(fi)) text += piece.before + piece.token.text;
    }
  };
  const parts = diffArrays(
    s.map((p) => p.token.text),
    r.map((p) => p.token.text),
    { maxEditLength: 2000 },
  );
  if (parts === undefined) return undefined;
  for (const [n, part] of parts.entries()) {
    const count = part.value.length;
    if (part.removed) {
      for (let i = 0; i < count; i += 1, si += 1) {
        const j = partner[si];
        const next = si + 1 < s.length ? partner[si + 1] : f.length;
        if (s[si]?.before.includes('\n') === true && j !== undefined && breaksIn(s[si]) !== breaksIn(f[j]))
          return undefined;
        // The mark that only one side has stands beside what goes: whose is it then?
        if (j === undefined) return undefined;
        own_(j);
        fi = j + 1;
        const follows = f[j + 1];
        if (
          next !== j + 1 &&
          follows !== undefined &&
          j + 1 !== f.length - 1 &&
          follows.token.kind !== 'comment'
        )
          return undefined;
      }
      continue;
    }
    if (part.added) {
      const gone = parts[n - 1]?.removed === true ? (parts[n - 1]?.value.length ?? 0) : 0;
      for (let i = 0; i < count; i += 1, ri += 1) {
        const piece = r[ri];
        if (piece === undefined) return undefined;
        const old = i < gone ? s[si - gone + i] : undefined;
        const theirs = i < gone ? f[partner[si - gone + i] ?? -1] : undefined;
        const before =
          old !== undefined && theirs !== undefined && old.before === piece.before
            ? theirs.before
            : broken(piece.before, indentOfNew);
        const isRaw = old === undefined || theirs === undefined || old.before !== piece.before;
        // The file spaces its words in another way, and nothing says how these.
        if (isRaw && style.spacing.differs && ri > 0) return undefined;
        const quoted = requoted(piece.token, style);
        if (before === undefined || quoted === undefined) return undefined;
        text += before + quoted;
      }
      // A new mark of the optional kind beside one that the file alone has.
      const next = si < s.length ? partner[si] : f.length;
      const isBeforeOwn = next !== undefined && fi < next && !taken.has(fi);
      const last = r[ri - 1]?.token;
      // Whole lines beside lines that only the file has: on which side of them?
      const hasBreak = r.slice(ri - count, ri).some((piece) => piece.before.includes('\n'));
      if (isBeforeOwn && f[fi]?.before.includes('\n') === true) return undefined;
      if (hasBreak && next !== undefined && breaksIn(s[si]) !== breaksIn(f[next])) return undefined;
      if (isBeforeOwn && f[fi]?.token.kind !== 'comment' && (si < s.length || !endsStatement(last)))
        return undefined;
      if (next === undefined && isOptional(s[si]?.token)) return undefined;
      continue;
    }
    for (let i = 0; i < count; i += 1, si += 1, ri += 1) {
      const j = partner[si];
      const [sp, rp] = [s[si], r[ri]];
      // A mark or a comment that the model has and the file has not: no part of the change.
      if (j === undefined) continue;
      // What the first line is indented by is the caller's; it has to be the same line.
      if (ri === 0 && si > 0) return undefined;
      const fp = f[j];
      if (sp === undefined || rp === undefined || fp === undefined) return undefined;
      own_(j);
      fi = j + 1;
      const before =
        sp.before === rp.before
          ? fp.before
          : fp.before === sp.before
            ? broken(rp.before, indentOfNew)
            : undefined;
      if (before === undefined) return undefined;
      text += (ri === 0 ? '' : before) + fp.token.text;
    }
  }
  own_(f.length);
  return text.split('\n');
}

/** For each token of the search the one of the file; undefined altogether when they differ in meaning. */
function partners(s: readonly Piece[], f: readonly Piece[]): (number | undefined)[] | undefined {
  const result: (number | undefined)[] = [];
  let j = 0;
  for (let i = 0; i < s.length; ) {
    const [a, b] = [s[i], f[j]];
    if (a === undefined) break;
    if (b !== undefined && meaningOf(a.token) === meaningOf(b.token)) {
      result.push(j);
      i += 1;
      j += 1;
    } else if (b?.isLast && isOptional(b.token)) j += 1;
    else if (a.isLast && isOptional(a.token)) {
      result.push(undefined);
      i += 1;
    } else if (b?.token.kind === 'comment') j += 1;
    else return undefined;
  }
  for (; j < f.length; j += 1) {
    const rest = f[j];
    if (rest === undefined || !(isOptional(rest.token) || rest.token.kind === 'comment')) return undefined;
  }
  return result;
}

function endsStatement(token: Token | undefined): boolean {
  return token !== undefined && (token.kind !== 'mark' || /^[)\]}]$/.test(token.text));
}

function breaksIn(piece: Piece | undefined): number {
  return (piece?.before.match(/\n/g) ?? []).length;
}

/** Space that may hold a line break, with the indentation that the file has there. */
function broken(space: string, indentOfNew: (indent: string) => string | undefined): string | undefined {
  const at = space.lastIndexOf('\n');
  if (at < 0) return space;
  const indent = indentOfNew(space.slice(at + 1));
  return indent === undefined ? undefined : space.slice(0, at + 1) + indent;
}

/** One line as the model changed it, written as the file writes it. The indentation is the file's. */
export function mergedLine(
  { search, replace, own }: { readonly search: string; readonly replace: string; readonly own: string },
  at: number,
  style: Style,
  indent: Indenter,
): string | undefined {
  const lead = indentOf(search) === indentOf(replace) ? indentOf(own) : indent(indentOf(replace), at, false);
  if (lead === undefined) return undefined;
  // The end that the model gave the line is in its own way of ending lines.
  const isEnded = (line: string): boolean => isOptional(tokensOf(line).at(-1));
  const hasOtherEnds = style.hasOtherCommas || style.semicolons !== 'as written';
  if (hasOtherEnds && search.trim() === own.trim() && isEnded(search) !== isEnded(replace)) return undefined;
  const tail = own.slice(own.trimEnd().length);
  if (search.trim() === own.trim()) {
    const end =
      search === search.trimEnd() || style.isTrimmed ? tail : replace.slice(replace.trimEnd().length);
    const text = replace.trim();
    return text === '' ? '' : lead + text + end;
  }
  const text = merged([search], [replace], [own], style, () => undefined);
  return text?.length === 1 ? lead + text[0] + tail : undefined;
}
