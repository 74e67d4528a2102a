import { pathInInfo, pathOnLine } from './paths.ts';

/** One edit as the model wrote it, before anything is looked up. */
export type Block =
  | {
      readonly kind: 'change';
      readonly path: string;
      readonly search: readonly string[];
      readonly replace: readonly string[];
    }
  | { readonly kind: 'file'; readonly path: string; readonly lines: readonly string[] };

type Blocks =
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[]; readonly note: string }
  | { readonly kind: 'refused'; readonly reason: string };

const SEARCH = /^\s{0,3}<{5,9}\s?SEARCH\s*$/;
const DIVIDER = /^\s{0,3}={5,9}\s*$/;
const REPLACE = /^\s{0,3}>{5,9}\s?REPLACE\s*$/;
const FENCE = /^\s{0,3}(`{3,}|~{3,})(.*)$/;

class Refusal extends Error {}

/** Takes a reply apart into its edits. Prose around them becomes the note; anything half-written is refused. */
export function parseBlocks(reply: string): Blocks {
  const lines = reply.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  try {
    return new BlockParser(lines).parse();
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

/** Reads line by line. A refusal travels as an exception inside this file only. */
class BlockParser {
  readonly #lines: readonly string[];
  #at = 0;
  readonly #blocks: Block[] = [];
  readonly #note: string[] = [];
  /** The path named last; further blocks without a path of their own mean the same file. */
  #path: string | undefined;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  parse(): Blocks {
    for (let line = this.#next(); line !== undefined; line = this.#next()) {
      const fence = FENCE.exec(line);
      if (fence !== null) this.#fenced(fence[1] ?? '```', fence[2] ?? '');
      else if (SEARCH.test(line)) this.#change();
      else if (DIVIDER.test(line) || REPLACE.test(line)) {
        // A heading underlined in prose is harmless; the end of a block that never began is not.
        if (REPLACE.test(line)) throw new Refusal('An edit ends (>>>>>>> REPLACE) that never began.');
      } else {
        const path = pathOnLine(line);
        if (path !== undefined) this.#path = path;
        else if (line.trim() !== '') this.#note.push(line.trim());
      }
    }
    return { kind: 'blocks', blocks: this.#blocks, note: this.#note.join(' ').slice(0, 300) };
  }

  #next(): string | undefined {
    const line = this.#lines[this.#at];
    this.#at += 1;
    return line;
  }

  #fenced(mark: string, info: string): void {
    const named = pathInInfo(info);
    const before = this.#lines[this.#at - 2];
    const announced = named ?? (before === undefined ? undefined : pathOnLine(before));
    if (named !== undefined) this.#path = named;
    const closes = (line: string): boolean => {
      const fence = FENCE.exec(line);
      return fence?.[1]?.startsWith(mark) === true && fence[2]?.trim() === '';
    };
    const inside: string[] = [];
    let changes = 0;
    for (let line = this.#next(); line === undefined || !closes(line); line = this.#next()) {
      if (line === undefined) {
        // The edits themselves say where they end; a whole file does not.
        if (changes > 0 && inside.every((l) => l.trim() === '')) return;
        throw new Refusal('The reply is cut off: its last fenced block has no end.');
      }
      if (SEARCH.test(line)) {
        const header = inside.findLast((l) => l.trim() !== '');
        const path = header === undefined ? undefined : pathOnLine(header);
        if (path !== undefined) this.#path = path;
        inside.length = 0;
        this.#change();
        changes += 1;
      } else {
        if (REPLACE.test(line)) throw new Refusal('An edit ends (>>>>>>> REPLACE) that never began.');
        inside.push(line);
      }
    }
    if (changes > 0) return;
    if (/^\s*diff\b/.test(info) || inside.some((l) => /^@@ .*@@/.test(l))) {
      throw new Refusal('The reply is a diff. Write the edits as SEARCH and REPLACE blocks instead.');
    }
    // A fenced block that no path announces is an illustration.
    if (announced !== undefined) this.#blocks.push({ kind: 'file', path: announced, lines: inside });
  }

  /** The rest of a change whose first marker has just been read. */
  #change(): void {
    const search = this.#until(DIVIDER, '=======');
    const replace = this.#until(REPLACE, '>>>>>>> REPLACE');
    if (this.#path === undefined) {
      throw new Refusal(
        'An edit does not say which file it is for. Put the path alone on a line before the block.',
      );
    }
    const numbered = [...search, ...replace].filter((line) => line.trim() !== '');
    // Copied together with the line numbers of the prompt.
    const strip = numbered.length > 0 && numbered.every((line) => /^\s*\d+\|/.test(line));
    const clean = (lines: string[]): string[] =>
      strip ? lines.map((l) => l.replace(/^\s*\d+\|/, '')) : lines;
    this.#blocks.push({ kind: 'change', path: this.#path, search: clean(search), replace: clean(replace) });
  }

  #until(end: RegExp, name: string): string[] {
    const lines: string[] = [];
    for (let line = this.#next(); line !== undefined; line = this.#next()) {
      if (end.test(line)) return lines;
      if (SEARCH.test(line) || DIVIDER.test(line) || REPLACE.test(line)) {
        throw new Refusal(`An edit is malformed: “${line.trim()}” comes where “${name}” should.`);
      }
      lines.push(line);
    }
    throw new Refusal(`The reply is cut off inside an edit: “${name}” is missing.`);
  }
}
