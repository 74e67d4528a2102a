import { createHash } from 'node:crypto';
import type { Citation, CitationState } from '../loop/learned.ts';
import type { Suspect } from '../loop/ports.ts';
import type { Candidate } from '../loop/types.ts';

/** Reads a file of the workspace; undefined where there is none. */
export type ReadText = (path: string) => string | undefined;

const MOST = 3;

/** Where a patch mended what, as it reads with the patch: by the line of each edit, three at most. */
export function citationsOf(
  { edits }: Candidate,
  read: ReadText,
  suspects: readonly Pick<Suspect, 'path' | 'start' | 'end' | 'symbol'>[],
): readonly Citation[] {
  const found: Citation[] = [];
  for (const edit of edits) {
    if (edit.kind !== 'modify') continue;
    const before = read(edit.path);
    if (before === undefined) continue;
    let shift = 0;
    const after = edit.replacements.reduceRight(
      (text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end),
      before,
    );
    for (const { start, end, text } of edit.replacements) {
      const line = lineAt(after, start + shift + Math.max(0, text.search(/\S/)));
      shift += text.length - (end - start);
      const symbol = suspects.find(
        (s) => s.path === edit.path && s.start <= start && end <= s.end && s.symbol !== '',
      )?.symbol;
      found.push({ path: edit.path, ...(symbol === undefined ? {} : { symbol }), hash: hashOf(line) });
    }
  }
  return found.slice(0, MOST);
}

/** Whether the cited code is still there. Without a way to read the workspace it is taken to be. */
export function stateOf({ path, symbol, hash }: Citation, read: ReadText | undefined): CitationState {
  if (read === undefined) return 'there';
  const text = read(path);
  if (text === undefined) return 'gone';
  if (text.split('\n').some((line) => hashOf(line) === hash)) return 'there';
  // A symbol of a class is told with it: `Cart.total`.
  const name = symbol?.split(/[.:#]/).at(-1) ?? '';
  return name === '' || text.includes(name) ? 'changed' : 'gone';
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? text.length : end);
}

function hashOf(line: string): string {
  return createHash('sha256').update(line.replace(/\s+/g, '')).digest('hex').slice(0, 12);
}
