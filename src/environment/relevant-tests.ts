import { posix } from 'node:path';
import type { Sources } from '../loop/rooms.ts';
import type { Candidate, Survey, Target } from '../loop/types.ts';

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
  const stems = candidate.edits.map((edit) => importedAs(edit.path));
  return [...new Set(results.map((test) => test.file))].filter((path) => {
    const text = sources.read(path) ?? '';
    return stems.some((stem) => text.includes(stem));
  });
}

/** The name that an import of this file ends with; a folder's own module goes by the folder's name. */
function importedAs(path: string): string {
  const stem = posix.basename(path).replace(/\.[^.]+$/, '');
  const folder = posix.basename(posix.dirname(path));
  return /^(index|__init__)$/.test(stem) && folder !== '.' ? folder : stem;
}
