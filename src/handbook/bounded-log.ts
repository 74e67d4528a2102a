import { appendFileSync, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { openAppender } from './appender.ts';
import { inTurn } from './in-turn.ts';
import { rewriteTextFile } from './text-file.ts';

/** A file of lines that is appended to, and written anew, shorter, once it has grown too long. */
export interface BoundedLog {
  /** Appends lines at once. Returns a sentence when they could not be written; they are kept and tried again. */
  append(lines: readonly string[], durable: boolean): string | undefined;
  /** Lines that could not be written yet, oldest first. */
  waiting(): readonly string[];
}

/**
 * @param file absolute
 * @param most bytes from which on it is written anew
 * @param shorter its text, shorter and with the same meaning; undefined to leave it as it is
 */
export function openBoundedLog(
  file: string,
  most: number,
  shorter: (text: string) => string | undefined,
): BoundedLog {
  const appender = openAppender(file);
  return {
    // Nothing is appended while another process writes it anew.
    append: (lines, durable) =>
      inTurn(file, (isAlone) => {
        const problem = appender.append(lines, durable);
        appender.close();
        if (problem === undefined && isAlone) shorten(file, most, shorter);
        return problem;
      }),
    waiting: appender.waiting,
  };
}

/** By somebody whose turn it is. */
function shorten(file: string, most: number, shorter: (text: string) => string | undefined): void {
  // Windows replaces no file that somebody holds open: there it is held no longer than the look at its size takes.
  const isHeld = process.platform !== 'win32';
  let held: number | undefined;
  try {
    const before = statSync(file).size;
    if (before <= most) return;
    if (isHeld) held = openSync(file, 'r');
    const bytes = (): number => (held === undefined ? statSync(file) : fstatSync(held)).size;
    let isNew = false;
    // Whoever waited for a turn in vain appends without one: what it wrote meanwhile is not thrown away.
    rewriteTextFile(file, (text = '') => {
      const after = shorter(text);
      if (bytes() !== before) return undefined;
      isNew = after !== undefined && after !== text;
      return after;
    });
    // Most of that time is the wait for the disk, and the old file is what was appended to until it was replaced.
    if (isNew && held !== undefined) appendFileSync(file, restOf(held, before));
  } catch {
    // What cannot be done now is done another time.
  } finally {
    if (held !== undefined) closeSync(held);
  }
}

function restOf(held: number, from: number): Buffer {
  const rest = Buffer.alloc(fstatSync(held).size - from);
  return rest.subarray(0, readSync(held, rest, 0, rest.length, from));
}

/** The last lines of a log in which every line stands for itself. */
export function lastLines(count: number): (text: string) => string {
  return (text) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines
      .slice(-count)
      .map((line) => `${line}\n`)
      .join('');
  };
}
