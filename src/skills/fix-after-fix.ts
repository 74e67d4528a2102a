import type { CodeFix, Sources } from '../loop/rooms.ts';
import type { FileEdit, Replacement } from '../loop/types.ts';
import { editsOf } from './fix-edits.ts';

/** A stretch of the snapshot's text that is still there, or text that is not in it. */
type Piece = { readonly start: number; readonly end: number } | { readonly text: string };

/**
 * A fix of what edits made of the snapshot, together with these edits, as edits of the snapshot itself; undefined when
 * they do not go together.
 * @param texts what the edits made of the snapshot, by path
 */
export function fixAfter(
  edits: readonly FileEdit[],
  fix: CodeFix,
  texts: ReadonlyMap<string, string>,
  sources: Sources,
): readonly FileEdit[] | undefined {
  const second = editsOf(fix, { list: sources.list, read: (path) => texts.get(path) ?? sources.read(path) });
  if (second === undefined) return undefined;
  const byPath = new Map(edits.map((edit) => [edit.path, edit]));
  for (const edit of second) {
    const before = byPath.get(edit.path);
    const text = sources.read(edit.path);
    if (before === undefined) byPath.set(edit.path, edit);
    else if (before.kind !== 'modify' || edit.kind !== 'modify' || text === undefined) return undefined;
    else {
      const replacements = composed(text.length, before.replacements, edit.replacements);
      byPath.set(edit.path, { kind: 'modify', path: edit.path, replacements });
    }
  }
  return [...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Replacements of a text and then of what they make of it, as replacements of the text.
 * @param length of the text
 */
export function composed(
  length: number,
  first: readonly Replacement[],
  second: readonly Replacement[],
): readonly Replacement[] {
  return replacementsOf(cut(piecesOf(length, first), second), length);
}

function piecesOf(length: number, replacements: readonly Replacement[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, text } of replacements) {
    pieces.push({ start: at, end: start }, { text });
    at = end;
  }
  return [...pieces, { start: at, end: length }];
}

const lengthOf = (piece: Piece): number => ('text' in piece ? piece.text.length : piece.end - piece.start);

function part(piece: Piece, from: number, to: number): Piece {
  return 'text' in piece
    ? { text: piece.text.slice(from, to) }
    : { start: piece.start + from, end: piece.start + to };
}

/** The pieces with stretches of their text replaced. */
function cut(pieces: readonly Piece[], replacements: readonly Replacement[]): readonly Piece[] {
  const result: Piece[] = [];
  let from = 0;
  for (const { start, end, text } of replacements) {
    result.push(...between(pieces, from, start), { text });
    from = end;
  }
  return [...result, ...between(pieces, from, Number.POSITIVE_INFINITY)];
}

/** What of the pieces lies in a stretch of their text. */
function between(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  let at = 0;
  return pieces.flatMap((piece) => {
    const offset = at;
    at += lengthOf(piece);
    const [from, to] = [Math.max(start, offset), Math.min(end, at)];
    return from < to ? [part(piece, from - offset, to - offset)] : [];
  });
}

function replacementsOf(pieces: readonly Piece[], length: number): readonly Replacement[] {
  const found: Replacement[] = [];
  let at = 0;
  let text = '';
  const close = (start: number): void => {
    if (text !== '' || start > at) found.push({ start: at, end: start, text });
    text = '';
  };
  for (const piece of pieces) {
    if ('text' in piece) text += piece.text;
    else if (piece.start < piece.end) {
      close(piece.start);
      at = piece.end;
    }
  }
  close(length);
  return found;
}
