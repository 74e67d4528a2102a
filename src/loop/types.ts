import type { CalibrationMap } from '../belief/calibration.ts';
import type { Effects } from '../belief/sampling/effects.ts';
import type { Verdict as SampleVerdict } from '../belief/sampling/learning.ts';
import type { Sample, Terms } from '../belief/sampling/outlook.ts';
import type { SamplingState } from '../belief/sampling/state.ts';
import type { SamplingTask } from '../belief/sampling/terms.ts';
import type { StatedRecord } from '../belief/stated.ts';

/**
 * The vocabulary of the loop. One name per thing, used everywhere: code, settings, trace and documents.
 *
 * Conventions: paths are relative to the workspace with forward slashes; offsets are UTF-16 code units into
 * the file's decoded text (no byte-order mark, line endings as on disk); lines are 1-based for people; seconds
 * and dollars are plain numbers; probabilities lie in 0..1.
 */

import type { Citation, Tally } from './learned.ts';

/** A probability in 0..1 that carries meaning for a person. */
export type Credence = number;

/** A cancel signal; every `AbortSignal` is one. Declared here so that the pure rooms need no platform types. */
export interface CancelSignal {
  readonly aborted: boolean;
  /** Why it was cancelled; a `TimeoutError` when the time was up. */
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

// ---------------------------------------------------------------- the task

/** What the person pointed at when asking. */
export type Focus =
  | { readonly kind: 'workspace' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'range'; readonly path: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'diagnostic';
      readonly path: string;
      readonly start: number;
      readonly end: number;
      readonly code?: string;
      readonly source?: string;
      readonly message: string;
    }
  | { readonly kind: 'test'; readonly path?: string; readonly name?: string };

/** Hard limits for one episode. None is ever exceeded by starting new work. */
export interface Budget {
  /** Wall-clock seconds. */
  readonly seconds: number;
  /** Candidates that may be evaluated. */
  readonly candidates: number;
  /** Language-model tokens, in and out. */
  readonly tokens: number;
  /** US dollars. */
  readonly dollars: number;
}

/** What was spent; the same dimensions as the budget, and the number of model calls. */
export interface Spend {
  readonly seconds: number;
  readonly candidates: number;
  readonly tokens: number;
  readonly dollars: number;
  readonly calls: number;
}

/** A question that an earlier episode of the task ended with, and what the person said to it. */
export interface Answered {
  /** As it was asked; a model may have written it. */
  readonly question: string;
  readonly answer: string;
}

export interface Task {
  readonly id: string;
  /** The person's words. May be empty when the focus says enough. */
  readonly request: string;
  /** What the person has told since, in order. */
  readonly answers?: readonly Answered[];
  readonly focus: Focus;
  readonly budget: Budget;
  /** The same task, seed, model replies and environment give the same trace. */
  readonly seed: number;
}

/** What sort of evidence defines success; beliefs are kept per kind. */
export type TaskKind = 'failing-test' | 'diagnostic' | 'open-request';

// ---------------------------------------------------------------- what the environment sees

export interface Place {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based; absent when the source gave none. */
  readonly column?: number;
}

/** A command that was run, as evidence. The argument vector is exact; no shell is involved. */
export interface CommandEvidence {
  readonly command: readonly string[];
  /** Absent when the process was ended by a signal or never started. */
  readonly exitCode?: number;
  readonly seconds: number;
  /** The last lines of output, redacted and bounded. */
  readonly tail: string;
  /** What confined it, for a person, for example `bubblewrap: no network, only the copy is writable`. */
  readonly sandbox?: string;
}

export interface Diagnostic {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  /** As the checker names it, for example `TS2304`. */
  readonly code: string;
  /** The checker, for example `typescript`. */
  readonly source: string;
  readonly message: string;
  /** Identity for comparison: path, code, symbol and normalised text, never the position. */
  readonly key: string;
}

export type TestStatus = 'passed' | 'failed' | 'skipped';

export interface TestResult {
  /** `file::suite > name`; unique within a report. */
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly status: TestStatus;
  /** First lines of the failure. */
  readonly message?: string;
  readonly expected?: string;
  readonly actual?: string;
  /** Stack frames inside the workspace, innermost first. */
  readonly frames: readonly Place[];
}

/** One run of a test runner. Only `ran` says anything about the tests. */
export interface TestReport {
  readonly status: 'ran' | 'could-not-run' | 'timed-out' | 'crashed';
  readonly results: readonly TestResult[];
  /** Test files that failed before any of their tests ran (import or syntax error, missing module). */
  readonly fileErrors: readonly {
    readonly file: string;
    readonly message: string;
    readonly frames: readonly Place[];
  }[];
  readonly evidence: CommandEvidence;
  /** Why, when the status is not `ran`. */
  readonly reason?: string;
}

/** Something that keeps the environment from checking. Each has a sentence for a person and a next step. */
export interface Obstacle {
  readonly kind:
    | 'not-a-project'
    | 'no-tests'
    | 'no-runner'
    | 'missing-dependency'
    | 'runner-failed'
    | 'timed-out'
    | 'untrusted'
    | 'unreadable-file'
    | 'no-type-checker';
  readonly message: string;
  readonly hint: string;
}

/**
 * The rungs of the verification ladder, in the order in which they are shown. They are climbed cheapest first, which
 * is this order, but that tests in a warm process come before types.
 */
export const RUNGS = ['apply', 'parse', 'integrity', 'types', 'lint', 'tests', 'suite'] as const;
export type RungName = (typeof RUNGS)[number];

/**
 * Only `passed` says that something was checked and holds. `not-covered`: no test runs the changed code. `flaky`: all
 * that failed are tests that change their mind. `skipped`: an earlier rung failed or the rung was not asked for.
 */
export type RungStatus =
  | 'passed'
  | 'failed'
  | 'timed-out'
  | 'crashed'
  | 'could-not-check'
  | 'not-covered'
  | 'flaky'
  | 'skipped';

export interface RungOutcome {
  readonly rung: RungName;
  readonly status: RungStatus;
  /** One sentence for a person. */
  readonly detail: string;
  readonly seconds: number;
  readonly evidence?: CommandEvidence;
}

/** The untouched snapshot, measured before anything is proposed. */
export interface Survey {
  /** A name for people: the package's or the folder's. */
  readonly project: string;
  readonly languages: readonly Language[];
  /** The test runner that was found, for example `vitest`. */
  readonly runner?: string;
  /** Which rungs can be climbed here, by what, or why not. */
  readonly rungs: readonly { readonly rung: RungName; readonly available: boolean; readonly by: string }[];
  readonly fileCount: number;
  /** Errors only; warnings are not evidence. */
  readonly diagnostics: readonly Diagnostic[];
  readonly tests?: TestReport;
  /** What is run in warm processes while searching, where there are any. */
  readonly fastPath?: {
    readonly tests: number;
    readonly files: number;
    /** Test files that are left to the cold run, and why. */
    readonly left: readonly { readonly file: string; readonly reason: string }[];
    /** Memory of the processes. */
    readonly megabytes: number;
    /** What it took to load and measure the untouched snapshot, beside the cold run. */
    readonly seconds: number;
  };
  /** Ids of tests that changed their mind between two runs of the same snapshot; never evidence. */
  readonly flaky: readonly string[];
  readonly obstacles: readonly Obstacle[];
  readonly seconds: number;
}

/** `other`: only commands that the person configured know how to check it. */
export type Language = 'typescript' | 'javascript' | 'python' | 'other';

/** What must become true for the task to be solved, decided by self-awareness from the survey. */
export interface Target {
  readonly kind: TaskKind;
  /** Test ids that fail now and must pass. */
  readonly tests: readonly string[];
  /** Test files that fail to load now and must load and pass. */
  readonly files: readonly string[];
  /** Keys of diagnostics that must be gone. */
  readonly diagnostics: readonly string[];
}

// ---------------------------------------------------------------- candidates

/** Replaces `[start, end)` of the snapshot's text. Replacements of one file are sorted and do not overlap. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type FileEdit =
  | { readonly kind: 'modify'; readonly path: string; readonly replacements: readonly Replacement[] }
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | { readonly kind: 'delete'; readonly path: string };

export interface Candidate {
  readonly id: string;
  /** The skill that proposed it, then finer parts, for example `template-repair`, `template-repair:comparison`. */
  readonly skills: readonly [string, ...string[]];
  /** A short line for a person: "`<` → `<=` in `isFree` (src/cart.ts:12)". */
  readonly title: string;
  readonly edits: readonly FileEdit[];
  /**
   * The skill's share of belief that this candidate is the right one, given that the skill can solve the task.
   * The shares of all candidates a skill would ever propose for a task sum to at most 1.
   */
  readonly share: number;
  /** Why the skill proposed it. */
  readonly why: string;
  /** What it does, in a form that may recur in other places; the skill knows it again when a behavior favours it. */
  readonly favours?: string;
  /** How many times as large its share is since such an edit mended something here before; 1 unless given. */
  readonly raised?: number;
  /**
   * How much more often than an ordinary edit one of its kind passes the tests without being right; above 0, 1 unless
   * given.
   */
  readonly accident?: number;
  /** What the language model that wrote it stated of its being right. */
  readonly stated?: { readonly model: string; readonly credence: Credence };
}

