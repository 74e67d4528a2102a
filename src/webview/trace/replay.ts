import type { TraceEvent } from '../../loop/events.ts';
import { TraceFold } from '../../trace/fold.ts';
import type { View } from '../../trace/view.ts';

/** The events that are known, and how far into them the page looks: at the end, or where the person went back to. */
export class Replay {
  #events: TraceEvent[] = [];
  #fold = new TraceFold();
  /** Events that are shown; undefined follows the end. */
  #position: number | undefined;

  reset(events: readonly TraceEvent[]): void {
    this.#events = [...events];
    this.#fold = TraceFold.of(events);
    this.#position = undefined;
  }

  add(events: readonly TraceEvent[]): void {
    this.#events.push(...events);
    if (this.#position === undefined) for (const event of events) this.#fold.add(event);
  }

  get view(): View {
    return this.#fold.view;
  }

  get events(): readonly TraceEvent[] {
    return this.#events;
  }

  /** How many events are shown. */
  get position(): number {
    return this.#fold.count;
  }

  get isAtEnd(): boolean {
    return this.#position === undefined;
  }

  /** Shows the state after so many events. Going back folds anew from the start, which is cheap; forward goes on. */
  seek(position: number): void {
    const wanted = Math.max(0, Math.min(this.#events.length, Math.round(position)));
    if (wanted < this.#fold.count) this.#fold = new TraceFold();
    for (const event of this.#events.slice(this.#fold.count, wanted)) this.#fold.add(event);
    this.#position = wanted === this.#events.length ? undefined : wanted;
  }
}
