import type { PatchedFile } from '../engine/protocol.ts';

/** A file as it is now: an open document's text, or the disk's; undefined when there is none. */
export type CurrentText = (path: string) => Promise<string | undefined>;

/**
 * Names the first file that is no longer what was verified, as a sentence; undefined when the patch still fits.
 * Line endings are compared as the editor sees them: it gives every line of a document the same one.
 */
export async function staleFile(
  patch: readonly PatchedFile[],
  current: CurrentText,
): Promise<string | undefined> {
  for (const { path, before } of patch) {
    const now = await current(path);
    if (before === undefined && now !== undefined) return `${path} was created meanwhile`;
    if (before !== undefined && now === undefined) return `${path} was deleted meanwhile`;
    if (before !== undefined && now !== undefined && sameLines(before) !== sameLines(now)) {
      return `${path} has changed since the patch was verified`;
    }
  }
  return undefined;
}

function sameLines(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** The lines of `before` that become others in `after`; 0-based, the end line not included. */
export interface LineEdit {
  readonly startLine: number;
  readonly endLine: number;
  /** New lines, joined with line feeds; the editor gives them the document's own ending. */
  readonly text: string;
}

/** The one stretch of whole lines that differs: small, and independent of how lines end. */
export function lineEdit(before: string, after: string): LineEdit {
  const old = sameLines(before).split('\n');
  const next = sameLines(after).split('\n');
  let head = 0;
  while (head < old.length && head < next.length && old[head] === next[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < next.length - head && old.at(-1 - tail) === next.at(-1 - tail))
    tail += 1;
  const lines = next.slice(head, next.length - tail);
  return { startLine: head, endLine: old.length - tail, text: lines.map((line) => `${line}\n`).join('') };
}
