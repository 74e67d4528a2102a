import type { BehaviorCard, HandbookConflict, Tally, Uplift } from '../loop/learned.ts';
import type { Behavior } from '../loop/types.ts';
import { armsAt, rounded } from './arms.ts';
import { type ReadText, stateOf } from './citations.ts';
import { printTrigger } from './field-text.ts';
import { type Files, isUnfounded, judged, type Known } from './known.ts';
import { parseHandbook, printHandbook } from './markdown.ts';
import { shareRight, statusByEvidence, upliftOf } from './uplift.ts';

const ORDER: readonly Behavior['status'][] = ['pinned', 'active', 'trial', 'disabled', 'retired'];

/** Every behavior with what proves or refutes it; pinned and active ones first, then those with most evidence. */
export function cardsOf(
  known: Known,
  files: Files,
  now: Date,
  read: ReadText | undefined,
): readonly BehaviorCard[] {
  // Of two sections with one name the first counts.
  const inFile = new Map(known.document?.sections.toReversed().map(({ name, start }) => [name, start + 1]));
  const waiting = known.behaviors.filter(({ name }) => !known.owned.has(name));
  // The file of those that wait is written from the same list.
  const inStaged = new Map(
    parseHandbook(printHandbook(waiting)).sections.map(({ name, start }) => [name, start + 1]),
  );
  return known.behaviors
    .map((behavior): BehaviorCard => {
      const { name } = behavior;
      const isShared = known.owned.has(name);
      const tally = armsAt(behavior, now);
      const uplift = upliftOf(tally);
      const next = judged(behavior, now, read);
      return {
        behavior: next,
        place: isShared ? 'handbook' : 'waiting',
        file: isShared ? files.workspace : files.staged,
        line: (isShared ? inFile.get(name) : inStaged.get(name)) ?? 1,
        ...tally,
        uplift,
        why: whyOf(behavior, tally, uplift, isUnfounded(behavior, read)),
        citations: (behavior.citations ?? []).map((citation) => ({
          citation,
          state: stateOf(citation, read),
        })),
        sources: behavior.sources,
      };
    })
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.behavior.status) - ORDER.indexOf(b.behavior.status) ||
        b.used.solved + b.used.failed - (a.used.solved + a.used.failed) ||
        (a.behavior.name < b.behavior.name ? -1 : 1),
    );
}

function whyOf(behavior: Behavior, tally: Tally, uplift: Uplift, unfounded: boolean): string {
  const { status } = behavior;
  if (status === 'pinned')
    return 'You pinned it: it is always used, and its effect is not measured any more.';
  if (status === 'disabled') return 'You disabled it. Enable it to have evidence decide again.';
  if (status === 'retired') return 'It was retired; enable it to have it measured anew, or pin it.';
  if (unfounded) return 'All the code that it was learned from is gone, so it is retired.';
  const percent = Math.round(100 * uplift.chance);
  const [uses, without] = [tally.used, tally.withheld].map(({ solved, failed }) => rounded(solved + failed));
  const counted = `${uses} tasks with it and ${without} without`;
  const next = statusByEvidence(status, tally, shareRight(behavior), uplift);
  if (next === 'retired')
    return `After ${counted}, the chance that it helps, if it does anything, is ${Math.round(100 * uplift.chanceIfAny)}%: at 20% it is retired.`;
  if (next === 'active')
    return `After ${counted}, it helps with a chance of ${percent}%: from 80% on it is active.`;
  return `After ${counted}, the chance that it helps is ${percent}%: at 80% it becomes active. One task in five goes without it, to measure its effect.`;
}

/**
 * Behaviors in use that have the same trigger and favour different parts of one skill. All are tried; the one whose fix was
 * verified last comes first.
 */
export function rivalsIn(cards: readonly BehaviorCard[]): readonly HandbookConflict[] {
  const groups = new Map<string, Behavior[]>();
  for (const { behavior } of cards) {
    if (behavior.prefer === undefined || behavior.status === 'disabled' || behavior.status === 'retired')
      continue;
    const key = `${printTrigger(behavior.trigger)}\n${behavior.prefer.split(':')[0]}`;
    groups.set(key, [...(groups.get(key) ?? []), behavior]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.toSorted((a, b) => (newest(a) > newest(b) ? -1 : 1));
    return others.map((other) => ({
      name: other.name,
      field: 'rival' as const,
      ours: other.prefer ?? '',
      theirs: first?.prefer ?? '',
      kept: 'theirs' as const,
      why: `“${other.name}” and “${first?.name}” apply to the same failures and favour different things; the second was verified later and comes first.`,
    }));
  });
}

function newest({ sources }: Behavior): string {
  return sources.toSorted().at(-1) ?? '';
}
