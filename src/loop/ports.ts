import type { PromptRecord } from './events.ts';
import type {
  Behavior,
  CancelSignal,
  Candidate,
  Comparison,
  Credence,
  Critique,
  NewTest,
  Observation,
  Priors,
  Question,
  Reflection,
  Step,
  Survey,
  Target,
  Task,
  TestReport,
} from './types.ts';

/*
 * All ports on one page. What the rooms beside the loop need of one another is in `rooms.ts`. Contract for every port: an expected
 * failure is a value; a throw is a bug and ends the episode with its message. A port that was cancelled returns
 * early with the value that says so and leaves nothing running.
 */

/** Everything the loop needs from the world. */
export interface Ports {
  readonly environment: Environment;
  readonly context: Context;
  readonly proposer: Proposer;
  readonly handbook: Handbook;
  readonly clock: Clock;
}

/** Compiles and tests. Nothing it does touches the person's files. */
export interface Environment {
  /** Measures the untouched snapshot: what there is, what can be checked, what fails now. */
  survey(task: Task, signal: CancelSignal): Promise<Survey>;
  /**
   * How far what the search path passes holds in a cold run, as earlier episodes here have shown. Below `SEARCH_TRUST`
   * its warm processes are not used any more.
   */
  trustSearchPath(credence: Credence): void;
  /** The search path: climbs the ladder up to `tests`, stops at the first hard failure. May be called concurrently. */
  evaluate(candidate: Candidate, target: Target, signal: CancelSignal): Promise<Observation>;
  /** The winner alone: fresh isolated copy, cold, every rung, whole suite. */
  confirm(candidate: Candidate, target: Target, signal: CancelSignal): Promise<Observation>;
  /**
   * Runs candidates that passed the search on inputs made from the calls of the tests, to tell them apart. Absent
   * where nothing can run them. An input can neither write nor connect.
   */
  compare?(candidates: readonly Candidate[], target: Target, signal: CancelSignal): Promise<Comparison>;
  /**
   * Runs a new test on the untouched snapshot, twice. One that fails both times is kept beside every candidate from then
   * on, and is part of none. Absent where no test can be run.
   */
  reproduce?(test: NewTest, signal: CancelSignal): Promise<TestReport>;
  /** A unified diff of the candidate against the snapshot. */
  diff(candidate: Candidate): string;
  /** How many evaluations are worth running at once here; at least 1. */
  readonly parallelism: number;
}

/** Knows the workspace: what the request names, and where the fault may lie. */
export interface Context {
  /** What the request mentions and whether it exists here. */
  mentions(task: Task, survey: Survey): Promise<readonly Mention[]>;
  /** Where the fault may lie, most suspicious first; scores in 0..1. */
  suspects(task: Task, survey: Survey, target: Target): Promise<readonly Suspect[]>;
}

export interface Mention {
  /** As written in the request. */
  readonly text: string;
  readonly kind: 'file' | 'symbol' | 'word';
  /** Paths (and lines) where it was found; empty when it names nothing here. */
  readonly found: readonly string[];
  /** Whether it is near what fails: in a failing test's name, its file, or the code the test reaches. */
  readonly nearFailure: boolean;
}

/** A stretch of source that may hold the fault. */
export interface Suspect {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** 0..1; the most suspicious has the highest. */
  readonly score: number;
  /** Name of the enclosing function or class, for people. */
  readonly symbol: string;
  readonly why: string;
  /**
   * How likely the parts of the stretch are against the most likely one, 0..1. Of the parts that hold an edit the
   * smallest counts; the first is the whole stretch. Absent where nothing tells them apart.
   */
  readonly parts?: readonly { readonly start: number; readonly end: number; readonly weight: number }[];
  /** Which kinds of fault the failures speak for (above 1) or against (below 1); 1 where a kind is missing. */
  readonly hints?: FaultHints;
}

/** Kinds of fault, coarser than templates, that the look of a failure tells apart. */
export type FaultKind =
  | 'comparison'
  | 'arithmetic'
  | 'logic'
  | 'condition'
  | 'off-by-one'
  | 'number'
  | 'string'
  | 'boolean'
  | 'name'
  | 'member'
  | 'argument'
  | 'guard'
  | 'null'
  | 'async'
  | 'order'
  | 'slice'
  | 'loop'
  | 'return'
  | 'state'
  | 'missing-case'
  | 'initial-value';

/** Likelihood ratios by kind of fault. */
export type FaultHints = Readonly<Partial<Record<FaultKind, number>>>;

