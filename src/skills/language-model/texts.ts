import type { Sources } from '../../loop/rooms.ts';
import type { FileEdit, Replacement } from '../../loop/types.ts';

/** The files that edits leave, as whole texts by path; a deleted one is not among them. */
export function textsAfter(edits: readonly FileEdit[], sources: Sources): ReadonlyMap<string, string> {
  return new Map(
    edits.flatMap((edit): [string, string][] => {
      if (edit.kind === 'delete') return [];
      if (edit.kind === 'create') return [[edit.path, edit.text]];
      const before = sources.read(edit.path);
      return before === undefined ? [] : [[edit.path, spliced(before, edit.replacements)]];
    }),
  );
}

function spliced(text: string, replacements: readonly Replacement[]): string {
  return replacements
    .toReversed()
    .reduce((now, { start, end, text: by }) => now.slice(0, start) + by + now.slice(end), text);
}

/** Edits of one snapshot as one set, or the path that two of them change in the same place. */
export function merged(
  parts: readonly (readonly FileEdit[])[],
): { readonly edits: readonly FileEdit[] } | { readonly clash: string } {
  const byPath = new Map<string, FileEdit>();
  for (const edit of parts.flat()) {
    const known = byPath.get(edit.path);
    if (known === undefined) byPath.set(edit.path, edit);
    else if (known.kind !== 'modify' || edit.kind !== 'modify') return { clash: edit.path };
    else {
      const all = unique([...known.replacements, ...edit.replacements]).toSorted((a, b) => a.start - b.start);
      const touches = all.some((each, at) => at > 0 && each.start < (all[at - 1]?.end ?? 0) + 1);
      if (touches) return { clash: edit.path };
      byPath.set(edit.path, { ...edit, replacements: all });
    }
  }
  return { edits: [...byPath.values()] };
}

function unique(all: readonly Replacement[]): readonly Replacement[] {
  return [...new Map(all.map((each) => [JSON.stringify([each.start, each.end, each.text]), each])).values()];
}
