import type { ModelAccount, TraceEvent } from '../loop/events.ts';
import type {
  Assessment,
  Behavior,
  Candidate,
  Comparison,
  Critique,
  Decision,
  DecisionNumbers,
  Observation,
  Outcome,
  Reflection,
  Reward,
  Spend,
  Strategy,
  Survey,
  Task,
} from '../loop/types.ts';

/** One candidate as far as the trace has told: proposed, then observed, perhaps critiqued and confirmed. */
export interface CandidateView {
  /** Counts from 0 in the order of proposal. */
  readonly step: number;
  readonly candidate: Candidate;
  readonly observation?: Observation;
  readonly reward?: Reward;
  readonly critique?: Critique;
  /** The cold run of every rung. */
  readonly confirmation?: Observation;
}

/** What a reader of the trace knows after some of its events. */
export interface View {
  readonly task?: Task;
  readonly version?: string;
  /** Seconds since the episode began, as of the last event. */
  readonly at: number;
  readonly survey?: Survey;
  readonly behaviors: readonly Behavior[];
  readonly withheld: readonly Behavior[];
  readonly complaints: readonly string[];
  readonly assessment?: Assessment;
  /** Strategies in the order they were shown; the last one holds. */
  readonly strategies: readonly { readonly at: number; readonly strategy: Strategy }[];
  readonly candidates: readonly CandidateView[];
  readonly declined: readonly { readonly skill: string; readonly reason: string; readonly final: boolean }[];
  readonly prompts: readonly Extract<TraceEvent, { type: 'sent' }>['prompt'][];
  readonly decisions: readonly {
    readonly at: number;
    readonly decision: Decision;
    readonly numbers: DecisionNumbers;
  }[];
  /** What tells the patches that pass apart; the last one holds. */
  readonly comparison?: Comparison;
  readonly spend?: Spend;
  /** What language models have cost so far; the last one holds. */
  readonly account?: ModelAccount;
  readonly reflection?: Reflection;
  readonly outcome?: Outcome;
  /** Unified; empty when there is no patch. */
  readonly diff: string;
}

export function emptyView(): View {
  return {
    at: 0,
    behaviors: [],
    withheld: [],
    complaints: [],
    strategies: [],
    candidates: [],
    declined: [],
    prompts: [],
    decisions: [],
    diff: '',
  };
}

/** The view after one more event. An event of an unknown type changes nothing but the time. */
export function advance(before: View, event: TraceEvent): View {
  const view = { ...before, at: Math.max(before.at, event.at) };
  switch (event.type) {
    case 'started':
      return { ...view, task: event.task, version: event.version };
    case 'surveyed':
      return { ...view, survey: event.survey };
    case 'recalled': {
      const { behaviors, withheld, complaints } = event;
      return { ...view, behaviors, withheld, complaints: [...view.complaints, ...complaints] };
    }
    case 'assessed':
      return { ...view, assessment: event.assessment };
    case 'strategy':
      return { ...view, strategies: [...view.strategies, { at: event.at, strategy: event.strategy }] };
    case 'sent':
      return { ...view, prompts: [...view.prompts, event.prompt] };
    case 'proposed':
      return {
        ...view,
        candidates: [...view.candidates, { step: event.step, candidate: event.candidate }],
      };
    case 'declined': {
      const { skill, reason, final } = event;
      return { ...view, declined: [...view.declined, { skill, reason, final }] };
    }
    case 'observed': {
      const { observation, reward } = event;
      return change(view, observation.candidate, { observation, reward });
    }
    case 'critiqued':
      return change(view, event.critique.candidate, { critique: event.critique });
    case 'confirmed':
      return change(view, event.candidate, { confirmation: event.observation });
    case 'decided': {
      const { at, decision, numbers } = event;
      return { ...view, decisions: [...view.decisions, { at, decision, numbers }] };
    }
    case 'compared':
      return { ...view, comparison: event.comparison };
    case 'spent':
      return { ...view, spend: event.spend };
    case 'ledger':
      return { ...view, account: event.account };
    case 'reflected':
      return {
        ...view,
        reflection: event.reflection,
        complaints: [...view.complaints, ...event.complaints],
      };
    case 'outcome':
      return { ...view, outcome: event.outcome, diff: event.diff, spend: event.outcome.spend };
    default:
      return view;
  }
}

/** The latest proposal under an id is the one that is meant. */
function change(view: View, id: string, part: Partial<CandidateView>): View {
  const index = view.candidates.findLastIndex((c) => c.candidate.id === id);
  const found = view.candidates[index];
  return found === undefined
    ? view
    : { ...view, candidates: view.candidates.with(index, { ...found, ...part }) };
}
