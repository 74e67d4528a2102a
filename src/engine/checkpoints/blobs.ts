import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import writeFileAtomic from 'write-file-atomic';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Another window may be about to name a blob that it has just written or chosen to use again. */
const GRACE_MS = 10 * 60_000;

/** Contents by their hash, packed, each once. */
export class Blobs {
  readonly #folder: string;

  /** @param folder absolute; made with the first blob */
  constructor(folder: string) {
    this.#folder = folder;
  }

  static hashOf(bytes: Uint8Array): string {
    return createHash('sha256').update(bytes).digest('hex');
  }

  has(hash: string): boolean {
    return existsSync(this.#file(hash));
  }

  /** Whether it is there; then no sweep takes it away until a manifest that is being made can name it. */
  async reuse(hash: string): Promise<boolean> {
    const now = new Date();
    return utimes(this.#file(hash), now, now).then(
      () => true,
      () => false,
    );
  }

  async put(bytes: Uint8Array): Promise<string> {
    const hash = Blobs.hashOf(bytes);
    if (await this.reuse(hash)) return hash;
    await mkdir(join(this.#folder, hash.slice(0, 2)), { recursive: true });
    await writeFileAtomic(this.#file(hash), await pack(bytes, { level: 1 }));
    return hash;
  }

  /** Undefined when it is missing or damaged. */
  async get(hash: string): Promise<Uint8Array | undefined> {
    try {
      const bytes = await unpack(await readFile(this.#file(hash)));
      return Blobs.hashOf(bytes) === hash ? bytes : undefined;
    } catch {
      return undefined;
    }
  }

  /** Bytes on the disk of these blobs. */
  async size(hashes: Iterable<string>): Promise<number> {
    let total = 0;
    for (const hash of hashes)
      total += await stat(this.#file(hash)).then(
        ({ size }) => size,
        () => 0,
      );
    return total;
  }

  /** Removes what nobody names any more, unless it is fresh. */
  async sweep(named: ReadonlySet<string>, now: number): Promise<void> {
    for (const shelf of await readdir(this.#folder).catch(() => []))
      for (const hash of await readdir(join(this.#folder, shelf)).catch(() => [])) {
        if (named.has(hash)) continue;
        const file = join(this.#folder, shelf, hash);
        const held = await stat(file).catch(() => undefined);
        if (held !== undefined && now - held.mtimeMs > GRACE_MS) await rm(file, { force: true });
      }
  }

  #file(hash: string): string {
    return join(this.#folder, hash.slice(0, 2), hash);
  }
}
