import { describe, expect, test } from 'vitest';
import { Grid, key } from '../src/grid.ts';
import { MinHeap } from '../src/heap.ts';
import { findPath, reachable } from '../src/path.ts';

function drain(priorities: number[]): number[] {
  const heap = new MinHeap<number>();
  for (const priority of priorities) heap.push(priority, priority);
  return priorities.map(() => heap.pop() ?? NaN);
}

describe('heap', () => {
  test('hands out a few items in order', () => {
    expect(drain([3, 1, 2])).toEqual([1, 2, 3]);
  });

  test('hands out many items in order', () => {
    expect(drain([5, 9, 1, 7, 3, 8, 2, 6, 4])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('is empty in the end', () => {
    const heap = new MinHeap<string>();
    heap.push('a', 1);
    expect(heap.pop()).toBe('a');
    expect(heap.pop()).toBeUndefined();
    expect(heap.size).toBe(0);
  });
});

describe('grid', () => {
  const grid = new Grid(`
    ..#
    .~.
    #..
  `);

  test('knows its size and costs', () => {
    expect([grid.width, grid.height]).toEqual([3, 3]);
    expect(grid.cost({ x: 1, y: 1 })).toBe(5);
    expect(grid.cost({ x: 2, y: 0 })).toBe(Infinity);
    expect(grid.cost({ x: 3, y: 0 })).toBe(Infinity);
  });

  test('refuses bad drawings', () => {
    expect(() => new Grid('..\n.')).toThrow('rows differ');
    expect(() => new Grid('.?')).toThrow('unknown tile ?');
  });

  test('finds straight neighbours', () => {
    expect(grid.neighbours({ x: 0, y: 0 }).map(key)).toEqual(['1,0', '0,1']);
    expect(grid.neighbours({ x: 1, y: 0 }).map(key)).toEqual(['0,0', '1,1']);
  });

  test('finds diagonal neighbours', () => {
    expect(grid.neighbours({ x: 0, y: 0 }, true).map(key)).toEqual(['1,0', '0,1', '1,1']);
  });

  test('does not cut corners', () => {
    const corner = new Grid('.#\n..');
    expect(corner.neighbours({ x: 0, y: 0 }, true).map(key)).toEqual(['0,1']);
    const gap = new Grid('.#\n#.');
    expect(gap.neighbours({ x: 0, y: 0 }, true)).toEqual([]);
  });
});

describe('paths', () => {
  test('walks around a wall', () => {
    const grid = new Grid('.#.\n.#.\n...');
    const path = findPath(grid, { x: 0, y: 0 }, { x: 2, y: 0 });
    expect(path?.cost).toBe(6);
    expect(path?.steps.map(key)).toEqual(['0,0', '0,1', '0,2', '1,2', '2,2', '2,1', '2,0']);
  });

  test('stays where it is', () => {
    expect(findPath(new Grid('.'), { x: 0, y: 0 }, { x: 0, y: 0 })).toEqual({ steps: [{ x: 0, y: 0 }], cost: 0 });
  });

  test('gives up when there is no way', () => {
    expect(findPath(new Grid('.#.'), { x: 0, y: 0 }, { x: 2, y: 0 })).toBeUndefined();
    expect(findPath(new Grid('..#'), { x: 0, y: 0 }, { x: 2, y: 0 })).toBeUndefined();
  });

  test('goes around water when that is cheaper', () => {
    const grid = new Grid('.~.\n...');
    const path = findPath(grid, { x: 0, y: 0 }, { x: 2, y: 0 });
    expect(path?.cost).toBe(4);
    expect(path?.steps.map(key)).toEqual(['0,0', '0,1', '1,1', '2,1', '2,0']);
  });

  test('takes diagonal steps when allowed', () => {
    const grid = new Grid('...\n...\n...');
    expect(findPath(grid, { x: 0, y: 0 }, { x: 2, y: 2 }, { diagonal: true })?.cost).toBe(2);
    expect(findPath(grid, { x: 0, y: 0 }, { x: 2, y: 2 })?.cost).toBe(4);
  });

  test('counts the tiles within reach', () => {
    const grid = new Grid('...\n.#.\n...');
    expect([...reachable(grid, { x: 0, y: 0 }, 1).keys()].sort()).toEqual(['0,0', '0,1', '1,0']);
    expect(reachable(grid, { x: 0, y: 0 }, 9).get('2,2')).toBe(4);
    expect(reachable(grid, { x: 1, y: 1 }, 3).size).toBe(0);
  });
});
