import { posix } from 'node:path';
import type { Sources } from '../loop/rooms.ts';
import type { Candidate, Survey, Target, TestResult } from '../loop/types.ts';

/** The files of the target; for a compile error, the tests that name what changed, which must stay as they are. */
export function relevantTests(
  survey: Survey | undefined,
  sources: Sources,
  candidate: Candidate,
  target: Target,
): readonly string[] {
  const results = survey?.tests?.results ?? [];
  const targets = results.filter((test) => target.tests.includes(test.id)).map((test) => test.file);
  const files = [...new Set([...targets, ...target.files])];
  if (files.length > 0) return files;
  const naming = candidate.edits.map((edit) => namedBy(results, sources, importedAs(edit.path)));
  const [only, ...others] = naming;
  if (only !== undefined && others.length === 0) return only;
  const all = new Set(naming.flat());
  return filesOf(results).filter((path) => all.has(path));
}

type Results = readonly TestResult[];

/** Of one survey: its test files, and which of them hold a word. */
const known = new WeakMap<
  Results,
  { readonly files: readonly string[]; readonly by: Map<string, readonly string[]> }
>();

function filesOf(results: Results): readonly string[] {
  return knownOf(results).files;
}

/** Test files whose text holds the word; many candidates ask for the same few. */
function namedBy(results: Results, sources: Sources, word: string): readonly string[] {
  const { files, by } = knownOf(results);
  const found = by.get(word) ?? files.filter((path) => (sources.read(path) ?? '').includes(word));
  by.set(word, found);
  return found;
}

function knownOf(results: Results) {
  const found = known.get(results) ?? {
    files: [...new Set(results.map((test) => test.file))],
    by: new Map(),
  };
  known.set(results, found);
  return found;
}

/** The name that an import of this file ends with; a folder's own module goes by the folder's name. */
function importedAs(path: string): string {
  const stem = posix.basename(path).replace(/\.[^.]+$/, '');
  const folder = posix.basename(posix.dirname(path));
  return /^(index|__init__)$/.test(stem) && folder !== '.' ? folder : stem;
}
