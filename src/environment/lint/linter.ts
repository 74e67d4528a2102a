import { posix } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';
import type { CancelSignal, CommandEvidence } from '../../loop/types.ts';
import type { Isolation } from '../isolation/isolate.ts';
import type { CommandResult } from '../isolation/process.ts';
import type { LintDiagnostic } from './finding.ts';

export interface LintRequest {
  /** Absolute path of the workspace within the copy. */
  readonly root: string;
  /** Workspace-relative files that are there and that the linter covers. */
  readonly files: readonly string[];
  /** The temporary folder that the run may write to. */
  readonly lease: string;
  readonly limitSeconds: number;
  readonly signal: CancelSignal;
  /** What confines the run; nothing unless told. */
  readonly isolation?: Isolation;
}

export type LintOutcome =
  | {
      readonly kind: 'linted';
      readonly diagnostics: readonly LintDiagnostic[];
      readonly evidence: CommandEvidence;
    }
  | { readonly kind: 'could-not-check'; readonly reason: string; readonly evidence?: CommandEvidence };

/** A linter that the project uses, with the project's own configuration. */
export interface Linter {
  /** For people, for example `ESLint`. */
  readonly name: string;
  covers(path: string): boolean;
  /** What it says of these files. Lint the untouched files too and compare: most projects have old problems. */
  lint(request: LintRequest): Promise<LintOutcome>;
  /**
   * Writes the safe fixes of one rule into the files of the copy, for a linter that does not tell its fixes. False when
   * it could not be run.
   */
  write?(request: LintRequest, rule: string): Promise<boolean>;
}

/** A linter that is configured but cannot be run here. */
export function absentLinter(name: string, covers: Linter['covers'], reason: string): Linter {
  return { name, covers, lint: async () => ({ kind: 'could-not-check', reason }) };
}

/** Why a run that did not come to its own end says nothing; undefined when it did. */
export function interrupted(name: string, result: CommandResult): string | undefined {
  if (result.ended === 'timed-out') return `${name} did not end within ${Math.round(result.seconds)} s`;
  if (result.ended === 'too-much-output') return `${name} printed more than is kept`;
  if (result.ended === 'cancelled') return 'cancelled';
  if (result.ended === 'not-started')
    return `${name} could not be started: ${result.reason ?? 'unknown reason'}`;
  if (result.ended !== 'exited') return `${name} went over a limit: ${result.reason ?? result.ended}`;
  return result.exitCode === undefined ? `a signal ended ${name}` : undefined;
}

/** The folders of the files of these names; the root is the empty text. */
export function foldersOf(sources: Sources, isConfig: (path: string) => boolean): readonly string[] {
  const folders = sources
    .list()
    .filter(isConfig)
    .map((path) => posix.dirname(path));
  return [...new Set(folders.map((folder) => (folder === '.' ? '' : folder)))];
}

export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** Those of the folders that lie in none of the others. */
export function outermost(folders: readonly string[]): readonly string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && isWithin(folder, other)));
}

/** A path as a tool that runs in this folder names it; a dash in front would look like an option. */
export function namedFrom(folder: string, path: string): string {
  const name = folder === '' ? path : path.slice(folder.length + 1);
  return name.startsWith('-') ? `./${name}` : name;
}
