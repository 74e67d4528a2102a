/** Union by size with path halving. */
export class DisjointSets {
  private readonly parent: number[];
  private readonly sizes: number[];
  private sets: number;

  constructor(count: number) {
    this.parent = Array.from({ length: count }, (_, i) => i);
    this.sizes = new Array<number>(count).fill(1);
    this.sets = count;
  }

  get count(): number {
    return this.sets;
  }

  find(element: number): number {
    let at = element;
    while (this.parent[at] !== at) {
      this.parent[at] = this.parent[this.parent[at]];
      at = this.parent[at];
    }
    return at;
  }

  sizeOf(element: number): number {
    return this.sizes[this.find(element)];
  }

  connected(a: number, b: number): boolean {
    return this.find(a) === this.find(b);
  }

  /** Joins the sets of two elements; false when they were in one set already. */
  union(a: number, b: number): boolean {
    let big = this.find(a);
    let small = this.find(b);
    if (big === small) return false;
    if (this.sizes[big] < this.sizes[small]) [big, small] = [small, big];
    this.parent[small] = big;
    this.sizes[big] += this.sizes[small];
    this.sets -= 1;
    return true;
  }
}
