import { posix } from 'node:path';
import type { Sources } from '../loop/rooms.ts';
import type { FileEdit, Replacement } from '../loop/types.ts';

export type AppliedEdits =
  /** The new text of every file that changes; `undefined` where it is deleted. */
  | { readonly kind: 'applied'; readonly texts: ReadonlyMap<string, string | undefined> }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Applies edits to the snapshot's texts, all or none. What is not replaced stays as it is, byte for byte.
 * @param inTheWay what keeps a new file from being written where the snapshot has none: the person's folder also
 * holds ignored files and links
 */
export function applyEdits(
  sources: Sources,
  edits: readonly FileEdit[],
  inTheWay: (path: string) => string | undefined = () => undefined,
): AppliedEdits {
  const texts = new Map<string, string | undefined>();
  for (const edit of edits) {
    const problem = problemWith(edit, sources, texts, inTheWay);
    if (problem !== undefined) return { kind: 'refused', reason: `${edit.path}: ${problem}` };
    if (edit.kind === 'modify')
      texts.set(edit.path, replaced(sources.read(edit.path) ?? '', edit.replacements));
    else texts.set(edit.path, edit.kind === 'create' ? edit.text : undefined);
  }
  return texts.size === 0
    ? { kind: 'refused', reason: 'the edit changes nothing' }
    : { kind: 'applied', texts };
}

function problemWith(
  edit: FileEdit,
  sources: Sources,
  done: ReadonlyMap<string, string | undefined>,
  inTheWay: (path: string) => string | undefined,
): string | undefined {
  const path = posix.normalize(edit.path);
  if (
    path !== edit.path ||
    path.startsWith('../') ||
    path === '..' ||
    path === '.' ||
    path.endsWith('/') ||
    posix.isAbsolute(path) ||
    /(^|\/)[A-Za-z]:|\\|\0/.test(path)
  ) {
    return 'not a path within the workspace';
  }
  if (path.split('/').some((part) => /^(\.git|node_modules)$/i.test(part)))
    return 'not a source file of the workspace';
  if (done.has(path)) return 'edited twice';
  const text = sources.read(path);
  if (edit.kind === 'create')
    return problemWithNew(path, [...sources.list(), ...done.keys()]) ?? inTheWay(path);
  if (text === undefined) {
    return sources.list().includes(path) ? 'too large, binary or not UTF-8' : 'no such file in the workspace';
  }
  return edit.kind === 'modify' ? problemIn(edit.replacements, text) : undefined;
}

/** A new file needs a free name, and folders where there are no files. */
function problemWithNew(path: string, taken: readonly string[]): string | undefined {
  if (taken.some((other) => other === path || other.startsWith(`${path}/`))) return 'it exists already';
  return taken.some((other) => path.startsWith(`${other}/`)) ? 'its folder is a file' : undefined;
}

function problemIn(replacements: readonly Replacement[], text: string): string | undefined {
  if (replacements.length === 0) return 'the edit changes nothing';
  let last = 0;
  for (const { start, end } of replacements) {
    if (!Number.isInteger(start) || !Number.isInteger(end) || start > end || end > text.length)
      return 'out of range';
    if (start < last) return 'overlapping replacements';
    last = end;
  }
  return replaced(text, replacements) === text ? 'the edit changes nothing' : undefined;
}

function replaced(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: by } of replacements) {
    result += text.slice(at, start) + by;
    at = end;
  }
  return result + text.slice(at);
}
