import { writeSync } from 'node:fs';

/** The channel on which a service answers; see `service.ts`. */
const ANSWERS = 3;

/** Sends a message to whoever started this process as a service, as a line of JSON. */
export function sendLine(message: object): void {
  const bytes = Buffer.from(`${JSON.stringify(message)}\n`);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(ANSWERS, bytes, at);
    } catch (error) {
      // The reader is behind; there is nothing else to do than to wait for it.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