export interface Observation {
  readonly candidate: string;
  readonly rungs: readonly RungOutcome[];
  /** Diagnostics that the baseline did not have. */
  readonly newDiagnostics: readonly Diagnostic[];
  /** Keys of target diagnostics that are gone. */
  readonly clearedDiagnostics: readonly string[];
  /** Results of the tests that were run. */
  readonly tests: readonly TestResult[];
  /** Target tests (or target files, as file names) that pass now. */
  readonly fixed: readonly string[];
  /** Tests that passed in the baseline and fail now. */
  readonly broken: readonly string[];
  /**
   * Tests that were kept out of everything above: no reward counts them and no model is told of them. They say whether
   * a patch that passes the rest does so for the right reason.
   */
  readonly heldOut?: { readonly passed: number; readonly failed: number };
  /** What looks like a cheat and may be none, as sentences with the place. */
  readonly suspicions?: readonly string[];
  /** Groups alike failures: tool, code and normalised message of the first failure; empty when everything passed. */
  readonly signature: string;
  readonly seconds: number;
}

/** Of so many inputs, on how many it did the same as the untouched program. */
export interface Agreement {
  readonly kept: number;
  readonly of: number;
}

/** What a passing candidate did on inputs that no test tries. */
export interface Behaviour {
  readonly candidate: string;
  /** Candidates that did the same on every input have the same number. */
  readonly cluster: number;
  /** Calls of tests that passed before. */
  readonly green: Agreement;
  /** Made inputs such as the tests pass, in kind and range. */
  readonly near: Agreement;
  /** Other made inputs. */
  readonly far: Agreement;
  /**
   * Made inputs of the near kind that the untouched program answers and this one fails on, or gives no value for; and
   * those on which this one never ends.
   */
  readonly broke: number;
  /** Made inputs that the untouched program fails on and this one answers. */
  readonly mended: number;
  /**
   * Made inputs of the near kind that the untouched program answers, and of these those that get the same answer; where the
   * failing tests break down, so that no answer was ever found wrong. Absent elsewhere.
   */
  readonly answered?: Agreement;
  /**
   * Inputs directed at what the candidates change that the untouched program answers, and those that get the same answer.
   * `refused`: those that get none though they lie beside what the failing tests are about: a text or flag that only tests
   * pass which were passing before. Absent where there are none.
   */
  readonly directed?: Agreement & { readonly refused: number };
  /** Examples in the documentation of the changed functions. */
  readonly examples: { readonly held: number; readonly broken: number };
  /** Regularities of the untouched program's results that this one does not keep, as sentences. */
  readonly irregular: readonly string[];
  /** What the documentation's words say of the edit: above 0 for it, below 0 against it. */
  readonly words: number;
  /** Characters of the words that are taken away and put in. */
  readonly size: number;
}

