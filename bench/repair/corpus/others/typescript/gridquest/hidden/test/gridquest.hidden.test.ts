import { expect, test } from 'vitest';
import { Grid, key } from '../src/grid.ts';
import { MinHeap } from '../src/heap.ts';
import { findPath } from '../src/path.ts';

test('the heap sorts any order of input', () => {
  let seed = 7;
  for (let round = 0; round < 50; round += 1) {
    const heap = new MinHeap<number>();
    const values = Array.from({ length: 1 + (round % 17) }, () => (seed = (seed * 1103515245 + 12345) % 2147483648) % 30);
    for (const value of values) heap.push(value, value);
    expect(values.map(() => heap.pop())).toEqual([...values].sort((a, b) => a - b));
    expect(heap.size).toBe(0);
  }
});

test('pushes and pops may alternate', () => {
  const heap = new MinHeap<string>();
  for (const [item, priority] of [['d', 4], ['b', 2], ['e', 5]] as const) heap.push(item, priority);
  expect(heap.pop()).toBe('b');
  heap.push('a', 1);
  heap.push('c', 3);
  expect([heap.pop(), heap.pop(), heap.pop(), heap.pop(), heap.pop()]).toEqual(['a', 'c', 'd', 'e', undefined]);
});

test('one wall beside a diagonal step is enough, on either side', () => {
  for (const [drawing, from, to] of [
    ['.#\n..', { x: 0, y: 0 }, '1,1'],
    ['..\n#.', { x: 0, y: 0 }, '1,1'],
    ['..\n.#', { x: 1, y: 0 }, '0,1'],
    ['#.\n..', { x: 1, y: 0 }, '0,1'],
  ] as const) {
    expect(new Grid(drawing).neighbours(from, true).map(key)).not.toContain(to);
  }
  expect(new Grid('.~\n,.').neighbours({ x: 0, y: 0 }, true).map(key)).toContain('1,1');
});

test('a diagonal walk goes around corners', () => {
  const path = findPath(new Grid('.#.\n...'), { x: 0, y: 0 }, { x: 2, y: 0 }, { diagonal: true });
  expect(path?.cost).toBe(4);
  expect(findPath(new Grid('.#\n#.'), { x: 0, y: 0 }, { x: 1, y: 1 }, { diagonal: true })).toBeUndefined();
});

test('water is crossed when the way around costs more', () => {
  const grid = new Grid('.~.\n.#.\n.#.\n...');
  const path = findPath(grid, { x: 0, y: 0 }, { x: 2, y: 0 });
  expect(path?.cost).toBe(6);
  expect(path?.steps.map(key)).toEqual(['0,0', '1,0', '2,0']);
});

test('a longer way over floor beats rubble and water', () => {
  const grid = new Grid('.~~~.\n.###.\n.....');
  const path = findPath(grid, { x: 0, y: 0 }, { x: 4, y: 0 });
  expect(path?.cost).toBe(8);
  expect(path?.steps).toHaveLength(9);
  expect(findPath(new Grid('.,,.\n....'), { x: 0, y: 0 }, { x: 3, y: 0 })?.cost).toBe(5);
});

test('cheap tiles found late still improve a path', () => {
  const grid = new Grid('.~~,\n.,#,\n....\n~#..');
  expect(findPath(grid, { x: 0, y: 0 }, { x: 3, y: 0 })?.cost).toBe(9);
});
