import type { Suspect } from '../../loop/ports.ts';
import { HABIT } from './habits.ts';

/** How far the best that waits may fall below what another suspect can be expected to give before it is opened. */
const WORTH_WAITING = 0.6;

/** What the first suspect is taken to give beside its suspicion, before one was opened: no template weighs more. */
const UNKNOWN = 1;

/** Some templates on their way through the suspects, most suspicious first. */
export class Stage {
  readonly templates: readonly string[];
  readonly #closed: Suspect[];
  readonly #factorOf: (suspect: Suspect) => number;
  #closedScore = 0;
  #openedScore = 0;
  #openedMass = 0;
  #bestSum = 0;
  #opened = 0;

  /** @param factorOf what the suspicion of a place is to be multiplied by, as it is when asked; 0..1 */
  constructor(
    templates: readonly string[],
    suspects: readonly Suspect[],
    factorOf: (suspect: Suspect) => number,
  ) {
    this.templates = templates;
    this.#closed = [...suspects];
    this.#factorOf = factorOf;
    for (const { score } of suspects) this.#closedScore += score;
  }

  /** Whether the next suspect can be expected to give something better than a weight; always, where nothing waits. */
  mayBeat(best: number | undefined): boolean {
    const { score } = this.#next();
    if (score === 0) return false;
    const typical = this.#opened === 0 ? UNKNOWN : (WORTH_WAITING * this.#bestSum) / this.#opened;
    return best === undefined || score * typical > best;
  }

  take(): Suspect | undefined {
    const [suspect] = this.#closed.splice(this.#next().at, 1);
    if (suspect !== undefined) {
      this.#closedScore -= suspect.score;
      this.#openedScore += suspect.score;
    }
    return suspect;
  }

  /** Which of the closed suspects is the most suspicious now; a score of 0 where none is left. */
  #next(): { readonly at: number; readonly score: number } {
    let best = { at: 0, score: 0 };
    for (const [at, suspect] of this.#closed.entries()) {
      // They are in the order of their own scores, which no factor raises.
      if (suspect.score <= best.score) break;
      const score = suspect.score * this.#factorOf(suspect);
      if (score > best.score) best = { at, score };
    }
    return best;
  }

  /**
   * Notes what an opened suspect has given.
   * @param best the weight of its best
   * @param mass what all of it weighs
   */
  note(suspect: Suspect, best: number, mass: number): void {
    this.#openedMass += mass;
    this.#bestSum += best / suspect.score;
    this.#opened += 1;
  }

  /**
   * By what the best of a suspect is told. What recurs is looked for everywhere, by the template that is made of it; the
   * others, which find hundreds in one place, are not to be opened everywhere because one of them had found it as well.
   */
  get judgedBy(): 'weight' | 'plain' {
    return this.templates.includes(HABIT) ? 'weight' : 'plain';
  }

  /** What the closed suspects are taken to hold: as much for their suspicion as the open ones did. */
  closedMass(): number {
    return this.#openedScore > 0
      ? (Math.max(0, this.#closedScore) * this.#openedMass) / this.#openedScore
      : 0;
  }
}
