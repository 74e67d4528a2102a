import type { ModelAccount, PromptRecord } from '../loop/events.ts';
import type {
  Assessment,
  Behavior,
  Candidate,
  Comparison,
  Critique,
  Decision,
  DecisionNumbers,
  NewTest,
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
  /** What it changes, as hunks of a unified diff; absent in traces of earlier versions. */
  readonly diff?: string;
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
  /** Of those: what was used after all, since the task took far longer without it. */
  readonly released: readonly Behavior[];
  readonly complaints: readonly string[];
  readonly assessment?: Assessment;
  /** Strategies in the order they were shown; the last one holds. */
  readonly strategies: readonly { readonly at: number; readonly strategy: Strategy }[];
  readonly candidates: readonly CandidateView[];
  readonly declined: readonly { readonly skill: string; readonly reason: string; readonly final: boolean }[];
  readonly prompts: readonly { readonly at: number; readonly prompt: PromptRecord }[];
  readonly decisions: readonly {
    readonly at: number;
    readonly decision: Decision;
    readonly numbers: DecisionNumbers;
  }[];
  /** Tests that were written for the task, and whether they fail on the untouched code. */
  readonly newTests: readonly { readonly test: NewTest; readonly shows: boolean; readonly reason?: string }[];
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
    released: [],
    complaints: [],
    strategies: [],
    candidates: [],
    declined: [],
    prompts: [],
    newTests: [],
    decisions: [],
    diff: '',
  };
}
