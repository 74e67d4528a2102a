import { expect, it } from 'vitest';
import { UnderWay } from '../../../src/environment/under-way.ts';

it('is waited for until enough have come, at once where that is so already', async () => {
  const underWay = new UnderWay();
  await underWay.until(() => underWay.count === 0, 1e9);
  const come = [underWay.enter(), underWay.enter()];
  let isOver = false;
  const all = underWay.until(() => underWay.count === 0, 1e9).then(() => (isOver = true));
  come[0]?.();
  come[0]?.();
  await new Promise((resolve) => setImmediate(resolve));
  expect([underWay.count, isOver]).toEqual([1, false]);
  come[1]?.();
  await all;
  expect(underWay.count).toBe(0);
});

it('is waited for no longer than was said', async () => {
  const underWay = new UnderWay();
  underWay.enter();
  const began = performance.now();
  await underWay.until(() => underWay.count === 0, 30);
  expect(performance.now() - began).toBeGreaterThan(25);
  expect(underWay.count).toBe(1);
});
