import assert from "node:assert/strict";
import { test } from "node:test";
import { Alarm } from "../src/alarm.js";
import { Monitor } from "../src/monitor.js";
import { RingBuffer } from "../src/ring-buffer.js";
import { percentile } from "../src/stats.js";

test("a buffer agrees with the end of a list for every filling", () => {
  for (const capacity of [1, 2, 3, 5]) {
    const buffer = new RingBuffer(capacity);
    const all = [];
    assert.deepEqual(buffer.toArray(), []);
    assert.equal(buffer.at(0), undefined);
    assert.equal(buffer.at(-1), undefined);
    for (let i = 0; i < 13; i++) {
      buffer.push(i);
      all.push(i);
      const kept = all.slice(-capacity);
      assert.deepEqual(buffer.toArray(), kept);
      assert.equal(buffer.size, kept.length);
      for (let p = -capacity - 1; p <= capacity; p++) assert.equal(buffer.at(p), kept.at(p), `at ${p}`);
    }
  }
});

test("percentiles are interpolated", () => {
  assert.equal(percentile([1, 2, 3, 4], 25), 1.75);
  assert.equal(percentile([4, 3, 2, 1, 0], 90), 3.6);
  assert.equal(percentile([5], 30), 5);
  assert.equal(percentile([1, 2], 50), 1.5);
  assert.equal(percentile([], 50), undefined);
  assert.equal(percentile([100, 9, 20], 100), 100);
});

const changes = (options, ...values) => {
  const alarm = new Alarm(options);
  return values.map((value, i) => alarm.update({ time: i * 1000, value }) ?? "-");
};

test("every change starts the hold anew", () => {
  assert.deepEqual(changes({ raiseAt: 5, clearBelow: 3, holdMs: 3000 }, 5, 0, 0, 0, 9, 9, 9, 0, 0, 0), [
    "raised", "-", "-", "cleared", "-", "-", "raised", "-", "-", "cleared",
  ]);
});

test("samples that change nothing do not start the hold", () => {
  assert.deepEqual(changes({ raiseAt: 5, holdMs: 3000 }, 1, 5, 6, 6, 4, 4), ["-", "raised", "-", "-", "cleared", "-"]);
  assert.deepEqual(changes({ raiseAt: 5, holdMs: 2000 }, 5, 5, 5, 4), ["raised", "-", "-", "cleared"]);
});

test("an alarm without a hold follows every sample", () => {
  assert.deepEqual(changes({ raiseAt: 5 }, 5, 4, 5, 4), ["raised", "cleared", "raised", "cleared"]);
});

test("an alarm knows whether it is raised", () => {
  const alarm = new Alarm({ raiseAt: 5, clearBelow: 2 });
  assert.equal(alarm.raised, false);
  alarm.update({ time: 0, value: 5 });
  alarm.update({ time: 1, value: 2 });
  assert.equal(alarm.raised, true);
  alarm.update({ time: 2, value: 1 });
  assert.equal(alarm.raised, false);
  assert.throws(() => new Alarm({ raiseAt: 1, clearBelow: 2 }), RangeError);
});

test("a monitor sums up only what its buffer keeps", () => {
  const monitor = new Monitor({ capacity: 2 });
  monitor.feed(["t 100 0", "t 1 1000", "t 4 2000"]);
  assert.deepEqual(monitor.summary("t"), { count: 2, latest: 4, mean: 2.5, median: 2.5, rate: 3 });
  monitor.feed(["u 1 5"]);
  assert.deepEqual(monitor.summary("u"), { count: 1, latest: 1, mean: 1, median: 1, rate: 0 });
});
