import type { CodeFix, Sources } from '../loop/rooms.ts';
import type { FileEdit, Replacement } from '../loop/types.ts';

/**
 * A code fix as edits of the snapshot, sorted by path; undefined when it changes nothing or does not fit the
 * snapshot. A file that does not exist yet is created.
 */
export function editsOf(fix: CodeFix, sources: Sources): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  for (const { path, replacements } of fix.changes) {
    if (replacements.length === 0) continue;
    const text = sources.read(path);
    if (text === undefined) {
      edits.push({ kind: 'create', path, text: replacements.map((r) => r.text).join('') });
      continue;
    }
    const sorted = merged(replacements);
    if (sorted === undefined || sorted.some((r) => r.start < 0 || r.end > text.length)) return undefined;
    if (sorted.every((r) => text.slice(r.start, r.end) === r.text)) continue;
    edits.push({ kind: 'modify', path, replacements: sorted });
  }
  return edits.length === 0 ? undefined : edits.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The texts that edits make of the snapshot, by path; undefined when they do not fit it. */
export function textsOf(edits: readonly FileEdit[], sources: Sources): Map<string, string> | undefined {
  const texts = new Map<string, string>();
  for (const edit of edits) {
    if (edit.kind === 'delete') return undefined;
    if (edit.kind === 'create') {
      texts.set(edit.path, edit.text);
      continue;
    }
    const text = sources.read(edit.path);
    if (text === undefined) return undefined;
    texts.set(edit.path, withReplacements(text, edit.replacements));
  }
  return texts;
}

function withReplacements(text: string, replacements: readonly Replacement[]): string {
  return replacements
    .toReversed()
    .reduce((now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end), text);
}

/** Both sets of edits at once; undefined when they cannot be made together. */
export function combine(
  first: readonly FileEdit[],
  second: readonly FileEdit[],
): readonly FileEdit[] | undefined {
  const byPath = new Map(first.map((edit) => [edit.path, edit]));
  for (const edit of second) {
    const known = byPath.get(edit.path);
    if (known === undefined) {
      byPath.set(edit.path, edit);
      continue;
    }
    if (known.kind !== 'modify' || edit.kind !== 'modify') return undefined;
    const replacements = merged([...known.replacements, ...edit.replacements]);
    if (replacements === undefined) return undefined;
    byPath.set(edit.path, { ...edit, replacements });
  }
  return [...byPath.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Sorted and each once; undefined when two overlap or insert different texts at one place. */
function merged(replacements: readonly Replacement[]): readonly Replacement[] | undefined {
  const sorted = replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const kept: Replacement[] = [];
  for (const replacement of sorted) {
    const before = kept.at(-1);
    const { start, end, text } = replacement;
    if (before?.start === start && before.end === end && before.text === text) continue;
    if (before !== undefined && (before.end > start || (before.start === start && before.end === end)))
      return undefined;
    kept.push(replacement);
  }
  return kept;
}
