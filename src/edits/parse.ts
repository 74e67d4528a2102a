import { type Block, closesFence, FENCE, LineReader, Refusal } from './blocks.ts';
import { pathInInfo, pathOnLine, symbolIn } from './paths.ts';
import { beginsChange, endsChange, nameBehind, readChange } from './search-replace.ts';
import { withoutThought } from './thought.ts';
import { blocksOfDiff, looksLikeDiff } from './unified-diff.ts';

type Parsed =
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[]; readonly note: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** A reply that stands as a whole in quote marks, as in mail. */
function unquoted(lines: readonly string[]): readonly string[] {
  const told = lines.filter((line) => line.trim() !== '');
  const isQuoted = told.length > 1 && told.every((line) => line.startsWith('> ') || line === '>');
  return isQuoted ? lines.map((line) => line.replace(/^> ?/, '')) : lines;
}

/** Takes a reply apart into its edits. Prose around them becomes the note; anything half-written is refused. */
export function parseReply(reply: string): Parsed {
  const spoken = withoutThought(reply.replace(/^\uFEFF/, ''));
  if (spoken === undefined)
    return { kind: 'refused', reason: 'The reply is cut off: it ends within a thought.' };
  const lines = unquoted(spoken.split(/\r\n|\n|\r/));
  try {
    return new ReplyParser(lines).parse();
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

class ReplyParser {
  readonly #in: LineReader;
  readonly #blocks: Block[] = [];
  readonly #note: string[] = [];
  /** The path named last; further blocks without a path of their own mean the same file. */
  #path: string | undefined;

  constructor(lines: readonly string[]) {
    this.#in = new LineReader(lines);
  }

  parse(): Parsed {
    for (let line = this.#in.next(); line !== undefined; line = this.#in.next()) {
      const fence = FENCE.exec(line);
      if (fence !== null) this.#fenced(fence[1] ?? '```', fence[2] ?? '');
      else if (beginsChange(line)) this.#change(line, undefined);
      else if (endsChange(line)) throw new Refusal('An edit ends (>>>>>>> REPLACE) that never began.');
      else if (looksLikeDiff([line, this.#in.peek() ?? ''])) this.#bareDiff();
      else if (!this.#command(line)) this.#prose(line);
    }
    return { kind: 'blocks', blocks: this.#blocks, note: this.#note.join(' ').slice(0, 300) };
  }

  #prose(line: string): void {
    const path = pathOnLine(line);
    if (path !== undefined) this.#path = path;
    else if (line.trim() !== '') this.#note.push(line.trim());
  }

  /** `DELETE path` and `RENAME path -> path`. */
  #command(line: string): boolean {
    const bare = line.trim().replace(/^[*_`]+|[*_`]+$/g, '');
    const [, gone] = /^DELETE[: ]\s*(\S+)$/.exec(bare) ?? [];
    const path = gone === undefined ? undefined : pathOnLine(gone);
    if (path !== undefined) this.#blocks.push({ kind: 'delete', path });
    const [, from, to] = /^RENAME[: ]\s*(\S+)\s+(?:->|→|=>|TO|to)\s+(\S+)$/.exec(bare) ?? [];
    const [old, now] = [from, to].map((name) => (name === undefined ? undefined : pathOnLine(name)));
    if (old !== undefined && now !== undefined) this.#blocks.push({ kind: 'rename', path: old, to: now });
    return path !== undefined || (old !== undefined && now !== undefined);
  }

  #fenced(mark: string, info: string): void {
    const named = pathInInfo(info);
    const before = this.#in.before();
    const announced = named ?? (before === undefined ? undefined : pathOnLine(before));
    if (named !== undefined) this.#path = named;
    const begin = this.#in.at;
    // A reply that stands as a whole in a fence of Markdown is read as if it did not.
    if (
      /^\s*(?:markdown|md)\s*$/.test(info) &&
      announced === undefined &&
      this.#in.lines.slice(begin).some(beginsChange)
    )
      return;
    const inside: string[] = [];
    let changes = 0;
    let depth = 0;
    for (let line = this.#in.next(); ; line = this.#in.next()) {
      if (line === undefined) {
        if (inside.every((l) => l.trim() === '')) return;
        // What looked like an opening fence may have been the end of an outer one.
        if (changes > 0) throw new Refusal('The reply is cut off: its last fenced block has no end.');
        this.#in.at = begin;
        const rest = this.#in.lines.slice(begin);
        if (
          info.trim() === '' &&
          this.#blocks.length > 0 &&
          !rest.some((l) => beginsChange(l) || FENCE.test(l))
        )
          return;
        throw new Refusal('The reply is cut off: its last fenced block has no end.');
      }
      if (beginsChange(line)) {
        this.#header(inside);
        inside.length = 0;
        this.#change(line, mark);
        changes += 1;
        continue;
      }
      if (closesFence(line, mark)) {
        if (depth === 0) break;
        depth -= 1;
      } else if (FENCE.exec(line)?.[1] === mark) {
        // Within a fence another one that says its language is text; or the outer one wraps the whole reply.
        depth += 1;
      }
      if (endsChange(line)) throw new Refusal('An edit ends (>>>>>>> REPLACE) that never began.');
      inside.push(line);
    }
    if (changes > 0) return;
    if (this.#wraps(info, inside, begin)) return;
    this.#take(info, inside, announced);
  }

  /** The path in the last line before a change. */
  #header(inside: readonly string[]): void {
    const line = inside.findLast((l) => l.trim() !== '' && !FENCE.test(l));
    const path = line === undefined ? undefined : pathOnLine(line);
    if (path !== undefined) this.#path = path;
  }

  /** A reply that stands as a whole in a fence of Markdown: read again without it. */
  #wraps(info: string, inside: readonly string[], begin: number): boolean {
    if (!/^\s*(?:markdown|md|text)?\s*$/.test(info) || !inside.some((line) => FENCE.test(line))) return false;
    if (inside.filter((line) => pathOnLine(line) !== undefined).length === 0) return false;
    const first = inside.findIndex((line) => FENCE.test(line));
    if (pathOnLine(inside.slice(0, first).findLast((l) => l.trim() !== '') ?? '') === undefined) return false;
    this.#in.at = begin;
    return true;
  }

  /** What a fence without changes holds. */
  #take(info: string, inside: string[], announced: string | undefined): void {
    if (/^\s*(?:diff|patch|udiff)\b/.test(info) || looksLikeDiff(inside)) {
      this.#blocks.push(...blocksOfDiff(inside, announced ?? this.#path));
      return;
    }
    const symbol = announced === undefined ? undefined : symbolIn(announced);
    if (symbol !== undefined) this.#blocks.push({ kind: 'symbol', ...symbol, lines: inside });
    else if (announced !== undefined) this.#blocks.push({ kind: 'file', path: announced, lines: inside });
    // Without a path: an illustration, unless nothing else is there and the caller knows the file.
    else if (inside.some((line) => line.trim() !== ''))
      this.#blocks.push({ kind: 'file', path: undefined, lines: inside });
  }

  #bareDiff(): void {
    this.#in.at -= 1;
    const lines: string[] = [];
    for (let line = this.#in.peek(); line !== undefined && !FENCE.test(line); line = this.#in.peek()) {
      lines.push(line);
      this.#in.next();
    }
    this.#blocks.push(...blocksOfDiff(lines, this.#path));
  }

  #change(line: string, fence: string | undefined): void {
    const named = pathOnLine(nameBehind(line));
    if (named !== undefined) this.#path = named;
    const { search, replace } = readChange(this.#in, fence);
    this.#blocks.push({ kind: 'change', path: this.#path, search, replace });
  }
}
