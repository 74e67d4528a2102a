import { type Block, LineReader } from './blocks.ts';

/** Whether lines are a diff rather than a file. */
export function looksLikeDiff(lines: readonly string[]): boolean {
  const isHeader = (i: number): boolean =>
    /^--- \S/.test(lines[i] ?? '') && /^\+\+\+ \S/.test(lines[i + 1] ?? '');
  return lines.some(
    (line, i) =>
      /^@@(?: |$)/.test(line) ||
      /^diff --git /.test(line) ||
      /^\*\*\* (?:Begin Patch|(?:Update|Add|Delete) File: )/.test(line) ||
      isHeader(i),
  );
}

/**
 * The edits of a unified diff, or of a patch in the `*** Update File` form. Line numbers are not believed: each hunk
 * is a change that its lines must place.
 */
export function blocksOfDiff(lines: readonly string[], announced: string | undefined): Block[] {
  return new DiffReader(lines, announced).read();
}

class DiffReader {
  readonly #in: LineReader;
  readonly #blocks: Block[] = [];
  #path: string | undefined;
  /** What the header said of the file. */
  #fate: 'changed' | 'created' | 'deleted' = 'changed';

  constructor(lines: readonly string[], announced: string | undefined) {
    this.#in = new LineReader(lines);
    this.#path = announced;
  }

  read(): Block[] {
    for (let line = this.#in.next(); line !== undefined; line = this.#in.next()) {
      if (/^@@/.test(line)) this.#hunk(this.#rest());
      else if (/^diff --git /.test(line)) this.#fate = 'changed';
      else if (/^deleted file mode/.test(line)) this.#fate = 'deleted';
      else if (/^new file mode/.test(line)) this.#fate = 'created';
      else if (/^rename from /.test(line)) this.#rename(line.slice('rename from '.length));
      else if (/^--- /.test(line) && /^\+\+\+ /.test(this.#in.peek() ?? '')) this.#header(line);
      else if (/^\*\*\* /.test(line)) this.#star(line);
      else if (/^[-+ ]/.test(line) && (/^[-+]/.test(line) || /^[-+]/.test(this.#in.peek() ?? ''))) {
        // A hunk without its header.
        this.#in.at -= 1;
        this.#hunk(this.#rest());
      }
    }
    return this.#blocks;
  }

  #header(line: string): void {
    const name = (text: string): string =>
      text
        .slice(4)
        .replace(/\t.*$/, '')
        .trim()
        .replace(/^["']|["']$/g, '');
    const [old, now] = [name(line), name(this.#in.next() ?? '')];
    if (old === '/dev/null') this.#fate = 'created';
    else if (now === '/dev/null') this.#fate = 'deleted';
    else if (this.#fate !== 'created') this.#fate = 'changed';
    const isPrefixed = (/^a\//.test(old) || old === '/dev/null') && (/^b\//.test(now) || now === '/dev/null');
    const path = now === '/dev/null' ? old : now;
    this.#path = isPrefixed ? path.replace(/^[ab]\//, '') : path;
    if (this.#fate === 'deleted' && this.#path !== undefined)
      this.#blocks.push({ kind: 'delete', path: this.#path });
  }

  #star(line: string): void {
    const [, what, path] = /^\*\*\* (Update File|Add File|Delete File|Move to): (.*)$/.exec(line) ?? [];
    if (what === undefined || path === undefined) return;
    if (what === 'Move to') {
      if (this.#path !== undefined) this.#blocks.push({ kind: 'rename', path: this.#path, to: path.trim() });
      return;
    }
    this.#path = path.trim();
    this.#fate = what === 'Add File' ? 'created' : 'changed';
    if (what === 'Delete File') this.#blocks.push({ kind: 'delete', path: this.#path });
    else if (!/^(?:@@|\*\*\*)/.test(this.#in.peek() ?? '@@')) this.#hunk(this.#rest());
  }

  #rename(from: string): void {
    const line = this.#in.next() ?? '';
    if (/^rename to /.test(line))
      this.#blocks.push({ kind: 'rename', path: from.trim(), to: line.slice('rename to '.length).trim() });
  }

  /** The lines up to the next header. */
  #rest(): string[] {
    const lines: string[] = [];
    for (let line = this.#in.peek(); line !== undefined; line = this.#in.peek()) {
      const ends =
        /^(?:@@|diff --git |\*\*\* (?:End|Update|Add|Delete|Begin|Move))/.test(line) ||
        (/^--- \S/.test(line) && /^\+\+\+ \S/.test(this.#in.lines[this.#in.at + 1] ?? ''));
      if (ends) break;
      lines.push(line);
      this.#in.next();
    }
    return lines;
  }

  #hunk(written: readonly string[]): void {
    if (this.#fate === 'deleted') return;
    const end = written.findLastIndex((line) => line !== '');
    const lines = written.slice(0, end + 1).filter((line) => !/^\\ No newline/.test(line));
    if (this.#fate === 'created') {
      this.#blocks.push({
        kind: 'file',
        path: this.#path,
        lines: lines.filter((l) => l.startsWith('+')).map((l) => l.slice(1)),
      });
      return;
    }
    // A model that forgets the blank in front of one line of context forgets it in front of all.
    const isBare = lines.some((line) => line !== '' && !/^[-+ \t]/.test(line));
    const bare = sidesOf(lines, (line) => line);
    const plain = sidesOf(lines, (line) => (line.startsWith(' ') ? line.slice(1) : line));
    this.#blocks.push({
      kind: 'change',
      path: this.#path,
      isDiff: true,
      ...(isBare ? bare : { ...plain, bare }),
    });
  }
}

/** What a hunk says was there, and what shall be. */
function sidesOf(
  lines: readonly string[],
  context: (line: string) => string,
): { readonly search: readonly string[]; readonly replace: readonly string[] } {
  const side = (other: string): string[] =>
    lines
      .filter((line) => line[0] !== other)
      .map((line) => (/^[-+]/.test(line) ? line.slice(1) : context(line)));
  return { search: side('+'), replace: side('-') };
}
