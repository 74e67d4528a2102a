/*
 * What the rooms beside the loop need of one another. The loop itself uses none of it: siblings never import each other,
 * and the engine connects them.
 */

import type { Situation, Usage } from './ports.ts';
import type { CancelSignal, Candidate, Diagnostic, Replacement } from './types.ts';
/** Which statements of the untouched snapshot each test ran. Statements are named by their index in their file. */
export interface Coverage {
  /** Statements of each measured file, sorted by start; offsets into the snapshot's text, nested ones included. */
  readonly statements: ReadonlyMap<string, readonly { readonly start: number; readonly end: number }[]>;
  /** By test id, then by file: indices of the statements that ran during the test, ascending. */
  readonly tests: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** By test file, then by file: what ran while it loaded, before any of its tests. */
  readonly load: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** By test file: every file of the workspace that was loaded for it, where that is known. */
  readonly loaded?: ReadonlyMap<string, readonly string[]>;
}

/** The snapshot, read-only: what the person sees, unsaved buffers included. */
export interface Sources {
  /** Every text file that is not ignored, sorted. */
  list(): readonly string[];
  /** Decoded text without byte-order mark, or undefined when there is none (binary, too large, not there). */
  read(path: string): string | undefined;
}

/** A warm type checker with in-memory overlays. */
export interface TypeChecker {
  /** For example `TypeScript 5.9.3 (the project's)`. */
  readonly name: string;
  /** Errors of one file, with the given texts in place of the snapshot's. */
  diagnose(path: string, overlay?: ReadonlyMap<string, string>): readonly Diagnostic[];
  /** Ways to mend a diagnostic of the snapshot, or of what the given texts make of it; as edits of these texts. */
  fixes(diagnostic: Diagnostic, overlay?: ReadonlyMap<string, string>): readonly CodeFix[];
  /**
   * By what a file of the snapshot names after a dot: the files of the workspace that define it, none for what comes from
   * outside. Undefined for a file that is not looked at; a name whose object has no known type is absent.
   */
  members?(path: string): ReadonlyMap<string, readonly string[]> | undefined;
}

/** What checkers that are run as commands say of texts that are no candidate yet. */
export interface Compiled {
  /** Who checked, for example `Python's compiler` and `mypy`; empty where nobody could. */
  readonly by: readonly string[];
  /** Errors that the untouched snapshot does not have. */
  readonly errors: readonly Diagnostic[];
}

/** Checks texts in place of the snapshot's with the compilers and type checkers that are run as commands. */
export type Compile = (texts: ReadonlyMap<string, string>, signal: CancelSignal) => Promise<Compiled>;

export interface CodeFix {
  /** The checker's id of the kind of fix, for example `spelling`. */
  readonly name: string;
  readonly description: string;
  /** 0..1: how well it fits this place among fixes of its kind, by names and words; 1 when absent. */
  readonly fit?: number;
  readonly changes: readonly { readonly path: string; readonly replacements: readonly Replacement[] }[];
}

/** The project's linters, for the fixes that they call safe. */
export interface LintFixes {
  /** Whether some linter of the project looks at the file. */
  covers(path: string): boolean;
  /** Problems of a file of the snapshot that have such a fix. Takes as long as the linter; none when cancelled. */
  safeFixes(path: string, signal: CancelSignal): Promise<readonly LintFix[]>;
}

export interface LintFix {
  readonly diagnostic: Diagnostic;
  /** Of the file of the diagnostic. */
  readonly replacements: readonly Replacement[];
}

/** A language model behind any endpoint. */
export interface LanguageModel {
  readonly name: string;
  complete(request: ModelRequest, signal: CancelSignal): Promise<ModelReply>;
  /** What the server tells of the model, asked once; absent where nobody can be asked. Never throws. */
  limits?(signal: CancelSignal): Promise<ModelLimits>;
  /** The name of the one that would answer now; absent where there is only one. */
  expected?(history: ModelHistory): string;
}

/** Sizes in tokens; a missing one is unknown. */
export interface ModelLimits {
  /** Prompt and answer together, as the server holds them now. A longer prompt is refused, or cut without a word. */
  readonly contextTokens?: number;
}

export interface ModelRequest {
  readonly system: string;
  readonly user: string;
  readonly maxTokens: number;
  /** 0..2; ignored where the endpoint has none. */
  readonly temperature: number;
  /*
   * What follows is used where the endpoint has it and left out where not; a reply never depends on it.
   */
  /** The same seed and prompt are to give the same answer. */
  readonly seed?: number;
  readonly effort?: Effort;
  /** Asks how likely the model held each token that it wrote. */
  readonly logprobs?: boolean;
  /** The reply is to be JSON of this form. Check it all the same. */
  readonly schema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
  /** What became of earlier candidates of this task; with two models it decides which one is asked. */
  readonly history?: ModelHistory;
}

/** How long a model that thinks first may do so. */
export type Effort = 'minimal' | 'low' | 'medium' | 'high';

/** The two models that a person may set: one for the first tries, one for what those cannot do. */
export type ModelSlot = 'fast' | 'strong';

/** Candidates of one task by the model that wrote them, as verification judged them. */
export type ModelHistory = Readonly<
  Record<
    ModelSlot,
    {
      readonly failed: number;
      readonly passed: number;
      /** Counts from earlier tasks of the kind. */
      readonly learned?: { readonly success: number; readonly failure: number };
    }
  >
