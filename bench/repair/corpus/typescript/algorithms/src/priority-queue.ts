import type { Comparator } from './search';

/** A binary heap: the first element is the smallest by `compare`. */
export class PriorityQueue<T> {
  private readonly items: T[] = [];
  private readonly compare: Comparator<T>;

  constructor(compare: Comparator<T>, items: Iterable<T> = []) {
    this.compare = compare;
    for (const item of items) this.push(item);
  }

  get size(): number {
    return this.items.length;
  }

  peek(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    this.items.push(item);
    this.siftUp(this.items.length - 1);
  }

  pop(): T | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (last !== undefined && this.items.length > 0) {
      this.items[0] = last;
      this.siftDown(0);
    }
    return first;
  }

  /** Removes one element that satisfies the predicate; whether there was one. */
  remove(matches: (item: T) => boolean): boolean {
    const index = this.items.findIndex(matches);
    if (index < 0) return false;
    const last = this.items.pop() as T;
    if (index < this.items.length) {
      this.items[index] = last;
      this.siftUp(index);
      this.siftDown(index);
    }
    return true;
  }

  private siftUp(start: number): void {
    let index = start;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.compare(this.items[parent], this.items[index]) <= 0) return;
      this.swap(parent, index);
      index = parent;
    }
  }

  private siftDown(start: number): void {
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let smallest = index;
      if (left < this.items.length && this.compare(this.items[left], this.items[smallest]) < 0) smallest = left;
      if (right < this.items.length && this.compare(this.items[right], this.items[smallest]) < 0) smallest = right;
      if (smallest === index) return;
      this.swap(index, smallest);
      index = smallest;
    }
  }

  private swap(i: number, j: number): void {
    const kept = this.items[i];
    this.items[i] = this.items[j];
    this.items[j] = kept;
  }
}
