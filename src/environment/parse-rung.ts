import type { Syntax } from '../syntax/syntax.ts';
import type { Snapshot } from './isolation/snapshot.ts';
import type { Climb } from './ladder.ts';

/** Parses the changed files. A valid file may hold an error node, so only a rise says something. */
export async function parseRung(
  climb: Climb,
  syntax: Syntax,
  snapshot: Snapshot,
  texts: ReadonlyMap<string, string | undefined>,
): Promise<boolean> {
  const began = performance.now();
  let checked = 0;
  for (const [path, text] of texts) {
    if (text === undefined) continue;
    const errors = await syntax.errorsOf(path, snapshot.read(path) ?? '', text);
    if (errors === undefined) continue;
    checked += 1;
    if (errors.after > errors.before) return climb.rung('parse', 'failed', `${path} no longer parses`, began);
  }
  return checked > 0
    ? climb.rung('parse', 'passed', 'parses', began)
    : climb.rung('parse', 'could-not-check', 'no grammar for these files', began);
}
