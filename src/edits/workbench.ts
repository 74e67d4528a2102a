import type { Sources } from '../loop/rooms.ts';
import type { FileEdit } from '../loop/types.ts';
import type { Block } from './blocks.ts';
import { type LineReading, readLines } from './change.ts';
import { type Hunk, type Line, linesOf } from './lines.ts';
import { symbolIn } from './paths.ts';
import { protectionOf } from './protected.ts';
import { replacementsOf, withReplacements } from './replacements.ts';
import { readSymbol } from './symbol.ts';
import { FileView } from './view.ts';
import { readWhole } from './whole.ts';

interface OpenFile {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly view: FileView;
}

/** Gathers what the blocks of one reply do to each file. Every block refers to the files as they are. */
export class Workbench {
  readonly #sources: Sources;
  readonly #open = new Map<string, OpenFile>();
  readonly #changes = new Map<string, Hunk[]>();
  readonly #created = new Map<string, string>();
  readonly #deleted = new Set<string>();
  /** From the old path to the new one. */
  readonly #renamed = new Map<string, string>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Takes one block in, or says why it is refused. */
  take(block: Block, path: string, to: string | undefined): string | undefined {
    const old = [...this.#renamed].find(([, name]) => name === path)?.[0] ?? path;
    const text = this.#sources.read(old);
    const protection = protectionOf(old, text);
    if (protection !== undefined) return `${path} ${protection}.`;
    if (block.kind === 'delete' || block.kind === 'rename') return this.#move(block.kind, path, text, to);
    if ((block.kind === 'change' ? block.replace : block.lines).some(isBroken))
      return `An edit of ${path} holds a NUL or half a character, which no source has.`;
    if (text === undefined) return this.#create(block, path);
    const reading = this.#read(block, old, text);
    if ('refused' in reading) return reading.refused;
    this.#changes.set(old, [...(this.#changes.get(old) ?? []), ...reading.hunks]);
    return undefined;
  }

  /** All edits of the reply, or why they do not go together. */
  edits(): { readonly edits: readonly FileEdit[] } | { readonly refused: string } {
    const twins = this.#twins();
    if (twins !== undefined) return { refused: twins };
    const gone = [...this.#deleted, ...this.#renamed.keys()];
    // What goes goes first: what comes may have its name but for case.
    const edits: FileEdit[] = gone.map((path) => ({ kind: 'delete', path }));
    for (const [path, text] of this.#created) edits.push({ kind: 'create', path, text });
    for (const [path, hunks] of this.#changes) {
      if (this.#deleted.has(path)) return { refused: `${path} is both edited and deleted.` };
      const { text, lines } = this.#file(path, this.#sources.read(path) ?? '');
      const replacements = replacementsOf(text, lines, withoutCopies(hunks));
      if (replacements === undefined)
        return { refused: `Two edits change the same lines of ${path}; write them as one.` };
      const name = this.#renamed.get(path);
      if (name !== undefined)
        edits.push({ kind: 'create', path: name, text: withReplacements(text, replacements) });
      else if (replacements.length > 0) edits.push({ kind: 'modify', path, replacements });
    }
    for (const [path, name] of this.#renamed)
      if (!this.#changes.has(path))
        edits.push({ kind: 'create', path: name, text: this.#sources.read(path) ?? '' });
    return { edits };
  }

  #read(block: Exclude<Block, { kind: 'delete' | 'rename' }>, path: string, text: string): LineReading {
    const { view } = this.#file(path, text);
    if (block.kind === 'file') return readWhole(path, block.lines, view);
    if (block.kind === 'symbol') return readSymbol(path, block.symbol, block.lines, view);
    return readLines(path, block, view);
  }

  #file(path: string, text: string): OpenFile {
    let file = this.#open.get(path);
    if (file === undefined) {
      const lines = linesOf(text);
      file = { text, lines, view: new FileView(lines.map((line) => line.text)) };
      this.#open.set(path, file);
    }
    return file;
  }

  #move(
    kind: 'delete' | 'rename',
    path: string,
    text: string | undefined,
    to: string | undefined,
  ): string | undefined {
    if (text === undefined) return this.#missing(path);
    if (this.#deleted.has(path) || this.#renamed.has(path)) return `${path} is deleted or renamed twice.`;
    if (kind === 'delete') {
      this.#deleted.add(path);
      return undefined;
    }
    if (to === undefined || to === path) return `${path} would be renamed to itself.`;
    const protection = protectionOf(to, undefined);
    if (protection !== undefined) return `${to} ${protection}.`;
    if (this.#isTaken(to)) return `${path} cannot be renamed to ${to}: that is there already.`;
    this.#renamed.set(path, to);
    return undefined;
  }

  #isTaken(path: string): boolean {
    const isThere = (other: string): boolean =>
      other === path || other.startsWith(`${path}/`) || path.startsWith(`${other}/`);
    return (
      this.#sources.list().some(isThere) ||
      this.#created.has(path) ||
      [...this.#renamed.values()].includes(path)
    );
  }

  /**
   * Why what comes cannot be beside what is there in the end: disks that do not tell case apart would have one file
   * overwrite another whose name differs in case alone.
   */
  #twins(): string | undefined {
    const gone = new Set([...this.#deleted, ...this.#renamed.keys()]);
    const names = new Map(
      this.#sources.list().flatMap((path) => (gone.has(path) ? [] : [[path.toLowerCase(), path]])),
    );
    for (const path of [...this.#created.keys(), ...this.#renamed.values()]) {
      const twin = names.get(path.toLowerCase());
      if (twin !== undefined)
        return `${path} cannot be created: on many disks it is the same file as ${twin}.`;
      names.set(path.toLowerCase(), path);
    }
    return undefined;
  }

  #create(block: Exclude<Block, { kind: 'delete' | 'rename' }>, path: string): string | undefined {
    if (this.#sources.list().includes(path)) return `${path} cannot be edited: it is binary or too large.`;
    const isChange = block.kind === 'change' && block.search.some((line) => line.trim() !== '');
    if (isChange || block.kind === 'symbol' || symbolIn(path) !== undefined) return this.#missing(path);
    if (this.#created.has(path)) return `${path} is created twice.`;
    if (this.#isTaken(path)) return `${path} cannot be created: its folder is a file, or it is a folder.`;
    const lines = block.kind === 'file' ? block.lines : block.replace;
    const text = lines
      .join('\n')
      .replace(/^\uFEFF/, '')
      .replace(/\n+$/, '');
    if (text === '') return `${path} would be created empty.`;
    this.#created.set(path, `${text}\n`);
    return undefined;
  }

  #missing(path: string): string {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const alike = this.#sources.list().filter((p) => p === name || p.endsWith(`/${name}`));
    const hint =
      alike.length === 0 ? 'Use a path as shown.' : `Did you mean ${alike.slice(0, 3).join(' or ')}?`;
    return `There is no file ${path} in the workspace. ${hint}`;
  }
}

/** A character that no text file may have: NUL, or one half of a pair. */
function isBroken(line: string): boolean {
  return line.includes('\0') || /\p{Surrogate}/u.test(line);
}

/** A block that is written twice is meant once. */
function withoutCopies(hunks: readonly Hunk[]): readonly Hunk[] {
  const seen = new Set<string>();
  return hunks.filter((hunk) => {
    const key = JSON.stringify(hunk);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}
