import { expect, test } from 'vitest';
import { countNeighbours, identity, multiply, power, rotate, spiral, transpose } from '../src/matrix';

const grid = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => r * columns + c + 1));

test('shapes', () => {
  for (let rows = 1; rows < 6; rows++) {
    for (let columns = 1; columns < 6; columns++) {
      const m = grid(rows, columns);
      const turned = rotate(m);
      const flipped = transpose(m);
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          expect(flipped[c][r]).toBe(m[r][c]);
          expect(turned[c][rows - 1 - r]).toBe(m[r][c]);
        }
      }
      expect(rotate(rotate(rotate(turned)))).toEqual(m);
      let rest = m;
      const around: number[] = [];
      while (rest.length > 0) {
        around.push(...rest[0]);
        rest = transpose(rest.slice(1)).reverse();
      }
      expect(spiral(m)).toEqual(around);
      expect(multiply(m, identity(columns))).toEqual(m);
      expect(multiply(identity(rows), m)).toEqual(m);
      expect(m).toEqual(grid(rows, columns));
    }
  }
  expect(spiral([])).toEqual([]);
  expect(rotate([])).toEqual([]);
  expect(multiply([], [])).toEqual([]);
  expect(() => multiply(grid(2, 3), grid(2, 3))).toThrow(RangeError);
});

test('products', () => {
  const m = [[1, 2, 0], [0, 1, 3], [2, 0, 1]];
  let expected = identity(3);
  for (let n = 0; n < 9; n++) {
    expect(power(m, n)).toEqual(expected);
    expected = multiply(expected, m);
  }
  expect(multiply([[1, 2]], [[3, 4, 5], [6, 7, 8]])).toEqual([[15, 18, 21]]);
});

test('neighbours', () => {
  const m = grid(4, 3);
  for (let r = 0; r < 4; r++) {
    for (let c = 0; c < 3; c++) {
      let count = 0;
      m.forEach((row, i) => {
        row.forEach((n, j) => {
          if (n % 2 === 0 && Math.max(Math.abs(i - r), Math.abs(j - c)) === 1) count++;
        });
      });
      expect(countNeighbours(m, r, c, (n) => n % 2 === 0)).toBe(count);
    }
  }
});
