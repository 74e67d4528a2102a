import type { PatchedFile } from '../../engine/protocol.ts';
import { type Hunk, hunksOf, withHunks } from './hunks.ts';

/** Which hunks of a patch a person wants; all of them at first. */
export class Selection {
  readonly patch: readonly PatchedFile[];
  readonly #rejected = new Set<string>();

  constructor(patch: readonly PatchedFile[]) {
    this.patch = patch;
  }

  hunks(path: string): readonly Hunk[] {
    const file = this.patch.find((one) => one.path === path);
    return file === undefined ? [] : hunksOf(file);
  }

  /** Where the first change stands in the new text of its file, 0-based. */
  get firstLine(): number | undefined {
    return this.hunks(this.patch[0]?.path ?? '')[0]?.after.start;
  }

  isWanted(path: string, hunk: number): boolean {
    return !this.#rejected.has(`${hunk} ${path}`);
  }

  set(path: string, hunk: number, wanted: boolean): void {
    if (wanted) this.#rejected.delete(`${hunk} ${path}`);
    else this.#rejected.add(`${hunk} ${path}`);
  }

  get isWhole(): boolean {
    return this.#rejected.size === 0;
  }

  /** What is wanted of each file; files of which nothing is wanted are absent. */
  get wanted(): readonly PatchedFile[] {
    return this.patch.flatMap((file) => withHunks(file, (hunk) => this.isWanted(file.path, hunk)) ?? []);
  }

  /** The text that the file would have; what it has now where nothing of it is wanted. */
  textOf(path: string): string {
    const file = this.patch.find((one) => one.path === path);
    const wanted = this.wanted.find((one) => one.path === path);
    return (wanted === undefined ? file?.before : wanted.after) ?? '';
  }

  /** The hunk that stands at a 0-based line of the text that the file would have; undefined where none does. */
  hunkAt(path: string, line: number): number | undefined {
    let moved = 0;
    for (const [index, { before, after }] of this.hunks(path).entries()) {
      const wanted = this.isWanted(path, index);
      const length = wanted ? after.end - after.start : before.end - before.start;
      const start = before.start + moved;
      // A hunk that only takes lines away stands at the line after them.
      if (line >= start && line < start + Math.max(1, length)) return index;
      if (wanted) moved += length - (before.end - before.start);
    }
    return undefined;
  }
}
