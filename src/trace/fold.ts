import type { TraceEvent } from '../loop/events.ts';
import { type CandidateView, emptyView, type View } from './view.ts';

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/**
 * What the events told so far. One more event costs the same however long the trace is: the lists of the view grow in
 * place, and only the candidate that an event is about is made anew. Who keeps a view copies it.
 */
export class TraceFold {
  readonly #view: Growing<View> = emptyView() as Growing<View>;
  /** Where the latest proposal under an id stands in the list. */
  readonly #places = new Map<string, number>();
  #count = 0;

  get view(): View {
    return this.#view;
  }

  /** How many events were added. */
  get count(): number {
    return this.#count;
  }

  static of(events: readonly TraceEvent[]): TraceFold {
    const fold = new TraceFold();
    for (const event of events) fold.add(event);
    return fold;
  }

  /** An event of an unknown type changes nothing but the time. */
  add(event: TraceEvent): void {
    const view = this.#view;
    this.#count += 1;
    view.at = Math.max(view.at, event.at);
    switch (event.type) {
      case 'started':
        view.task = event.task;
        view.version = event.version;
        return;
      case 'surveyed':
        view.survey = event.survey;
        return;
      case 'recalled':
        view.behaviors = [...event.behaviors];
        view.withheld = [...event.withheld];
        view.complaints.push(...event.complaints);
        return;
      case 'released':
        view.released.push(...event.behaviors);
        return;
      case 'assessed':
        view.assessment = event.assessment;
        return;
      case 'strategy':
        view.strategies.push({ at: event.at, strategy: event.strategy });
        return;
      case 'sent':
        view.prompts.push({ at: event.at, prompt: event.prompt });
        return;
      case 'proposed': {
        const { step, candidate, diff } = event;
        this.#places.set(candidate.id, view.candidates.length);
        view.candidates.push({ step, candidate, ...(diff === undefined ? {} : { diff }) });
        return;
      }
      case 'reproduced': {
        const { test, shows, reason } = event;
        view.newTests.push({ test, shows, ...(reason === undefined ? {} : { reason }) });
        return;
      }
      case 'declined': {
        const { skill, reason, final } = event;
        view.declined.push({ skill, reason, final });
        return;
      }
      case 'observed':
        this.#change(event.observation.candidate, { observation: event.observation, reward: event.reward });
        return;
      case 'critiqued':
        this.#change(event.critique.candidate, { critique: event.critique });
        return;
      case 'confirmed':
        this.#change(event.candidate, { confirmation: event.observation });
        return;
      case 'decided':
        view.decisions.push({ at: event.at, decision: event.decision, numbers: event.numbers });
        return;
      case 'compared':
        view.comparison = event.comparison;
        return;
      case 'spent':
        view.spend = event.spend;
        return;
      case 'ledger':
        view.account = event.account;
        return;
      case 'reflected':
        view.reflection = event.reflection;
        view.complaints.push(...event.complaints);
        return;
      case 'outcome':
        view.outcome = event.outcome;
        view.diff = event.diff;
        view.spend = event.outcome.spend;
        return;
    }
  }

  /** The latest proposal under an id is the one that is meant. */
  #change(id: string, part: Partial<CandidateView>): void {
    const place = this.#places.get(id);
    const found = place === undefined ? undefined : this.#view.candidates[place];
    if (place !== undefined && found !== undefined) this.#view.candidates[place] = { ...found, ...part };
  }
}
