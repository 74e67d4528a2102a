export interface Point {
  x: number;
  y: number;
}

/** What one step onto a tile costs; a wall cannot be stepped on. */
const COSTS: Record<string, number> = { '.': 1, ',': 2, '~': 5, '#': Infinity };

const STRAIGHT = [[1, 0], [-1, 0], [0, 1], [0, -1]];
const DIAGONAL = [[1, 1], [1, -1], [-1, 1], [-1, -1]];

/** A map drawn in text: `.` floor, `,` rubble, `~` water, `#` wall. */
export class Grid {
  readonly width: number;
  readonly height: number;
  private readonly rows: string[];

  constructor(drawing: string) {
    this.rows = drawing.trim().split('\n').map((row) => row.trim());
    this.height = this.rows.length;
    this.width = this.rows[0].length;
    if (this.rows.some((row) => row.length !== this.width)) throw new Error('rows differ in length');
    const odd = this.rows.join('').match(/[^.,~#]/);
    if (odd) throw new Error(`unknown tile ${odd[0]}`);
  }

  contains({ x, y }: Point): boolean {
    return x >= 0 && y >= 0 && x < this.width && y < this.height;
  }

  /** The cost of stepping onto a tile; Infinity for walls and outside. */
  cost(point: Point): number {
    return this.contains(point) ? COSTS[this.rows[point.y][point.x]] : Infinity;
  }

  isOpen(point: Point): boolean {
    return this.cost(point) < Infinity;
  }

  /**
   * The tiles one step away. Diagonal steps are taken when asked for, and only
   * where they do not cut a corner: both tiles beside the step must be open.
   */
  neighbours({ x, y }: Point, diagonal = false): Point[] {
    const found: Point[] = [];
    for (const [dx, dy] of STRAIGHT) {
      const next = { x: x + dx, y: y + dy };
      if (this.isOpen(next)) found.push(next);
    }
    if (!diagonal) return found;
    for (const [dx, dy] of DIAGONAL) {
      const next = { x: x + dx, y: y + dy };
      const sides = this.isOpen({ x: x + dx, y }) && this.isOpen({ x, y: y + dy });
      if (sides && this.isOpen(next)) found.push(next);
    }
    return found;
  }
}

export function key({ x, y }: Point): string {
  return `${x},${y}`;
}
