import assert from "node:assert/strict";
import { test } from "node:test";
import { RingBuffer } from "../src/ring-buffer.js";

const filled = (capacity, ...items) => {
  const buffer = new RingBuffer(capacity);
  for (const item of items) buffer.push(item);
  return buffer;
};

test("a buffer that is not full keeps everything in order", () => {
  const buffer = filled(4, "a", "b");
  assert.deepEqual(buffer.toArray(), ["a", "b"]);
  assert.equal(buffer.size, 2);
});

test("a full buffer drops the oldest items", () => {
  assert.deepEqual(filled(3, 1, 2, 3, 4, 5).toArray(), [3, 4, 5]);
});

test("positions count from the oldest or back from the newest", () => {
  const buffer = filled(3, 1, 2, 3, 4);
  assert.equal(buffer.at(0), 2);
  assert.equal(buffer.at(-1), 4);
  assert.equal(buffer.at(3), undefined);
  assert.equal(buffer.at(-4), undefined);
});

test("a buffer needs a capacity", () => {
  assert.throws(() => new RingBuffer(0), RangeError);
});
