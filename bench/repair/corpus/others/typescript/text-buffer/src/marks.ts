import type { Edit } from "./document.ts";

/**
 * A named place in the text. Text inserted exactly at a `left` mark goes
 * behind it, so the mark stays; at a `right` mark it pushes the mark along.
 */
export interface Mark {
  name: string;
  offset: number;
  gravity: "left" | "right";
}

/** Where a mark is after an edit. A mark inside removed text falls to its start. */
export function moveMark(mark: Mark, edit: Edit): Mark {
  const end = edit.offset + edit.removed.length;
  const delta = edit.inserted.length - edit.removed.length;
  if (mark.offset > end) return { ...mark, offset: mark.offset + delta };
  if (mark.offset < edit.offset) return mark;
  if (mark.offset < end) return { ...mark, offset: edit.offset };
  const stays = mark.gravity === "left" && edit.removed === "";
  return stays ? mark : { ...mark, offset: mark.offset + delta };
}

export class MarkSet {
  private marks: Mark[] = [];

  /** Sets a mark, in place of one with the same name. */
  set(mark: Mark): void {
    this.marks = this.marks.filter((other) => other.name !== mark.name);
    this.marks.push(mark);
  }

  offsetOf(name: string): number | undefined {
    return this.marks.find((mark) => mark.name === name)?.offset;
  }

  /** The names in the order of their places in the text. */
  names(): string[] {
    return [...this.marks].sort((a, b) => a.offset - b.offset).map((mark) => mark.name);
  }

  update(edit: Edit): void {
    this.marks = this.marks.map((mark) => moveMark(mark, edit));
  }
}