/** How an edit reads beside the code around it, whatever it does. */
export interface Look {
  readonly candidate: string;
  /**
   * By how many exchanged words fewer the changed code differs from other code of its file that is built alike; below 0 where
   * by more.
   */
  readonly aligned: number;
  /** Places more that say nothing, such as an operand twice; below 0 where fewer. */
  readonly pointless: number;
  /** Changed files in which a longer piece of code becomes built the same as another there or beside it; 0 or more. */
  readonly twins?: number;
}

/** An input on which passing candidates differ. */
export interface Difference {
  /** For people, for example `clamp(5, 0, 5)`. */
  readonly input: string;
  /** What the untouched program does; absent where it could not be called so. */
  readonly before?: string;
  /** By cluster. */
  readonly results: readonly { readonly cluster: number; readonly result: string }[];
}

/** What tells the candidates that pass apart, found by running all of them on the same inputs. */
export interface Comparison {
  readonly behaviours: readonly Behaviour[];
  /** Of all that were to be compared, also where nothing could be run. */
  readonly looks?: readonly Look[];
  /** `kept[a][b]`: on how many of so many near inputs that some candidate changes the clusters `a` and `b` do the same. */
  readonly alike?: { readonly of: number; readonly kept: readonly (readonly number[])[] };
  /** Inputs that were run. */
  readonly inputs: number;
  /** Telling inputs, the plainest first; empty when there is one cluster. */
  readonly differences: readonly Difference[];
  readonly seconds: number;
  /** Why nothing could be compared. */
  readonly reason?: string;
}

