import type { TraceEvent } from '../../src/loop/events.ts';
import { passedSearch } from '../../src/loop/judge.ts';
import type { Candidate } from '../../src/loop/types.ts';

/** What the trace of an episode says about the search. */
export interface Search {
  readonly verdict: string;
  readonly reason: string;
  /** What the product calls verified and offers; nothing else is. */
  readonly offered?: Candidate;
  /** The credence that goes with the offer: that it is the right patch. */
  readonly credence: number;
  /** The credence of the first assessment: that the task will be solved. */
  readonly forecast?: number;
  /** Every candidate that was checked, in order. */
  readonly tried: readonly Candidate[];
  /** Those that passed all visible tests in the search, in the order found, and seconds since the episode began. */
  readonly passing: readonly { readonly candidate: Candidate; readonly at: number }[];
  /** Passed the search, and not the cold confirmation. */
  readonly contradicted: readonly string[];
  /** Seconds until the untouched project was measured. */
  readonly surveySeconds?: number;
  /** What language models cost; empty where none was asked. */
  readonly paid: { readonly tokens?: number; readonly dollars?: number };
}

export function readTrace(events: readonly TraceEvent[]): Search {
  const outcome = find(events, 'outcome');
  const assessment = find(events, 'assessed')?.assessment;
  const proposed = new Map<string, Candidate>();
  const tried: Candidate[] = [];
  const passing: { candidate: Candidate; at: number }[] = [];
  const contradicted: string[] = [];
  for (const event of events) {
    if (event.type === 'proposed') proposed.set(event.candidate.id, event.candidate);
    if (event.type === 'observed') {
      const candidate = proposed.get(event.observation.candidate);
      if (candidate === undefined) continue;
      tried.push(candidate);
      if (assessment !== undefined && passedSearch(event.observation, assessment.target))
        passing.push({ candidate, at: event.at });
    }
    if (event.type === 'confirmed' && event.observation.rungs.some((rung) => rung.status === 'failed'))
      contradicted.push(event.candidate);
  }
  const offered = outcome?.verdict === 'solved' ? outcome.outcome.candidate : undefined;
  const surveyed = find(events, 'surveyed')?.at;
  return {
    verdict: outcome?.verdict ?? 'none',
    reason: outcome?.reason ?? '',
    paid: paidIn(events),
    credence: outcome?.credence ?? 0,
    tried,
    passing,
    contradicted,
    ...(offered === undefined ? {} : { offered }),
    ...(assessment === undefined ? {} : { forecast: assessment.credence }),
    ...(surveyed === undefined ? {} : { surveySeconds: surveyed }),
  };
}

/** The ledger's last word: it also counts what broke off. */
function paidIn(events: readonly TraceEvent[]): Search['paid'] {
  const account = events.findLast((event) => event.type === 'ledger')?.account;
  if (account === undefined) return {};
  const { possible } = account;
  return { tokens: account.tokens + possible.tokens, dollars: account.dollars + possible.dollars };
}

function find<T extends TraceEvent['type']>(
  events: readonly TraceEvent[],
  type: T,
): Extract<TraceEvent, { type: T }> | undefined {
  return events.find((event): event is Extract<TraceEvent, { type: T }> => event.type === type);
}
