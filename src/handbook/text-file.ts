import { readFileSync } from 'node:fs';
import { lstat, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { explain } from './appender.ts';

export type TextFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  /** `problem` is a sentence for a person. */
  | { readonly kind: 'unreadable'; readonly problem: string };

/** How often a file that another window writes at the same time is read and written anew. */
export const MOST_ATTEMPTS = 10;

export function keepsChanging(file: string): string {
  return `${file} is being changed by another window or program, and was left to it; try again.`;
}

/** Why a file that is only replaced as a whole was not. */
export function notWritten(file: string, error: unknown): string {
  return `${file} could not be written (${explain(error)}). It is as it was before.`;
}

/** Reads UTF-8, byte-order mark kept; a file that is not text is never half read. */
export async function readTextFile(file: string): Promise<TextFile> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file));
    if (!text.includes('\0')) return { kind: 'text', text };
    return { kind: 'unreadable', problem: `${file} is not a text file; move it away or restore it.` };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'absent' };
    if (error instanceof TypeError) {
      return { kind: 'unreadable', problem: `${file} is not UTF-8 text; save it as UTF-8 or move it away.` };
    }
    return { kind: 'unreadable', problem: `${file} could not be read (${explain(error)}).` };
  }
}

/** Replaces the file as a whole, or leaves it as it was and returns a sentence that says why. */
export async function writeTextFile(file: string, text: string): Promise<string | undefined> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, text);
    return undefined;
  } catch (error) {
    return notWritten(file, error);
  }
}

/**
 * Makes of a file of ours what a function makes of its text, by somebody whose turn it is (`in-turn.ts`). Throws where it cannot
 * be written.
 * @param change from the text, undefined where there is none, to the new one, or undefined to leave it
 */
export function rewriteTextFile(
  file: string,
  change: (text: string | undefined) => string | undefined,
): void {
  const before = textNow(file);
  const after = change(before);
  if (after !== undefined && after !== before) writeFileAtomic.sync(file, after);
}

/**
 * Replaces a workspace's `.credence/handbook.md`, if it still holds `before` (undefined: it was not there), as another
 * window may write it too; from the comparison to the end of the write this process does nothing else. A cloned
 * repository may bring that folder or file as a link, and what is written through it would land wherever its author wanted.
 * @param file absolute
 */
export async function replaceHandbookFile(
  file: string,
  before: string | undefined,
  text: string,
): Promise<{ readonly kind: 'written' | 'changed' } | { readonly kind: 'failed'; readonly problem: string }> {
  for (const part of [dirname(file), file]) {
    const isLink = await lstat(part).then(
      (stat) => stat.isSymbolicLink(),
      () => false,
    );
    if (isLink) {
      const problem = `${part} is a symbolic link, so ${file} was not written. Put a folder or file of its own there.`;
      return { kind: 'failed', problem };
    }
  }
  try {
    await mkdir(dirname(file), { recursive: true });
    if (textNow(file) !== before) return { kind: 'changed' };
    writeFileAtomic.sync(file, text);
    return { kind: 'written' };
  } catch (error) {
    return { kind: 'failed', problem: notWritten(file, error) };
  }
}

function textNow(file: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
