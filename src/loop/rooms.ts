/*
 * What the rooms beside the loop need of one another. The loop itself uses none of it: siblings never import each other,
 * and the engine connects them.
 */

import type { Usage } from './ports.ts';
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
}

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
}

export interface ModelRequest {
  readonly system: string;
  readonly user: string;
  readonly maxTokens: number;
  /** 0..2; ignored where the endpoint has none. */
  readonly temperature: number;
}

export type ModelReply =
  | { readonly kind: 'text'; readonly text: string; readonly truncated: boolean; readonly usage: Usage }
  | {
      readonly kind: 'failed';
      readonly reason:
        | 'unreachable'
        | 'unauthorised'
        | 'rate-limited'
        | 'server-error'
        | 'stalled'
        | 'malformed'
        | 'cancelled';
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
