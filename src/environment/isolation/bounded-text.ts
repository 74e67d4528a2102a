const DEFAULT_LIMIT = 512 * 1024;

/** Keeps the head and the tail of a stream of bytes, whatever its length; invalid UTF-8 becomes U+FFFD. */
export class BoundedText {
  readonly #half: number;
  #head: Buffer[] = [];
  #headSize = 0;
  #tail: Buffer[] = [];
  #tailSize = 0;
  #dropped = 0;

  /** @param limit bytes that are kept, half of them from the head */
  constructor(limit = DEFAULT_LIMIT) {
    this.#half = limit / 2;
  }

  add(chunk: Buffer): void {
    const room = Math.max(0, this.#half - this.#headSize);
    if (room > 0) {
      const part = chunk.subarray(0, room);
      this.#head.push(part);
      this.#headSize += part.length;
    }
    const rest = chunk.subarray(room);
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailSize += rest.length;
    while (this.#tailSize > this.#half) {
      const first = this.#tail[0];
      if (first === undefined || this.#tailSize - first.length < this.#half) break;
      this.#tail.shift();
      this.#tailSize -= first.length;
      this.#dropped += first.length;
    }
  }

  text(): string {
    const gap = this.#dropped > 0 ? `\n… ${this.#dropped} bytes left out …\n` : '';
    return Buffer.concat(this.#head).toString('utf8') + gap + Buffer.concat(this.#tail).toString('utf8');
  }
}
