import type { Candidate, FileEdit } from './types.ts';

/** Whether a candidate makes every edit of another one; it may make more. */
export function contains(whole: Candidate, part: Candidate): boolean {
  return part.edits.every((edit) => whole.edits.some((other) => holds(other, edit)));
}

function holds(other: FileEdit, edit: FileEdit): boolean {
  if (other.path !== edit.path) return false;
  if (other.kind === 'create' && edit.kind === 'create') return other.text === edit.text;
  if (other.kind !== 'modify' || edit.kind !== 'modify') return other.kind === edit.kind;
  return edit.replacements.every((wanted) =>
    other.replacements.some(
      ({ start, end, text }) => start === wanted.start && end === wanted.end && text === wanted.text,
    ),
  );
}
