import type { PatchedFile } from '../engine/protocol.ts';

/** A file as it is now: an open document's text, or the disk's; undefined when there is none. */
export type CurrentText = (path: string) => Promise<string | undefined>;

/** A file that is no longer what was verified. */
export interface StaleFile {
  readonly path: string;
  readonly kind: 'created' | 'deleted' | 'changed';
}

/**
 * The first file that is no longer what was verified; undefined when the patch still fits. Line endings are
 * compared as the editor sees them: it gives every line of a document the same one.
 */
export async function staleFile(
  patch: readonly PatchedFile[],
  current: CurrentText,
): Promise<StaleFile | undefined> {
  for (const { path, before } of patch) {
    const now = await current(path);
    if (before === undefined && now !== undefined) return { path, kind: 'created' };
    if (before !== undefined && now === undefined) return { path, kind: 'deleted' };
    if (before !== undefined && now !== undefined && sameLines(before) !== sameLines(now)) {
      return { path, kind: 'changed' };
    }
  }
  return undefined;
}

function sameLines(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** Both 0-based; the character counts UTF-16 units. */
interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Replaces what lies between two positions of the old text. */
export interface LineEdit {
  readonly start: LinePosition;
  readonly end: LinePosition;
  /** New text with line feeds; the editor gives them the document's own ending. */
  readonly text: string;
}

/**
 * The one stretch that differs, widened to whole lines, so that it never splits a character. Positions are
 * independent of how lines end, and right at the end of a file with or without a final line break.
 */
export function lineEdit(before: string, after: string): LineEdit {
  const old = sameLines(before);
  const next = sameLines(after);
  const shorter = Math.min(old.length, next.length);
  let head = 0;
  while (head < shorter && old[head] === next[head]) head += 1;
  // A search from a negative position would find a line break at the very start.
  head = head === 0 ? 0 : old.lastIndexOf('\n', head - 1) + 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === next.at(-1 - tail)) tail += 1;
  const lineBreak = old.indexOf('\n', old.length - tail);
  tail = tail === 0 || lineBreak === -1 ? 0 : old.length - lineBreak;
  return {
    start: positionAt(old, head),
    end: positionAt(old, old.length - tail),
    text: next.slice(head, next.length - tail),
  };
}

function positionAt(text: string, offset: number): LinePosition {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
