import { closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Lines that could not be written are kept for the next attempt, up to this many characters. */
const KEPT = 8_000_000;

interface Appender {
  /** Appends lines at once. Returns a sentence when they could not be written; they are kept and tried again. */
  append(lines: readonly string[], durable: boolean): string | undefined;
  /** Lines that could not be written yet, oldest first. */
  waiting(): readonly string[];
  close(): void;
}

/**
 * Appends whole lines to a file that a kill may have torn and that other processes append to: one write with
 * O_APPEND, begun with a newline when the file does not end in one.
 */
export function openAppender(file: string): Appender {
  let handle: number | undefined;
  let waiting: string[] = [];

  const write = (): number => {
    if (handle === undefined) {
      mkdirSync(dirname(file), { recursive: true });
      handle = openSync(file, 'a+');
    }
    const { size } = fstatSync(handle);
    const last = Buffer.alloc(1);
    const torn = size > 0 && readSync(handle, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
    const bytes = Buffer.from(`${torn ? '\n' : ''}${waiting.map((line) => `${line}\n`).join('')}`);
    const written = writeSync(handle, bytes);
    if (written < bytes.length) {
      // A full disk may take a part. Readers ignore a line that was cut; whole ones are not to be written again.
      // Cutting the part off instead could take what another process has appended since.
      waiting = waiting.slice(wholeLines(waiting, written - (torn ? 1 : 0)));
      throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    }
    waiting = [];
    return handle;
  };

  return {
    append: (lines, durable) => {
      waiting.push(...lines);
      if (waiting.length === 0) return undefined;
      try {
        const written = write();
        if (durable) flush(written);
        return undefined;
      } catch (error) {
        let size = waiting.reduce((sum, line) => sum + line.length, 0);
        while (size > KEPT) size -= waiting.shift()?.length ?? size;
        return `${file} could not be written (${explain(error)}).`;
      }
    },
    waiting: () => [...waiting],
    close: () => {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

/** How many of the lines stand in the first bytes, the newline of the last one excepted. */
function wholeLines(lines: readonly string[], bytes: number): number {
  let end = -1;
  const cut = lines.findIndex((line) => {
    end += 1 + Buffer.byteLength(line);
    return end > bytes;
  });
  return cut < 0 ? lines.length : cut;
}

/** Asks for the lines to outlast a loss of power. They are written all the same where a file system cannot say so. */
function flush(handle: number): void {
  try {
    fsyncSync(handle);
  } catch {
    // To write them again would count them twice.
  }
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
