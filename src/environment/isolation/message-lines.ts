/**
 * Splits a stream of bytes into lines and reads each as JSON.
 * Stops at the first line that is none, or that is longer than the limit; nothing after it is read.
 */
export class MessageLines {
  readonly #onMessage: (message: unknown) => void;
  readonly #onMalformed: (reason: string) => void;
  readonly #limitBytes: number;
  #rest: Buffer[] = [];
  #size = 0;
  #stopped = false;

  constructor(
    onMessage: (message: unknown) => void,
    onMalformed: (reason: string) => void,
    limitBytes: number,
  ) {
    this.#onMessage = onMessage;
    this.#onMalformed = onMalformed;
    this.#limitBytes = limitBytes;
  }

  add(chunk: Buffer): void {
    let from = 0;
    while (!this.#stopped) {
      const end = chunk.indexOf(10, from);
      const part = chunk.subarray(from, end === -1 ? undefined : end);
      this.#size += part.length;
      if (this.#size > this.#limitBytes) {
        this.#stop(`it sent a message of more than ${this.#limitBytes} bytes`);
        return;
      }
      if (part.length > 0) this.#rest.push(part);
      if (end === -1) return;
      from = end + 1;
      const line = Buffer.concat(this.#rest).toString('utf8');
      this.#rest = [];
      this.#size = 0;
      this.#read(line);
    }
  }

  #read(line: string): void {
    if (line.trim() === '') return;
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      this.#stop(`it sent a message that is not JSON: ${line.slice(0, 80)}`);
      return;
    }
    this.#onMessage(message);
  }

  #stop(reason: string): void {
    this.#stopped = true;
    this.#rest = [];
    this.#onMalformed(reason);
  }
}
