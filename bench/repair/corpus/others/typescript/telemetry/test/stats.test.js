import assert from "node:assert/strict";
import { test } from "node:test";
import { mean, percentile, rate } from "../src/stats.js";

test("the mean of nothing is undefined", () => {
  assert.equal(mean([]), undefined);
  assert.equal(mean([1, 2, 6]), 3);
});

test("a percentile of an odd number of values can be one of them", () => {
  assert.equal(percentile([10, 9, 2], 50), 9);
  assert.equal(percentile([10, 9, 2], 100), 10);
  assert.equal(percentile([10, 9, 2], 0), 2);
});

test("the median of an even number of values is halfway", () => {
  assert.equal(percentile([4, 1, 3, 2], 50), 2.5);
});

test("a percentage is between 0 and 100", () => {
  assert.throws(() => percentile([1], 101), RangeError);
});

test("the rate is a change per second", () => {
  assert.equal(rate([{ time: 1000, value: 5 }, { time: 3000, value: 9 }]), 2);
  assert.equal(rate([{ time: 1000, value: 5 }]), 0);
  assert.equal(rate([]), 0);
});