/** A test file that a skill wrote; it states what a skill took the request to mean. */
export interface NewTest {
  readonly path: string;
  readonly text: string;
  /** What it checks, in a sentence. */
  readonly claim: string;
}

// ---------------------------------------------------------------- the meta level

/** One view of solvability: a probability, the weight it gets in pooling, and the evidence a person can check. */
export interface View {
  readonly name: 'capability' | 'information' | 'verifiability' | 'mission' | 'cost';
  readonly credence: Credence;
  readonly weight: number;
  readonly evidence: readonly string[];
  /** Holds the true chance with 90% credence, as far as its beliefs tell; absent where nothing was counted. */
  readonly interval?: readonly [low: Credence, high: Credence];
}

export type Verdict = 'solve' | 'ask' | 'escalate' | 'abstain';

export interface Question {
  readonly text: string;
  readonly options: readonly string[];
}

export interface Assessment {
  readonly verdict: Verdict;
  readonly credence: Credence;
  /** The pooled views as they are, before what earlier forecasts were worth was counted in; absent for a refusal. */
  readonly raw?: Credence;
  /** How many earlier forecasts that was learned from. */
  readonly forecasts?: number;
  readonly views: readonly View[];
  /** What each verdict that a rule leaves open is worth, in units of a solved task; the highest decides. */
  readonly utilities?: readonly { readonly verdict: Verdict; readonly utility: number }[];
  readonly target: Target;
  /** One sentence for a person. */
  readonly reason: string;
  readonly question?: Question;
}

/** A distribution over skills; weights sum to 1 over the skills that are not exhausted. */
export interface Strategy {
  readonly weights: readonly { readonly skill: string; readonly weight: number; readonly why: string }[];
}

/** How the reward was made up: each part's value in 0..1 and its weight. Held-out tests are never part of it. */
export interface Reward {
  readonly total: number;
  readonly parts: readonly { readonly name: string; readonly value: number; readonly weight: number }[];
}

export type CritiqueType = 'knowledge' | 'logic' | 'api' | 'edge' | 'format' | 'regression';

/** What is wrong with a candidate, with the evidence, and what to change. */
export interface Critique {
  readonly candidate: string;
  readonly type: CritiqueType;
  readonly place?: Place;
  readonly evidence: string;
  readonly advice: string;
}

/** Ways to go on. Which skill proposes is the strategy's to draw, unless the move names one. */
export type Move = 'continue' | 'repair' | 'backtrack' | 'refresh' | 'switch';

export type Decision =
  | { readonly kind: 'continue'; readonly reason: string }
  /** The candidate is to be mended with the evidence against it. */
  | { readonly kind: 'repair'; readonly candidate: string; readonly reason: string }
  /** The same with an earlier one: what was made of it is worse. */
  | { readonly kind: 'backtrack'; readonly candidate: string; readonly reason: string }
  /** The skill is asked anew, without what was tried before. */
  | { readonly kind: 'refresh'; readonly skill: string; readonly reason: string }
  | { readonly kind: 'switch'; readonly skill: string; readonly reason: string }
  | { readonly kind: 'confirm'; readonly candidate: string; readonly reason: string }
  | Ending;

