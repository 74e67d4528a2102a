import { posix } from 'node:path';
import type { Diagnostic } from '../../loop/types.ts';
import { countByKey, freshOf } from '../fresh.ts';
import { isTypeChecked } from './type-checker.ts';
import type { Lost } from './types-session.ts';

/** What the compiler says of a candidate. */
export interface TypesVerdict {
  /** `failed`: there is an error that was not there before. */
  readonly status: 'passed' | 'failed' | 'could-not-check' | 'timed-out' | 'crashed';
  /** One line for a person. */
  readonly detail: string;
  readonly fresh: readonly Diagnostic[];
  /** How often each error was there, and is there, in the files that were looked at; by its key. */
  readonly before: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
  /** Files that were looked at. */
  readonly files: number;
  /** Importers of the changed files that were not looked at. */
  readonly unlooked: number;
  /** Who says so, for example `TypeScript 7.0.2 (built in)`. */
  readonly by: string;
  readonly seconds: number;
}

export interface ErrorsQuestion {
  readonly texts: ReadonlyMap<string, string | undefined>;
  /** Files that may see the change. */
  readonly importers: readonly string[];
  /** Files to look at besides. */
  readonly also: readonly string[];
}

/** Importers that one candidate is checked with; how many were left out is told. */
const IMPORTERS = 16;

/** Errors of files, untouched where there are no texts; a file that the compiler does not look at is absent. */
type Ask = (
  paths: readonly string[],
  texts: ReadonlyMap<string, string | undefined> | undefined,
) => Promise<ReadonlyMap<string, readonly Diagnostic[]> | Lost>;

/** The verdict, but for who says it and how long that took. */
export async function compareErrors(
  { texts, importers, also }: ErrorsQuestion,
  ask: Ask,
): Promise<Omit<TypesVerdict, 'by' | 'seconds'> | Lost> {
  const changed = [...texts.keys()].filter(isTypeChecked);
  const near = nearest([...new Set(importers)], changed).slice(0, IMPORTERS);
  const files = [...new Set([...changed, ...near, ...also.filter(isTypeChecked)])];
  const looked = new Set(files);
  const unlooked = new Set(importers.filter((path) => !looked.has(path))).size;
  const was = await ask(files, undefined);
  if ('kind' in was) return was;
  const is = await ask(
    files.filter((path) => !texts.has(path) || texts.get(path) !== undefined),
    texts,
  );
  if ('kind' in is) return is;
  const before = [...was.values()].flat();
  const after = [...is.values()].flat();
  const fresh = freshOf(before, after);
  const counts = { before: countByKey(before), after: countByKey(after) };
  const missed = changed.filter((path) => texts.get(path) !== undefined && !is.has(path));
  const [first] = fresh;
  const status =
    first !== undefined ? 'failed' : missed.length > 0 || changed.length === 0 ? 'could-not-check' : 'passed';
  const detail =
    first !== undefined
      ? `${first.code} at ${first.path}:${first.line}: ${first.message.split('\n', 1)[0]}`
      : changed.length === 0
        ? 'no type checker for these files'
        : missed.length > 0
          ? `the compiler does not look at ${missed.join(', ')}: no configuration of the project includes it`
          : `no new error in ${is.size} file${is.size === 1 ? '' : 's'}${unlooked > 0 ? `, ${unlooked} importers not looked at` : ''}`;
  return { status, detail, fresh, ...counts, files: is.size, unlooked };
}

/** The verdict where no compiler could tell. */
export function couldNotCheck({ how, reason }: Lost, by: string | undefined, seconds: number): TypesVerdict {
  const nothing = { fresh: [], before: new Map(), after: new Map(), files: 0, unlooked: 0 };
  const status = how === 'cancelled' || how === 'unavailable' ? 'could-not-check' : how;
  return { status, detail: reason, ...nothing, by: by ?? 'no type checker', seconds };
}

/** Those in the folder of what changed come first: they use it most. */
function nearest(importers: readonly string[], changed: readonly string[]): readonly string[] {
  const folders = new Set(changed.map((path) => posix.dirname(path)));
  const distance = (path: string): number => (folders.has(posix.dirname(path)) ? 0 : 1);
  return importers.toSorted((a, b) => distance(a) - distance(b));
}
