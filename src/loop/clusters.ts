import type { Candidate, Observation, Step } from './types.ts';

/**
 * What a candidate did, as far as the ladder saw it: where it fell, what each test said, and how it failed. Two
 * candidates with the same are one idea, whatever their words.
 */
export function deedOf({ rungs, tests, newDiagnostics, signature }: Observation): string {
  const fell = rungs.find(({ status }) => status !== 'passed' && status !== 'skipped');
  const outcomes = tests
    .map(({ id, status }) => `${id}=${status}`)
    .toSorted()
    .join('\n');
  const errors = newDiagnostics.map(({ key }) => key).toSorted();
  return JSON.stringify([fell?.rung, fell?.status, outcomes, errors, signature]);
}

/** An edit without its white space and comments: what is left is the same where the trees are. */
export function formOf({ edits }: Candidate): string {
  return JSON.stringify(
    edits.map((edit) => {
      if (edit.kind === 'delete') return [edit.path];
      if (edit.kind === 'create') return [edit.path, plain(edit.text)];
      return [edit.path, ...edit.replacements.map(({ start, end, text }) => [start, end, plain(text)])];
    }),
  );
}

/** A short name of a text (FNV-1a): the text itself would be kept with what was learned. */
export function markOf(text: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}

function plain(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|(?:\/\/|#)[^\n]*/g, ' ')
    .replace(/\s*([^\w\s])\s*/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Steps that did the same, the largest group first. */
export function clustersOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const key = deedOf(step.observation);
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()].toSorted((a, b) => b.length - a.length);
}

/**
 * Semantic entropy (Kuhn et al., 2023) of what candidates did, as a share of the most that so many could have: 0 where
 * all did the same, 1 where no two did. Undefined for fewer than two.
 */
export function diversityOf(steps: readonly Step[]): number | undefined {
  if (steps.length < 2) return undefined;
  const entropy = clustersOf(steps).reduce((sum, { length }) => {
    const p = length / steps.length;
    return sum - p * Math.log(p);
  }, 0);
  // The least negative zero would be shown as such.
  return Math.max(0, entropy / Math.log(steps.length));
}