>;

/** A token with the natural logarithm of its probability, at most 0. */
export interface TokenLogprob {
  readonly token: string;
  readonly logprob: number;
}

export type ModelReply =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly truncated: boolean;
      readonly usage: Usage;
      /** In the order of the text, what was thought aloud included; absent where the endpoint tells none. */
      readonly logprobs?: readonly TokenLogprob[];
      /** Which of two models answered, and why it was asked. */
      readonly by?: { readonly model: string; readonly slot: ModelSlot; readonly why: string };
    }
  | {
      readonly kind: 'failed';
      readonly reason:
        | 'unreachable'
        | 'unauthorised'
        | 'rate-limited'
        | 'server-error'
        | 'stalled'
        | 'malformed'
        | 'cancelled'
        /** The server has no such model, or is no OpenAI-compatible one. */
        | 'unknown-model'
        /** The prompt does not fit the model's context. */
        | 'too-long'
        /** The provider's content filter withheld the answer. */
        | 'filtered'
        /** An answer without text: nothing, a tool call, or thought alone. */
        | 'no-text'
        | 'no-credit'
        /** A cap of the ledger forbids the call; nothing was sent. */
        | 'over-budget';
      /** A sentence for a person: what happened and what to do next. */
      readonly message: string;
      readonly retryable: boolean;
      readonly usage: Usage;
    };

/** Turns a model's reply into edits of the snapshot, or says why not. Never guesses. */
export interface ReplyReader {
  /** The instructions that tell a model how to write a reply this reader accepts. */
  readonly instructions: string;
  read(reply: string, sources: Sources): ReplyReading;
}

export type ReplyReading =
  | { readonly kind: 'edits'; readonly edits: Candidate['edits']; readonly note: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** How a model is asked to write its edits. */
export interface EditForm extends ReplyReader {
  /** For example `blocks`. */
  readonly name: string;
  /** For a person: why this one. */
  readonly why: string;
}

/** The forms that an edit may be written in, and what is known of how each has served a model. */
export interface EditForms {
  /**
   * The form to ask a model for.
   * @param code what is likely to change, in tokens: the whole file, and the one declaration; absent where there is none
   */
  choose(model: string, code: { readonly file?: number; readonly symbol?: number }, seed: number): EditForm;
  /** Remembers whether a reply could be applied. A reply in another form than was asked for says something of that one. */
  record(model: string, asked: string, reply: string, isApplied: boolean): void;
  /** Reads a reply in any of the forms. */
  readonly read: ReplyReader['read'];
}

/** How many replies of a model in a form of edits could be applied; kept from episode to episode. */
export interface FormRecords {
  of(model: string): Readonly<Record<string, { readonly applied: number; readonly refused: number }>>;
  add(model: string, form: string, isApplied: boolean): void;
}

/** A solved task of the past, as an example. */
export interface Analogue {
  readonly episode: string;
  /** Of the kind of task and its failure, as `targetSignature` tells them apart. */
  readonly key: string;
  /** What solved it. */
  readonly title: string;
  /** A unified diff, bounded and without secrets. */
  readonly diff: string;
}

/** A part of a prompt, before it is known whether it fits. Parts with the same heading are shown together. */
export type PromptPart = {
  /** Where it comes from, for the trace: a path, or a word such as `task`. */
  readonly source: string;
  readonly heading: string;
  /** From the workspace: material to judge, marked as such in the prompt. */
  readonly data: boolean;
  /** 0..1: what it is worth to show it. */
  readonly value: number;
  /** It goes in before all others, cut to this share of the budget; absent for what may be left out. */
  readonly share?: number;
  /** The file that it is about, if that is not the source: more of one file is worth less and less. */
  readonly about?: string;
} & (
  | {
      readonly text: string;
      /** The files whose code it may hold: where one of them is hidden, so is the part. */
      readonly quotes?: readonly string[];
    }
  /** Lines of a file, 0-based, `to` not included; shown with their numbers, those that overlap once. */
  | { readonly code: { readonly path: string; readonly from: number; readonly to: number } }
);

/** One block of a prompt as it is sent: without secrets, cut where it had to be. */
export interface PromptBlock {
  readonly source: string;
  readonly heading: string;
  readonly text: string;
  readonly data: boolean;
}

export interface PackedParts {
  readonly blocks: readonly PromptBlock[];
  readonly omitted: readonly OmittedPart[];
}

/** What was found and not sent. */
export interface OmittedPart {
  readonly source: string;
  readonly tokens: number;
  /** For a person: no room, or which list hides it. */
  readonly why: string;
}

/** Chooses what a prompt shows: the parts of a skill and what the workspace adds, within a budget and without secrets. */
export interface PromptContext {
  /** The files that may be shown. */
  readonly sources: Sources;
  /** Tokens of a text, on the safe side. */
  tokensOf(text: string): number;
  /** Removes secrets. Whatever leaves the machine passes through it. */
  redact(text: string): string;
  /** @param budget tokens that the blocks may take together, headings included */
  gather(
    situation: Situation,
    parts: readonly PromptPart[],
    budget: number,
    signal: CancelSignal,
  ): Promise<PackedParts>;
}
