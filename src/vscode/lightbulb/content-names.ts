import { createHash } from 'node:crypto';

/** A document as far as its state matters here. */
export interface NamedDocument {
  readonly uri: string;
  readonly version: number;
  getText(): string;
}

/**
 * Names the state of a document and of all that its fixes are verified with: its own text by its content, so that an
 * undo comes back to a name that is known, and everything else by counting what changed.
 */
export class ContentNames {
  readonly #edits = new Map<string, number>();
  #elsewhere = 0;
  #total = 0;
  #last: { readonly uri: string; readonly version: number; readonly hash: string } | undefined;

  /** The text of a document was edited. */
  edited(uri: string): void {
    this.#edits.set(uri, (this.#edits.get(uri) ?? 0) + 1);
    this.#total += 1;
  }

  /** Something changed that no document of the editor tells of. */
  changedOnDisk(): void {
    this.#elsewhere += 1;
  }

  /** A document is no longer the editor's; what was edited in it may be lost. */
  closed(uri: string): void {
    if (this.#edits.has(uri)) this.#elsewhere += 1;
  }

  nameOf(document: NamedDocument): string {
    const others = this.#total - (this.#edits.get(document.uri) ?? 0);
    return `${this.#elsewhere} ${others} ${document.uri} ${this.#hashOf(document)}`;
  }

  /** Asked at every move of the cursor; a text is read once for each of its versions. */
  #hashOf(document: NamedDocument): string {
    const { uri, version } = document;
    if (this.#last?.uri !== uri || this.#last.version !== version) {
      const hash = createHash('sha1').update(document.getText()).digest('base64');
      this.#last = { uri, version, hash };
    }
    return this.#last.hash;
  }
}
