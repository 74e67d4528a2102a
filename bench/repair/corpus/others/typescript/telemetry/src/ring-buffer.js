/** Keeps the last `capacity` items that were pushed. */
export class RingBuffer {
  #items;
  #next = 0;
  #size = 0;

  /** @param {number} capacity */
  constructor(capacity) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`bad capacity: ${capacity}`);
    this.#items = new Array(capacity);
  }

  get size() {
    return this.#size;
  }

  get capacity() {
    return this.#items.length;
  }

  /** Adds an item and drops the oldest one when the buffer is full. */
  push(item) {
    this.#items[this.#next] = item;
    this.#next = (this.#next + 1) % this.capacity;
    this.#size = Math.min(this.#size + 1, this.capacity);
  }

  /** The item at a position counted from the oldest; negative positions count from the newest. */
  at(position) {
    const offset = position < 0 ? this.#size + position : position;
    if (offset < 0 || offset >= this.#size) return undefined;
    const oldest = this.#next - this.#size + this.capacity;
    return this.#items[(oldest + offset) % this.capacity];
  }

  /** All items, oldest first. */
  toArray() {
    return Array.from({ length: this.#size }, (_, position) => this.at(position));
  }
}
