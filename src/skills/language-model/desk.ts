import type { ModelSlot } from '../../loop/rooms.ts';
import type { Candidate } from '../../loop/types.ts';

/** Half of the belief is in a model's first edit, half of what is left in the next, and so on, whichever skill it was. */
const FIRST_SHARE = 0.5;

/** What all skills of one model share in an episode. */
export class Desk {
  readonly #proposed = new Set<string>();
  /** Replies of each model that held no new edit. */
  readonly rejected: Record<ModelSlot, number> = { fast: 0, strong: 0 };
  /** Who wrote the last reply. */
  lastModel: string | undefined;

  isKnown(edits: Candidate['edits']): boolean {
    return this.#proposed.has(JSON.stringify(edits));
  }

  /** The place of a new edit among all, from 1, and the share of belief that goes with it. */
  take(edits: Candidate['edits']): { readonly count: number; readonly share: number } {
    this.#proposed.add(JSON.stringify(edits));
    const count = this.#proposed.size;
    return { count, share: FIRST_SHARE ** count };
  }
}