/** Lines of the snapshot (1-based, both included) that were changed lately. */
export interface RecentChange {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  readonly when: 'uncommitted' | 'last-commit' | 'last-commits';
}

/**
 * How much more natural code reads after an edit than before it, among the code of this project: log odds in nats, in
 * -8..8; 0 when the model has nothing to say. Both are the same stretch of code, with some code around the edit.
 * @param path of the file that it stands in, whose own code says more than that of others
 */
export type Naturalness = (before: string, after: string, path?: string) => number;

/** Proposes candidates through named skills. */
export interface Proposer {
  readonly skills: readonly SkillCard[];
  /** The next candidate of this skill. Each skill keeps its own place between calls of one episode. */
  propose(skill: string, situation: Situation, signal: CancelSignal): Promise<Proposal>;
}

/** What the strategy needs to know of a skill. */
export interface SkillCard {
  readonly name: string;
  /** One sentence for a person. */
  readonly summary: string;
  /** 0 when it cannot run in this situation; otherwise its fit in 0..1, with the reason. */
  suits(situation: Situation): Suitability;
  /** Expected price of one candidate, for the strategy and the stop. */
  readonly cost: { readonly seconds: number; readonly tokens: number; readonly dollars: number };
  /** The language model that it asks, as what is learned about that model is named; absent where it asks none. */
  readonly model?: string;
  /** Whether it mends what other skills of the same kind proposed. */
  readonly mends?: boolean;
}

export interface Suitability {
  readonly fit: number;
  readonly why: string;
  /** With a fit of 0: a later situation of the same episode may suit it. */
  readonly later?: boolean;
}

export interface Situation extends Priors {
  readonly task: Task;
  readonly survey: Survey;
  readonly target: Target;
  readonly suspects: readonly Suspect[];
  readonly behaviors: readonly Behavior[];
  readonly steps: readonly Step[];
  /** Ids of candidates that passed the search and that no cold run has thrown out. */
  readonly passing?: readonly string[];
  /** What the assessment forecast, before recalibration; set once the search begins. */
  readonly forecast?: Credence;
  /** Set when the decision was to repair. */
  readonly critique?: Critique;
  /** Set when the decision was to ask afresh: a prompt is not to show what was tried. */
  readonly fresh?: boolean;
  /** Why the last test that a skill wrote shows nothing. */
  readonly unproven?: string;
  /** What may still be spent. */
  readonly remaining: { readonly seconds: number; readonly tokens: number; readonly dollars: number };
}

export interface Usage {
  readonly tokens: number;
  readonly dollars: number;
  readonly calls: number;
}

/** What comes with every proposal of a skill that asks a model. */
interface Asked {
  readonly usage?: Usage;
  /** The last prompt that was sent. */
  readonly sent?: PromptRecord;
  /** Prompts that were sent before it for the same proposal, in order. */
  readonly earlier?: readonly PromptRecord[];
}

export type Proposal =
  | ({ readonly kind: 'candidate'; readonly candidate: Candidate } & Asked)
  /** Nothing this time (a bad reply, a refused edit); asking again may help. */
  | ({ readonly kind: 'rejected'; readonly reason: string } & Asked)
  /** Nothing more to come in this episode. */
  | ({ readonly kind: 'exhausted'; readonly reason: string } & Asked)
  /** A test that is to fail now and to pass with the right patch. Nobody has confirmed that it states what is meant. */
  | ({ readonly kind: 'test'; readonly test: NewTest } & Asked)
  /** What only the person can tell. */
  | ({ readonly kind: 'question'; readonly question: Question } & Asked);

/** Behaviors and beliefs. The only writer of either. */
export interface Handbook {
  recall(task: Task, survey: Survey): Promise<Recollection>;
  /** @param winner the verified patch, and where the fault was looked for: what the lesson cites */
  record(
    task: Task,
    reflection: Reflection,
    winner?: { readonly candidate: Candidate; readonly suspects: readonly Suspect[] },
  ): Promise<{ readonly complaints: readonly string[] }>;
}

export interface Recollection extends Priors {
  /** Behaviors whose trigger could match, with their status; disabled and retired ones are absent. */
  readonly behaviors: readonly Behavior[];
  /** Matching behaviors that this episode must not use, so that their effect can be measured. */
  readonly withheld: readonly Behavior[];
  /** What could not be read, as sentences for a person. */
  readonly complaints: readonly string[];
}

/** Seconds since an arbitrary start; never goes back. */
export interface Clock {
  seconds(): number;
}
