import { readFileSync, statSync } from 'node:fs';

interface KnownText {
  readonly modified: bigint;
  readonly size: bigint;
  readonly text: string;
}

/** Texts of files, read again only when the file has changed. */
export class DiskTexts {
  readonly #known = new Map<string, KnownText>();

  /** Throws as `readFileSync` does. */
  read(path: string): string {
    const { mtimeNs: modified, size } = statSync(path, { bigint: true });
    const known = this.#known.get(path);
    if (known?.modified === modified && known.size === size) return known.text;
    const text = readFileSync(path, 'utf8');
    this.#known.set(path, { modified, size, text });
    return text;
  }
}
