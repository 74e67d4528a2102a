/** What a tool counts columns in. */
export type ColumnUnit = 'utf-16' | 'code-point' | 'utf-8';

/** Translates the lines and columns of tools into UTF-16 offsets. Places outside the text are moved to its edge. */
export class LineIndex {
  readonly text: string;
  readonly #unit: ColumnUnit;
  readonly #starts: readonly number[];

  constructor(text: string, unit: ColumnUnit) {
    this.text = text;
    this.#unit = unit;
    this.#starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((match) => match.index + match[0].length)];
  }

  /** @param line 1-based @param column 1-based, in this index's unit */
  offset(line: number, column: number): number {
    if (line < 1) return 0;
    const start = this.#starts[line - 1];
    if (start === undefined) return this.text.length;
    const content = this.text.slice(start, this.#starts[line] ?? this.text.length);
    return start + Math.min(content.length, this.#units(content, Math.max(0, column - 1)));
  }

  /** Byte offset of the text's UTF-8 form. */
  offsetOfByte(byte: number): number {
    return unitsOfBytes(this.text, byte);
  }

  /** Where an offset lies, 1-based, the column in this index's unit. */
  place(offset: number): { readonly line: number; readonly column: number } {
    const after = this.#starts.findIndex((start) => start > offset);
    const line = after === -1 ? this.#starts.length : after;
    const before = this.text.slice(this.#starts[line - 1] ?? 0, offset);
    const size =
      this.#unit === 'utf-16'
        ? before.length
        : this.#unit === 'code-point'
          ? [...before].length
          : Buffer.byteLength(before);
    return { line, column: size + 1 };
  }

  /** Without a column the line's content; without an end the word that starts there. */
  span(
    line: number,
    column?: number,
    endLine?: number,
    endColumn?: number,
  ): { readonly start: number; readonly end: number } {
    if (column === undefined) return this.#content(line);
    const start = this.offset(line, column);
    if (endColumn !== undefined) {
      return { start, end: Math.max(start, this.offset(endLine ?? line, endColumn)) };
    }
    const word = /^[\p{L}\p{N}_$]+|^[^\s]/u.exec(this.text.slice(start, start + 200))?.[0] ?? '';
    return { start, end: start + word.length };
  }

  #content(line: number): { readonly start: number; readonly end: number } {
    const start = this.offset(line, 1);
    const text = this.text.slice(start, this.#starts[line] ?? this.text.length);
    const first = text.length - text.trimStart().length;
    const trimmed = text.trim();
    return trimmed === ''
      ? { start, end: start }
      : { start: start + first, end: start + first + trimmed.length };
  }

  #units(content: string, columns: number): number {
    if (this.#unit === 'utf-16') return columns;
    if (this.#unit === 'utf-8') return unitsOfBytes(content, columns);
    let units = 0;
    let left = columns;
    for (const character of content) {
      if (left <= 0) break;
      units += character.length;
      left -= 1;
    }
    return units;
  }
}

/** How many UTF-16 units the first bytes of a text's UTF-8 form take. */
function unitsOfBytes(text: string, bytes: number): number {
  let units = 0;
  let left = bytes;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (left < size) break;
    left -= size;
    units += character.length;
  }
  return units;
}
