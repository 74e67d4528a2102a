import { expect, it } from "vitest";
import { allocate } from "../src/money.ts";

it("always adds up to the total", () => {
  for (const weights of [[1, 1, 1], [1, 2, 4], [5, 3, 0, 7, 11], [1]]) {
    for (let total = -20; total <= 120; total++) {
      expect(allocate(total, weights).reduce((a, b) => a + b, 0)).toBe(total);
    }
  }
});

it("prefers the larger loss, then the earlier part", () => {
  expect(allocate(10, [1, 1, 4])).toEqual([2, 2, 6]);
  expect(allocate(5, [1, 2, 4])).toEqual([1, 1, 3]);
  expect(allocate(2, [1, 1, 1])).toEqual([1, 1, 0]);
  expect(allocate(7, [1, 1])).toEqual([4, 3]);
});

it("gives nothing for no weight", () => {
  expect(allocate(100, [0, 1, 2])).toEqual([0, 33, 67]);
});
