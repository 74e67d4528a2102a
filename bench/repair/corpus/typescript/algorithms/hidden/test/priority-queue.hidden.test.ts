import { expect, it } from 'vitest';
import { PriorityQueue } from '../src/priority-queue';

const ascending = (a: number, b: number) => a - b;
let seed = 5;
const draw = (n: number) => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return Math.floor((seed / 2147483648) * n);
};

it('behaves as a sorted list through pushes, pops and removals', () => {
  for (let round = 0; round < 60; round++) {
    const queue = new PriorityQueue<number>(ascending);
    let model: number[] = [];
    for (let step = 0; step < 80; step++) {
      const action = draw(5);
      if (action < 3) {
        const value = draw(50);
        queue.push(value);
        model = [...model, value].sort(ascending);
      } else if (action === 3) {
        expect(queue.pop()).toBe(model.shift());
      } else {
        const value = draw(50);
        const index = model.indexOf(value);
        expect(queue.remove((n) => n === value)).toBe(index >= 0);
        if (index >= 0) model.splice(index, 1);
      }
      expect(queue.size).toBe(model.length);
      expect(queue.peek()).toBe(model[0]);
    }
    while (model.length > 0) expect(queue.pop()).toBe(model.shift());
    expect(queue.pop()).toBeUndefined();
  }
});
