import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { TAGS_VERSION } from './codec.ts';

const NAME = /^tags-\d+\.jsonl$/;

/** The key of a text: by its content and its language, so that a moved or restored file is known again. */
export function keyOf(path: string, text: string): string {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  return createHash('sha1').update(`${extension}\0`).update(text).digest('base64').slice(0, 20);
}

/** Lines of tags by their keys. */
export type TagLines = Map<string, string>;

/**
 * Tags on disk. Lines are appended, so that a kill costs at most the last one. Where the disk refuses, the map works
 * without it and the next start is cold.
 */
export class TagStore {
  readonly #file: string;

  /** @param folder absolute; made when there is something to write */
  constructor(folder: string) {
    this.#file = join(folder, `tags-${TAGS_VERSION}.jsonl`);
  }

  read(): TagLines {
    const lines: TagLines = new Map();
    let text = '';
    attempt(() => {
      text = readFileSync(this.#file, 'utf8');
    });
    for (const line of text.split('\n')) {
      const key = keyOfLine(line);
      if (key !== undefined) lines.set(key, line);
    }
    return lines;
  }

  append(lines: readonly string[]): void {
    if (lines.length === 0) return;
    attempt(() => {
      const folder = dirname(this.#file);
      if (!existsSync(this.#file)) {
        mkdirSync(folder, { recursive: true });
        for (const name of readdirSync(folder))
          if (NAME.test(name)) rmSync(join(folder, name), { force: true });
      }
      // A line that a kill cut ends here, not in the next one.
      appendFileSync(this.#file, `\n${lines.join('\n')}\n`);
    });
  }

  /** Replaces all by these lines. */
  rewrite(lines: readonly string[]): void {
    attempt(() => {
      mkdirSync(dirname(this.#file), { recursive: true });
      const fresh = `${this.#file}.${process.pid}`;
      writeFileSync(fresh, `${lines.join('\n')}\n`);
      renameSync(fresh, this.#file);
    });
  }
}

/** The key of a whole line; undefined for one that was cut. */
export function keyOfLine(line: string): string | undefined {
  return line.endsWith(']') ? /^\["([^"]+)",/.exec(line)?.[1] : undefined;
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // No file yet, a full disk, a read-only one.
  }
}
