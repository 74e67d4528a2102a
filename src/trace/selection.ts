import type { TraceEvent } from '../loop/events.ts';
import { type Chapter, chapterOf, isMilestone } from './chapters.ts';
import { type Standing, standingOf } from './ladder.ts';
import type { CandidateView } from './view.ts';

/** What a person types into a search: every word must be there, in any order and case. */
export function wordsOf(query: string): readonly string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

const texts = new WeakMap<CandidateView, string>();

/** What a search looks through; made once for each state of a candidate. */
function textOf(view: CandidateView): string {
  const known = texts.get(view);
  if (known !== undefined) return known;
  const { candidate, critique, diff, step } = view;
  const parts = [
    `#${step + 1}`,
    candidate.title,
    candidate.skills.join(' '),
    critique?.type,
    critique?.evidence,
    diff,
  ];
  const text = parts.filter(Boolean).join('\n').toLowerCase();
  texts.set(view, text);
  return text;
}

/**
 * Candidates that fit a search and a filter.
 * @param order as they were proposed, or the highest reward first
 */
export function selectCandidates(
  candidates: readonly CandidateView[],
  query: string,
  standing: 'all' | Standing,
  order: 'sequence' | 'reward',
): readonly CandidateView[] {
  const words = wordsOf(query);
  const fitting = candidates.filter(
    (view) =>
      (standing === 'all' || standingOf(view) === standing) &&
      words.every((word) => textOf(view).includes(word)),
  );
  return order === 'sequence'
    ? fitting
    : fitting.toSorted((a, b) => (b.reward?.total ?? -1) - (a.reward?.total ?? -1));
}

/** An event and its place among all. */
export interface Entry {
  readonly event: TraceEvent;
  readonly index: number;
}

/**
 * The first `position` events that fit a search and a filter.
 * @param sayOf the words that the person sees for an event
 */
export function selectEvents(
  events: readonly TraceEvent[],
  position: number,
  query: string,
  chapter: 'milestones' | 'all' | Chapter,
  sayOf: (event: TraceEvent) => string,
): readonly Entry[] {
  const words = wordsOf(query);
  const entries: Entry[] = [];
  for (let index = 0; index < Math.min(position, events.length); index += 1) {
    const event = events[index];
    if (event === undefined) break;
    if (chapter === 'milestones' && !isMilestone(event)) continue;
    if (chapter !== 'milestones' && chapter !== 'all' && chapterOf(event) !== chapter) continue;
    if (words.length > 0) {
      const text = sayOf(event).toLowerCase();
      if (!words.every((word) => text.includes(word))) continue;
    }
    entries.push({ event, index });
  }
  return entries;
}
