import type { ModelSlot, OmittedPart } from './rooms.ts';
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
} from './types.ts';

/**
 * What the loop yields. The trace viewer, the CLI and the tests are readers of this one stream; the composition
 * root appends each event to disk as it arrives. Every event is plain JSON.
 */
export type TraceEvent = { readonly at: number } & TraceEventBody;

/** `at` is seconds since the episode began. */
export type TraceEventBody =
  | {
      readonly type: 'started';
      readonly task: Task;
      readonly version: string;
      /** Id of the episode that this one goes on from. Added by who was asked to. */
      readonly resumes?: string;
    }
  | {
      readonly type: 'surveyed';
      readonly survey: Survey;
      /** Stands for the state of all files; equal marks mean that nothing has changed. Added by who has the files. */
      readonly mark?: string;
    }
  | {
      readonly type: 'recalled';
      readonly behaviors: readonly Behavior[];
      readonly withheld: readonly Behavior[];
      /** A handbook that could not be fully read says so here, line by line. */
      readonly complaints: readonly string[];
    }
  /** Behaviors that were withheld and are used from now on, since the task has taken far longer than it does with them. */
  | {
      readonly type: 'released';
      readonly behaviors: readonly Behavior[];
      /** Tried by then. */
      readonly candidates: number;
    }
  | { readonly type: 'assessed'; readonly assessment: Assessment }
  | { readonly type: 'strategy'; readonly strategy: Strategy }
  | { readonly type: 'sent'; readonly prompt: PromptRecord }
  | {
      readonly type: 'proposed';
      readonly step: number;
      readonly candidate: Candidate;
      /** What it changes, for people: hunks of a unified diff, cut where they are long. Added by who has the files. */
      readonly diff?: string;
    }
  | { readonly type: 'declined'; readonly skill: string; readonly reason: string; readonly final: boolean }
  | {
      readonly type: 'observed';
      readonly step: number;
      readonly observation: Observation;
      readonly reward: Reward;
    }
  /** A new test was run on the untouched code; without `shows` it says nothing, for the reason. */
  | {
      readonly type: 'reproduced';
      readonly test: NewTest;
      readonly shows: boolean;
      readonly reason?: string;
    }
  | { readonly type: 'critiqued'; readonly critique: Critique }
  | { readonly type: 'decided'; readonly decision: Decision; readonly numbers: DecisionNumbers }
  | { readonly type: 'confirmed'; readonly candidate: string; readonly observation: Observation }
  /** The candidates that passed were run on inputs that no test tries. */
  | { readonly type: 'compared'; readonly comparison: Comparison }
  | { readonly type: 'spent'; readonly spend: Spend }
  /** A call of a language model was closed; comes while its skill is still at work. */
  | { readonly type: 'ledger'; readonly account: ModelAccount }
  | { readonly type: 'reflected'; readonly reflection: Reflection; readonly complaints: readonly string[] }
  | {
      readonly type: 'outcome';
      readonly verdict: Outcome['verdict'];
      readonly credence: number;
      /** Unified diff; empty when there is no patch. */
      readonly diff: string;
      readonly seconds: number;
      readonly candidates: number;
      readonly reason: string;
      readonly outcome: Outcome;
    };

/** What language models have cost the task so far. What it may cost at most is in the task's budget. */
export interface ModelAccount {
  readonly calls: number;
  readonly tokens: number;
  /** US dollars. */
  readonly dollars: number;
  /** Answers that broke off: the provider may charge for them, so that they count against the caps. */
  readonly possible: { readonly calls: number; readonly tokens: number; readonly dollars: number };
  /** Set aside for calls that are under way. */
  readonly reserved: { readonly tokens: number; readonly dollars: number };
  /** Calls whose price nobody knows; their dollars are missing above. */
  readonly unpriced: number;
  readonly models: readonly {
    readonly model: string;
    readonly slot: ModelSlot;
    readonly calls: number;
    readonly tokens: number;
    readonly dollars: number;
  }[];
}

/** Exactly what was sent to a language model, block by block. */
export interface PromptRecord {
  readonly model: string;
  readonly skill: string;
  /** `tokens` are estimated, on the safe side. */
  readonly blocks: readonly { readonly source: string; readonly tokens: number; readonly text: string }[];
  /** What was found and left out, and why. */
  readonly omitted?: readonly OmittedPart[];
  /** The form that edits were asked for in, and why that one for this model; absent where none were asked for. */
  readonly form?: { readonly name: string; readonly why: string };
}
