import assert from "node:assert/strict";
import { test } from "node:test";
import { Alarm } from "../src/alarm.js";
import { Monitor, parseLine } from "../src/monitor.js";

/** The changes an alarm makes for values that come one second apart. */
const changes = (options, ...values) => {
  const alarm = new Alarm(options);
  return values.map((value, i) => alarm.update({ time: i * 1000, value }) ?? "-");
};

test("an alarm is raised when its value is reached and cleared below the other", () => {
  assert.deepEqual(changes({ raiseAt: 80, clearBelow: 70 }, 79, 80, 75, 70, 69), ["-", "raised", "-", "-", "cleared"]);
});

test("an alarm without a value for clearing uses the one for raising", () => {
  assert.deepEqual(changes({ raiseAt: 80 }, 80, 80, 79), ["raised", "-", "cleared"]);
});

test("a raised alarm is held for a while", () => {
  assert.deepEqual(changes({ raiseAt: 80, holdMs: 2000 }, 80, 10, 10), ["raised", "-", "cleared"]);
});

test("a cleared alarm is held for a while", () => {
  assert.deepEqual(changes({ raiseAt: 80, holdMs: 2000 }, 80, 80, 10, 90, 90), [
    "raised", "-", "cleared", "-", "raised",
  ]);
});

test("lines are read and broken ones skipped", () => {
  assert.deepEqual(parseLine(" boiler.temp  71.5 1700 "), { sensor: "boiler.temp", sample: { value: 71.5, time: 1700 } });
  for (const line of ["", "# note 1 2", "boiler 71", "boiler x 1700", "boiler 1 2 3"]) {
    assert.equal(parseLine(line), undefined);
  }
});

test("a monitor tells what happened to its alarms", () => {
  const monitor = new Monitor({ alarms: { t: { raiseAt: 50 } } });
  assert.deepEqual(monitor.feed(["t 49 1", "u 99 2", "t 50 3", "t 20 4"]), [
    { sensor: "t", change: "raised", time: 3 },
    { sensor: "t", change: "cleared", time: 4 },
  ]);
});

test("a monitor sums up the samples of a sensor", () => {
  const monitor = new Monitor({ capacity: 10 });
  monitor.feed(["t 4 1000", "t 1 2000", "t 7 3000"]);
  assert.deepEqual(monitor.summary("t"), { count: 3, latest: 7, mean: 4, median: 4, rate: 1.5 });
  assert.equal(monitor.summary("u"), undefined);
});
