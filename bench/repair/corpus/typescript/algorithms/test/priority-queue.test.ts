import { describe, expect, it } from 'vitest';
import { PriorityQueue } from '../src/priority-queue';

const drain = <T>(queue: PriorityQueue<T>): T[] => {
  const out: T[] = [];
  while (queue.size > 0) out.push(queue.pop() as T);
  return out;
};

describe('PriorityQueue', () => {
  it('gives the smallest first', () => {
    const queue = new PriorityQueue<number>((a, b) => a - b, [5, 1, 4]);
    expect(queue.peek()).toBe(1);
    expect(queue.pop()).toBe(1);
    expect(queue.size).toBe(2);
  });
  it('drains in order', () => {
    const queue = new PriorityQueue<number>((a, b) => a - b, [5, 3, 8, 1, 9, 2, 7]);
    expect(drain(queue)).toEqual([1, 2, 3, 5, 7, 8, 9]);
  });
  it('takes any order', () => {
    const queue = new PriorityQueue<string>((a, b) => b.length - a.length, ['a', 'ccc', 'bb']);
    expect(drain(queue)).toEqual(['ccc', 'bb', 'a']);
  });
  it('is empty after the last pop', () => {
    const queue = new PriorityQueue<number>((a, b) => a - b, [1]);
    expect(queue.pop()).toBe(1);
    expect(queue.pop()).toBeUndefined();
  });
  it('removes an element from the middle', () => {
    const queue = new PriorityQueue<number>((a, b) => a - b, [5, 7, 4, 1, 6, 2, 3]);
    expect(queue.remove((n) => n === 7)).toBe(true);
    expect(queue.remove((n) => n === 99)).toBe(false);
    expect(drain(queue)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
