export type Matrix = readonly (readonly number[])[];

export function transpose(m: Matrix): number[][] {
  if (m.length === 0) return [];
  return m[0].map((_, column) => m.map((row) => row[column]));
}

/** A quarter turn clockwise. */
export function rotate(m: Matrix): number[][] {
  return transpose(m).map((row) => row.reverse());
}

export function multiply(a: Matrix, b: Matrix): number[][] {
  if (a.length > 0 && a[0].length !== b.length) throw new RangeError('Sizes do not fit');
  const columns = b.length === 0 ? 0 : b[0].length;
  return a.map((row) => {
    const out: number[] = [];
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < row.length; k++) sum += row[k] * b[k][column];
      out.push(sum);
    }
    return out;
  });
}

export function identity(size: number): number[][] {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));
}

/** By repeated squaring. */
export function power(m: Matrix, exponent: number): number[][] {
  if (exponent === 0) return identity(m.length);
  const half = power(m, Math.floor(exponent / 2));
  const squared = multiply(half, half);
  return exponent % 2 === 0 ? squared : multiply(squared, m);
}

/** All elements, round and round from the first one inwards. */
export function spiral(m: Matrix): number[] {
  const out: number[] = [];
  let top = 0;
  let bottom = m.length - 1;
  let left = 0;
  let right = m.length === 0 ? -1 : m[0].length - 1;
  while (top <= bottom && left <= right) {
    for (let c = left; c <= right; c++) out.push(m[top][c]);
    top++;
    for (let r = top; r <= bottom; r++) out.push(m[r][right]);
    right--;
    if (top <= bottom) {
      for (let c = right; c >= left; c--) out.push(m[bottom][c]);
      bottom--;
    }
    if (left <= right) {
      for (let r = bottom; r >= top; r--) out.push(m[r][left]);
      left++;
    }
  }
  return out;
}

/** How many of the eight neighbours of a cell satisfy the predicate. */
export function countNeighbours(m: Matrix, row: number, column: number, matches: (n: number) => boolean): number {
  let count = 0;
  for (let r = row - 1; r <= row + 1; r++) {
    for (let c = column - 1; c <= column + 1; c++) {
      if (r === row && c === column) continue;
      if (r < 0 || r >= m.length || c < 0 || c >= m[0].length) continue;
      if (matches(m[r][c])) count++;
    }
  }
  return count;
}
