import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Lines that could not be written are kept for the next attempt, up to this many characters. */
const KEPT = 8_000_000;

interface Appender {
  /** Appends lines at once. Returns a sentence when they could not be written; they are kept and tried again. */
  append(lines: readonly string[], durable: boolean): string | undefined;
  close(): void;
}

/**
 * Appends whole lines to a file that a kill may have torn and that other processes append to: one write with
 * O_APPEND, begun with a newline when the file does not end in one.
 */
export function openAppender(file: string): Appender {
  let handle: number | undefined;
  let waiting: string[] = [];

  const write = (text: string): void => {
    if (handle === undefined) {
      mkdirSync(dirname(file), { recursive: true });
      handle = openSync(file, 'a+');
    }
    const { size } = fstatSync(handle);
    const last = Buffer.alloc(1);
    const torn = size > 0 && readSync(handle, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
    const bytes = Buffer.from(torn ? `\n${text}` : text);
    const written = writeSync(handle, bytes);
    // A full disk may take a part; the part is ignored by readers and the lines are written again in full.
    if (written < bytes.length) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
  };

  return {
    append: (lines, durable) => {
      waiting.push(...lines);
      if (waiting.length === 0) return undefined;
      try {
        write(waiting.map((line) => `${line}\n`).join(''));
        waiting = [];
        if (durable && handle !== undefined) fsyncSync(handle);
        return undefined;
      } catch (error) {
        let size = waiting.reduce((sum, line) => sum + line.length, 0);
        while (size > KEPT) size -= waiting.shift()?.length ?? size;
        return `${file} could not be written (${explain(error)}).`;
      }
    },
    close: () => {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space',
  EDQUOT: 'your quota is used up; free some space',
  EACCES: 'permission denied; make the folder writable',
  EPERM: 'permission denied; make the folder writable',
  EROFS: 'the disk is read-only; choose another state folder',
  ENOTDIR: 'a file is in the place of its folder; move that file away',
  EEXIST: 'a file is in the place of its folder; move that file away',
  EISDIR: 'a folder is in its place; move that folder away',
};

/** A file system's error for a person, with what to do. */
export function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
