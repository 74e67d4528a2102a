const HEAD = 256 * 1024;
const TAIL = 256 * 1024;

/** Keeps the head and the tail of a stream of bytes, whatever its length; invalid UTF-8 becomes U+FFFD. */
export class BoundedText {
  #head: Buffer[] = [];
  #headSize = 0;
  #tail: Buffer[] = [];
  #tailSize = 0;
  #dropped = 0;

  add(chunk: Buffer): void {
    const room = Math.max(0, HEAD - this.#headSize);
    if (room > 0) {
      const part = chunk.subarray(0, room);
      this.#head.push(part);
      this.#headSize += part.length;
    }
    const rest = chunk.subarray(room);
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailSize += rest.length;
    while (this.#tailSize > TAIL) {
      const first = this.#tail[0];
      if (first === undefined || this.#tailSize - first.length < TAIL) break;
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
