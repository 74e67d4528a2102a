import { applyEdit, type Edit, invert, offsetAt, type Position, positionAt } from "./document.ts";
import { History, type Step } from "./history.ts";
import { type Mark, MarkSet } from "./marks.ts";

export type Listener = (text: string) => void;

/** An editable text with marks, undo and redo. */
export class TextBuffer {
  private content: string;
  private readonly history: History;
  private readonly marks = new MarkSet();
  private readonly listeners: Listener[] = [];
  private group: Step | null = null;

  constructor(text = "", limit?: number) {
    this.content = text;
    this.history = new History(limit);
  }

  get text(): string {
    return this.content;
  }

  /** Calls `listener` after each change; the returned function ends this. */
  onChange(listener: Listener): () => void {
    this.listeners.push(listener);
    return () => {
      const index = this.listeners.indexOf(listener);
      if (index !== -1) this.listeners.splice(index, 1);
    };
  }

  insert(offset: number, text: string): void {
    this.replace(offset, offset, text);
  }

  delete(from: number, to: number): void {
    this.replace(from, to, "");
  }

  replace(from: number, to: number, inserted: string): void {
    if (from < 0 || to > this.content.length || from > to) throw new RangeError(`No range ${from}..${to}`);
    const edit: Edit = { offset: from, removed: this.content.slice(from, to), inserted };
    if (edit.removed === edit.inserted) return;
    this.perform(edit);
    if (this.group !== null) this.group.push(edit);
    else this.history.push([edit]);
  }

  /** Inserts at a position; see `offsetAt` for columns beyond a line's end. */
  insertAt(position: Position, text: string): void {
    this.insert(offsetAt(this.content, position), text);
  }

  /**
   * Makes all edits of `work` one step for undo. A transaction inside another
   * belongs to the outer one. When `work` throws, its edits are taken back.
   */
  transaction(work: () => void): void {
    if (this.group !== null) return work();
    const group: Step = [];
    this.group = group;
    try {
      work();
    } catch (error) {
      for (const edit of [...group].reverse()) this.perform(invert(edit));
      group.length = 0;
      throw error;
    } finally {
      this.group = null;
      this.history.push(group);
    }
  }

  /** Takes the last step back; false when there is none. */
  undo(): boolean {
    const step = this.history.back();
    if (step === undefined) return false;
    for (const edit of [...step].reverse()) this.perform(invert(edit));
    return true;
  }

  redo(): boolean {
    const step = this.history.forward();
    if (step === undefined) return false;
    for (const edit of step) this.perform(edit);
    return true;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  mark(name: string, offset: number, gravity: Mark["gravity"] = "left"): void {
    this.marks.set({ name, offset, gravity });
  }

  markPosition(name: string): Position | undefined {
    const offset = this.marks.offsetOf(name);
    return offset === undefined ? undefined : positionAt(this.content, offset);
  }

  markNames(): string[] {
    return this.marks.names();
  }

  private perform(edit: Edit): void {
    this.content = applyEdit(this.content, edit);
    this.marks.update(edit);
    for (const listener of [...this.listeners]) listener(this.content);
  }
}