/** Decisions that end the search. */
export type Ending =
  | { readonly kind: 'stop'; readonly because: StopReason; readonly reason: string }
  /** Something that a person knows would decide; without a question it is the one about the patch at hand. */
  | { readonly kind: 'ask'; readonly reason: string; readonly question?: Question }
  /** Something that a person or another model has to do. */
  | { readonly kind: 'escalate'; readonly reason: string };

export type StopReason = 'solved' | 'exhausted' | 'not-worth-it' | 'budget' | 'cancelled' | 'could-not-check';

/** The numbers behind a decision, shown beside it. */
export interface DecisionNumbers {
  /** Chance that the next candidate passes. */
  readonly chance: number;
  /** What it may gain, in units of a solved task: up to 2 where it may replace a wrong patch that would be offered. */
  readonly value: number;
  /** Price of one more candidate in the same unit. */
  readonly price: number;
  /** The moves that were open, with what is believed of each and what was drawn from it; the highest draw decided. */
  readonly arms?: readonly { readonly move: Move; readonly chance: number; readonly draw: number }[];
  /** Moves that a rule forbids, and why. */
  readonly banned?: readonly { readonly move: Move; readonly why: string }[];
}

export interface Step {
  readonly index: number;
  readonly candidate: Candidate;
  readonly observation: Observation;
  readonly reward: Reward;
  readonly critique?: Critique;
  /** The move that led to it, and the candidate it was to mend; absent where the strategy alone decided. */
  readonly origin?: Origin;
}

export interface Origin {
  readonly move: Move;
  readonly parent?: string;
}

// ---------------------------------------------------------------- learning

/**
 * What was learned, as counts by key `taskKind/skill`; a missing key means nothing was. A belief is the prior of
 * whoever knows it (the loop for skills, a skill for its parts) with these counts added.
 */
export interface Beliefs {
  readonly [key: string]: {
    readonly success: number;
    readonly failure: number;
    /** What the user's other workspaces taught; it counts less here than what was seen here. */
    readonly user?: { readonly success: number; readonly failure: number };
  };
}

/** What forecasts were worth: `solve`, that a task ends with a verified patch; `offer`, that a patch is right. */
export type Calibration = Readonly<
  Record<'solve' | 'offer', { readonly map: CalibrationMap; readonly forecasts: number }>
>;

/** Everything that is believed before a task is seen; what is absent was never learned. */
export interface Priors {
  readonly beliefs: Beliefs;
  /** Of samples of language models. */
  readonly sampling?: SamplingState;
  readonly calibration?: Calibration;
  /** Of the weights of the reward. */
  readonly reward?: Effects;
  /** By language model: what its own statements of confidence were worth. */
  readonly stated?: Readonly<Record<string, StatedRecord>>;
}

export type BehaviorStatus = 'trial' | 'active' | 'pinned' | 'disabled' | 'retired';

/** When a behavior applies. Every field that is present must match. */
export interface Trigger {
  readonly taskKind?: TaskKind;
  /** A diagnostic code, for example `TS2551`. */
  readonly code?: string;
  /** A failure signature as in `Observation.signature`. */
  readonly signature?: string;
  /** The shape of a name that the failure tells of: `*` stands for any letters, for example `*Price`. */
  readonly symbol?: string;
}

/** One line of the handbook. */
export interface Behavior {
  readonly name: string;
  readonly trigger: Trigger;
  readonly instruction: string;
  /** The skill (or finer part) that it favours, when it favours one. */
  readonly prefer?: string;
  readonly status: BehaviorStatus;
  /** Outcomes of tasks where it matched: used, and withheld at random to measure its effect; over all of `tallies`. */
  readonly evidence: {
    readonly usedSolved: number;
    readonly usedFailed: number;
    readonly withheldSolved: number;
    readonly withheldFailed: number;
  };
  /** The same outcomes and what they took, by contributor and month (`k3f9 2026-11`), so that no merge counts one twice. */
  readonly tallies?: Readonly<Record<string, Tally>>;
  /** Ids of the episodes it comes from. */
  readonly sources: readonly string[];
  /** The code it was learned from. */
  readonly citations?: readonly Citation[];
  /** When a person last changed it, as an ISO 8601 time. Their words outweigh what was learned before and after. */
  readonly edited?: string;
  /** Since when it is counted, as an ISO 8601 time: a person had it measured anew. Older counts are left out, whichever copy has them. */
  readonly anew?: string;
}

