import type { VerifiedFix } from '../../engine/protocol.ts';

/** A problem as the editor shows it; offsets into the document's text. */
export interface Problem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly code?: string;
  readonly source?: string;
}

/** What is known of one state of a file. */
export interface KnownFixes {
  /** By problem; undefined for one that was tried in vain. */
  readonly fixes: ReadonlyMap<string, VerifiedFix | undefined>;
  /** All problems of the file at once. */
  readonly all?: VerifiedFix | undefined;
}

interface State {
  readonly fixes: Map<string, VerifiedFix | undefined>;
  all?: VerifiedFix;
}

/** States that are kept; a person goes back and forth by undo and redo. */
const STATES = 40;

/** The same problem of the same text has the same key. */
export function problemKey({ start, end, message }: Problem): string {
  return `${start}-${end} ${message}`;
}

/** Fixes by the content that they were verified against: what was verified for another text is never offered. */
export class FixCache {
  readonly #states = new Map<string, State>();

  /** @param content a name for the state of the file and of all that it was verified with */
  known(content: string): KnownFixes | undefined {
    return this.#states.get(content);
  }

  /** Whether every one of these problems was tried, with or without a fix. */
  isComplete(content: string, problems: readonly Problem[]): boolean {
    const state = this.#states.get(content);
    return state !== undefined && problems.every((problem) => state.fixes.has(problemKey(problem)));
  }

  /** @param problem absent for the fix of all problems of the file */
  add(content: string, problem: Problem | undefined, fix: VerifiedFix | undefined): void {
    const state: State = this.#states.get(content) ?? { fixes: new Map() };
    // The latest used is the last to go.
    this.#states.delete(content);
    this.#states.set(content, state);
    if (problem !== undefined) state.fixes.set(problemKey(problem), fix);
    else if (fix !== undefined) state.all = fix;
    const oldest = this.#states.keys().next().value;
    if (this.#states.size > STATES && oldest !== undefined) this.#states.delete(oldest);
  }

  /** Forgets what still waited for its tests, which nobody will run now. */
  forgetUntested(content: string): void {
    const fixes = this.#states.get(content)?.fixes;
    for (const [key, fix] of fixes ?? []) if (fix?.testing === true) fixes?.delete(key);
  }

  clear(): void {
    this.#states.clear();
  }
}
