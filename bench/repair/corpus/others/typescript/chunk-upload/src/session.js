/**
 * What is known of an upload that can be resumed. Checksums tell whether a
 * chunk that was sent before is still the same.
 */
export class UploadSession {
  constructor(id, sent = []) {
    this.id = id;
    this.sent = new Map(sent);
  }

  has(chunk) {
    return this.sent.get(chunk.index) === chunk.checksum;
  }

  confirm(chunk) {
    this.sent.set(chunk.index, chunk.checksum);
  }

  /** A plain form to store, to be given back to `UploadSession.restore`. */
  toJSON() {
    return { id: this.id, sent: [...this.sent].sort(([a], [b]) => a - b) };
  }

  static restore(stored) {
    return new UploadSession(stored.id, stored.sent);
  }
}
