import type { Candidate, FileEdit, Replacement } from '../loop/types.ts';

/**
 * One candidate that makes the edits of all, or undefined when two of them touch the same place. The same replacement
 * in two of them is made once.
 */
export function joinCandidates(candidates: readonly Candidate[]): Candidate | undefined {
  const [first] = candidates;
  if (first === undefined) return undefined;
  const byPath = new Map<string, Replacement[]>();
  for (const edit of candidates.flatMap(({ edits }) => edits)) {
    // A file that comes or goes is no matter of a place in it.
    if (edit.kind !== 'modify') return undefined;
    byPath.set(edit.path, [...(byPath.get(edit.path) ?? []), ...edit.replacements]);
  }
  const edits: FileEdit[] = [];
  for (const [path, all] of byPath) {
    const replacements = joined(all);
    if (replacements === undefined) return undefined;
    edits.push({ kind: 'modify', path, replacements });
  }
  return {
    id: candidates.map(({ id }) => id).join('+'),
    skills: first.skills,
    title: candidates.map(({ title }) => title).join('; '),
    edits,
    share: Math.min(...candidates.map(({ share }) => share)),
    why: 'fixes of one file, put together',
  };
}

function joined(replacements: readonly Replacement[]): readonly Replacement[] | undefined {
  const sorted = replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const kept: Replacement[] = [];
  for (const next of sorted) {
    const last = kept.at(-1);
    if (last !== undefined && last.start === next.start && last.end === next.end && last.text === next.text)
      continue;
    // Two insertions at one place have no order of their own.
    if (last !== undefined && (next.start < last.end || next.start === last.start)) return undefined;
    kept.push(next);
  }
  return kept;
}