export interface BeliefUpdate {
  readonly key: string;
  readonly success: number;
  readonly failure: number;
  readonly evidence: string;
}

/** What the candidates of one skill that asks a language model have shown of it, in the order in which they were drawn. */
export interface SampleEvidence {
  readonly task: SamplingTask;
  readonly terms: Terms;
  readonly samples: readonly Sample[];
  /** What the cold run said of one of them. */
  readonly verdict?: SampleVerdict;
}

/** What was said, and whether it came true. */
export interface Forecast {
  readonly about: keyof Calibration;
  /** As it was before recalibration. */
  readonly credence: Credence;
  readonly happened: boolean;
  /** 0..1: what it counts. */
  readonly weight: number;
  readonly evidence: string;
}

/** What a language model stated of an answer that is now known to be right or wrong. */
export interface StatedOutcome {
  readonly model: string;
  readonly credence: Credence;
  readonly right: boolean;
}

/** Of two candidates of one task, the parts of the reward of the better one and of the other. */
export interface Preference {
  readonly better: Readonly<Record<string, number>>;
  readonly worse: Readonly<Record<string, number>>;
  /** 0..1: what it counts. */
  readonly weight: number;
  readonly evidence: string;
}

/** What an episode changed. */
export interface Reflection {
  readonly updates: readonly BeliefUpdate[];
  /** New or strengthened behaviors; only after a verified success. */
  readonly learned: readonly Behavior[];
  /** The patch is more likely wrong than right: what was learned is so only once a person takes it. */
  readonly isQuestion?: boolean;
  /** Outcomes credited to behaviors that matched, used or withheld. */
  readonly credited: readonly {
    readonly name: string;
    readonly withheld: boolean;
    readonly solved: boolean;
    /** Candidates until the one that was kept; absent when there was none. */
    readonly candidates?: number;
  }[];
  /** Absent where no skill asks a model. */
  readonly samples?: readonly SampleEvidence[];
  readonly forecasts?: readonly Forecast[];
  readonly preferences?: readonly Preference[];
  readonly stated?: readonly StatedOutcome[];
  readonly summary: readonly string[];
  /** Candidates until the one that was kept; absent when there was none. */
  readonly candidates?: number;
}

// ---------------------------------------------------------------- the end

export type OutcomeVerdict = 'solved' | 'asked' | 'escalated' | 'abstained' | 'exhausted' | 'cancelled';

/** Why a person may believe the patch: what was run, before and after. */
export interface Evidence {
  readonly commands: readonly CommandEvidence[];
  readonly testsBefore?: { readonly passed: number; readonly failed: number };
  readonly testsAfter?: { readonly passed: number; readonly failed: number };
  readonly fixed: readonly string[];
  readonly rungs: readonly RungOutcome[];
  /** What looks like a cheat and may be none; to be looked at. */
  readonly suspicions?: readonly string[];
  /** What could not be checked, in a person's words. */
  readonly unchecked: readonly string[];
}

export interface Outcome {
  readonly verdict: OutcomeVerdict;
  readonly credence: Credence;
  /** Of a patch, before what earlier offers were worth was counted in. */
  readonly raw?: Credence;
  readonly reason: string;
  readonly candidate?: Candidate;
  readonly evidence?: Evidence;
  readonly question?: Question;
  /** The test that the patch was proved by, which a skill wrote and nobody has confirmed. It is no part of the patch. */
  readonly unconfirmedTest?: NewTest;
  /** With an unconfirmed test: the credence if that test states what is meant, and whether it is enough to offer the patch. */
  readonly onceConfirmed?: { readonly credence: Credence; readonly offered: boolean };
  /** Other candidates that passed the search but were not chosen, best first. */
  readonly alternatives: readonly Candidate[];
  /** Set when rivals that do otherwise are nearly as well believed as the chosen one. */
  readonly undecided?: Undecided;
  readonly spend: Spend;
}

/** A choice that the evidence does not make: it is for the person. */
export interface Undecided {
  /** The chosen one first, then one of each rival behaviour, best first. */
  readonly candidates: readonly { readonly candidate: string; readonly credence: Credence }[];
  /** An input on which they differ, for example `clamp(5, 0, 5)`, and what each makes of it, in the same order. */
  readonly telling?: { readonly input: string; readonly results: readonly string[] };
}
