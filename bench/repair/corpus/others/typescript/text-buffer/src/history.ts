import type { Edit } from "./document.ts";

/** Edits that are undone and redone together, in the order they were made. */
export type Step = Edit[];

/**
 * The undo and redo stacks. At most `limit` steps can be undone; older ones
 * are forgotten.
 */
export class History {
  private done: Step[] = [];
  private undone: Step[] = [];

  constructor(private readonly limit = 100) {}

  /** Notes a new step. What had been undone can no longer be redone. */
  push(step: Step): void {
    if (step.length === 0) return;
    this.done.push([...step]);
    this.undone = [];
    if (this.done.length > this.limit) this.done.shift();
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  back(): Step | undefined {
    const step = this.done.pop();
    if (step !== undefined) this.undone.push(step);
    return step;
  }

  forward(): Step | undefined {
    const step = this.undone.pop();
    if (step !== undefined) this.done.push(step);
    return step;
  }
}
