/** A line and column, both counted from 0. */
export interface Position {
  line: number;
  column: number;
}

/** Replaces `removed`, which stands at `offset`, by `inserted`. */
export interface Edit {
  offset: number;
  removed: string;
  inserted: string;
}

/** The edit that takes `edit` back. */
export function invert(edit: Edit): Edit {
  return { offset: edit.offset, removed: edit.inserted, inserted: edit.removed };
}

export function applyEdit(text: string, edit: Edit): string {
  const end = edit.offset + edit.removed.length;
  if (text.slice(edit.offset, end) !== edit.removed) throw new Error("The edit does not fit the text");
  return text.slice(0, edit.offset) + edit.inserted + text.slice(end);
}

/** Offsets at which the lines of a text begin. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\n") starts.push(i + 1);
  }
  return starts;
}

export function positionAt(text: string, offset: number): Position {
  const starts = lineStarts(text);
  let line = starts.length - 1;
  while (line > 0 && starts[line]! > offset) line--;
  return { line, column: offset - starts[line]! };
}

/** The offset of a position; a column beyond the end of its line means the end. */
export function offsetAt(text: string, position: Position): number {
  const starts = lineStarts(text);
  if (position.line < 0 || position.line >= starts.length) throw new RangeError(`No line ${position.line}`);
  const start = starts[position.line]!;
  const end = position.line + 1 < starts.length ? starts[position.line + 1]! - 1 : text.length;
  return Math.min(start + position.column, end);
}
