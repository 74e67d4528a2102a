/*
 * What was learned, with its figures, as people see it: in the editor, in the terminal and in exported files. The one
 * page that says what shape these figures have; `handbook/` and `trace/` compute them.
 */

import type { Behavior, BehaviorStatus, Credence, TaskKind } from './types.ts';

/** An estimate with the range that holds the true value with 90% credence. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Tasks where a behavior matched, in one arm of the experiment: with it, or withheld at random. */
export interface Arm {
  readonly solved: number;
  readonly failed: number;
  /** Geometric mean of the candidates until the patch that was kept, over the solved tasks; 0 where none is known. */
  readonly candidates: number;
  /** Geometric standard deviation of them; at least 1. */
  readonly spread: number;
}

/** What one contributor saw in one month. */
export interface Tally {
  readonly used: Arm;
  readonly withheld: Arm;
}

/** What using a behavior changes, against withholding it. Older evidence counts less. */
export interface Uplift {
  /** P(it helps): useless is a possibility of its own. From .8 on it is active. */
  readonly chance: Credence;
  /** P(it helps, given that it does anything). Up to .2 it is retired. */
  readonly chanceIfAny: Credence;
  /** Difference of the rates of solved tasks, -1..1; above 0 is better. */
  readonly solved: Interval;
  /** Candidates until the kept patch with it, as a factor of those without; below 1 is better. Absent without both arms. */
  readonly candidates?: Interval;
}

/** A piece of code that a behavior was learned from. */
export interface Citation {
  /** Relative to the workspace, with forward slashes. */
  readonly path: string;
  /** The function or class around it. */
  readonly symbol?: string;
  /** Of the mended line without its white space: the first 12 hexadecimal digits of SHA-256. */
  readonly hash: string;
}

/** `changed`: the file or its symbol is still there, the mended line is not. `gone`: neither is. */
export type CitationState = 'there' | 'changed' | 'gone';

/** One behavior with all that proves or refutes it. */
export interface BehaviorCard {
  readonly behavior: Behavior;
  /** In the workspace's file, or waiting in the state folder until a patch is accepted. */
  readonly place: 'handbook' | 'waiting';
  /** Absolute path of the Markdown file where it stands. */
  readonly file: string;
  /** 1-based line of its heading in that file. */
  readonly line: number;
  /** Tasks where it was used, and withheld at random. */
  readonly used: Arm;
  readonly withheld: Arm;
  readonly uplift: Uplift;
  /** One sentence for a person: why it has its status, and what would change it. */
  readonly why: string;
  readonly citations: readonly { readonly citation: Citation; readonly state: CitationState }[];
  /** Episodes it comes from, oldest first; their traces are `<stateFolder>/episodes/<id>.jsonl` where they are still kept. */
  readonly sources: readonly string[];
}

/** Something that two versions of a handbook, or two behaviors of one, say differently. */
export interface HandbookConflict {
  readonly name: string;
  /** `rival`: two behaviors with the same trigger favour different things; one of them gives way. */
  readonly field: 'instruction' | 'trigger' | 'prefer' | 'status' | 'rival';
  readonly ours: string;
  readonly theirs: string;
  readonly kept: 'ours' | 'theirs';
  /** One sentence for a person: why that one was kept, and how to have the other. */
  readonly why: string;
}

/** What a person asks of a handbook. */
export type HandbookRequest =
  | { readonly do: 'list' }
  /** Always used, never withheld, never retired. */
  | { readonly do: 'pin'; readonly name: string }
  | { readonly do: 'disable'; readonly name: string }
  /** Undoes pin, disable and retired: evidence decides again. What was retired is measured anew. */
  | { readonly do: 'enable'; readonly name: string }
  | { readonly do: 'edit'; readonly name: string; readonly instruction: string }
  | { readonly do: 'delete'; readonly name: string }
  /** Takes over what another handbook has, from its Markdown text; its evidence is added. */
  | { readonly do: 'import'; readonly text: string }
  /** The handbook as Markdown text, with what still waits. */
  | { readonly do: 'export' }
  /** Writes both sides of a merge that git could not finish as one handbook. */
  | { readonly do: 'resolve' }
  /** Forgets all behaviors, beliefs and evidence of this workspace; a copy is kept. */
  | { readonly do: 'reset' };

export interface HandbookAnswer {
  /** False: nothing was changed, and `message` says why. */
  readonly done: boolean;
  /** One sentence for a person: what was done, or why not and what to do. */
  readonly message: string;
  /** Every behavior after it, the pinned and active ones first. */
  readonly behaviors: readonly BehaviorCard[];
  readonly conflicts: readonly HandbookConflict[];
  /** What could not be read or written, each with its place. */
  readonly complaints: readonly string[];
  /** Set when the file holds a merge that git could not finish; `resolve` writes both sides as one. */
  readonly unmerged?: true;
  /** Only for `export`. */
  readonly text?: string;
}

/** One bin of a reliability curve: of what was held likely to this degree, how much came true. */
export interface ReliabilityBin {
  readonly low: Credence;
  readonly high: Credence;
  readonly count: number;
  /** Mean of the credences in the bin. */
  readonly predicted: Credence;
  /** Share that was solved, with the range for the true rate. */
  readonly observed: Interval;
}

/** How far the credences of the assessments of these episodes can be believed. */
export interface ReliabilityCurve {
  /** Ten bins of equal width; those without an episode are left out. */
  readonly bins: readonly ReliabilityBin[];
  readonly episodes: number;
  /** Expected calibration error (Naeini et al., 2015): mean distance of predicted and observed; 0 is best. Absent without episodes. */
  readonly ece?: number;
  /** What the calibration error would be by chance alone, with as many episodes and credences that are right. */
  readonly eceByChance?: number;
  /** Mean squared error (Brier, 1950); 0 is best. */
  readonly brier?: number;
}

/** One episode that went as far as trying. */
export interface LearningPoint {
  readonly episode: string;
  /** Milliseconds since 1970, from the episode's name; absent where it tells none. */
  readonly at?: number;
  readonly kind: TaskKind;
  readonly solved: boolean;
  /** Candidates that were tried, rivals of the kept one included. */
  readonly candidates: number;
  /** Candidates until the one that was kept. */
  readonly untilKept?: number;
  readonly seconds: number;
  /** Behaviors that were used and withheld. */
  readonly used: number;
  readonly withheld: number;
}

/** Whether solved tasks take less as time goes on. */
export interface LearningCurve {
  /** Oldest first. */
  readonly points: readonly LearningPoint[];
  /** After each solved episode, over the last ten solved ones: geometric means. */
  readonly trend: readonly {
    readonly episode: string;
    readonly candidates: number;
    readonly seconds: number;
  }[];
  /**
   * What the second half of the solved episodes took, as a factor of what the first half took: candidates until the patch, and
   * seconds. Absent while there are too few of them to be compared.
   */
  readonly later?: { readonly candidates: Interval; readonly seconds: Interval };
}

/** Both curves of a workspace's own episodes. */
export interface OwnFigures {
  readonly reliability: ReliabilityCurve;
  readonly learning: LearningCurve;
  /** How many behaviors have each status. */
  readonly behaviors: Readonly<Record<BehaviorStatus, number>>;
}
