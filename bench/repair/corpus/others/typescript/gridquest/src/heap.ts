/** A binary heap that hands out its items lowest priority number first. */
export class MinHeap<T> {
  private readonly nodes: { item: T; priority: number }[] = [];

  get size(): number {
    return this.nodes.length;
  }

  push(item: T, priority: number): void {
    this.nodes.push({ item, priority });
    let index = this.nodes.length - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.nodes[parent].priority <= this.nodes[index].priority) break;
      this.swap(index, parent);
      index = parent;
    }
  }

  pop(): T | undefined {
    const top = this.nodes[0];
    const last = this.nodes.pop();
    if (top === undefined || last === undefined) return undefined;
    if (this.nodes.length > 0) {
      this.nodes[0] = last;
      this.sink(0);
    }
    return top.item;
  }

  private sink(start: number): void {
    let index = start;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let smallest = index;
      if (this.isLower(left, smallest)) smallest = left;
      if (this.isLower(right, smallest)) smallest = right;
      if (smallest === index) return;
      this.swap(index, smallest);
      index = smallest;
    }
  }

  private isLower(a: number, b: number): boolean {
    return a < this.nodes.length && this.nodes[a].priority < this.nodes[b].priority;
  }

  private swap(a: number, b: number): void {
    [this.nodes[a], this.nodes[b]] = [this.nodes[b], this.nodes[a]];
  }
}
