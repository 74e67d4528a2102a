import { splitChunks } from "./chunks.js";
import { withRetries } from "./retry.js";
import { UploadSession } from "./session.js";

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends data in chunks through a transport with `send(id, chunk)` and `finish(id, count)`. */
export class Uploader {
  constructor(transport, { chunkSize = 1024, parallel = 2, retries = 3, base, cap, sleep = pause } = {}) {
    this.transport = transport;
    this.chunkSize = chunkSize;
    this.parallel = parallel;
    this.retry = { retries, base, cap, sleep };
  }

  /**
   * Uploads all chunks that the session does not have yet, at most `parallel`
   * at a time, then finishes the upload. `onProgress` is called with the bytes
   * that are there so far and the total: once at the start when something is
   * there already, then after each chunk.
   * @returns {Promise<{ sent: number, skipped: number, receipt: unknown }>}
   */
  async upload(data, { session = new UploadSession("new"), onProgress = () => {} } = {}) {
    const chunks = splitChunks(data, this.chunkSize);
    const pending = chunks.filter((chunk) => !session.has(chunk));
    const skipped = chunks.length - pending.length;

    let uploaded = data.length;
    for (const chunk of pending) uploaded -= chunk.bytes.length;
    if (skipped > 0) onProgress(uploaded, data.length);

    let next = 0;
    let failed = false;
    const worker = async () => {
      while (next < pending.length && !failed) {
        const chunk = pending[next++];
        try {
          await this.#sendChunk(session, chunk);
        } catch (error) {
          failed = true;
          throw error;
        }
        uploaded += chunk.bytes.length;
        onProgress(uploaded, data.length);
      }
    };
    const width = Math.min(this.parallel, pending.length);
    const results = await Promise.allSettled(Array.from({ length: width }, worker));
    const failure = results.find((result) => result.status === "rejected");
    if (failure !== undefined) throw failure.reason;

    const receipt = await withRetries(() => this.transport.finish(session.id, chunks.length), this.retry);
    return { sent: pending.length, skipped, receipt };
  }

  async #sendChunk(session, chunk) {
    await withRetries(() => this.transport.send(session.id, chunk), this.retry);
    session.confirm(chunk);
  }
}
