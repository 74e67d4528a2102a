import { expect, it } from "vitest";
import { formatClock, parseClock } from "../src/clock.ts";
import { commonSlots, parseSpan, reminderLeads, reminderTimes } from "../src/planner.ts";

const ana = { name: "Ana", hours: "09:00-17:00", meetings: ["10:00-11:00", "12:30-13:30"] };
const ben = { name: "Ben", hours: "08:00-16:00", meetings: ["09:00-09:30", "14:00-15:30"] };

it("reads and writes clock times", () => {
  expect(parseClock("09:05")).toBe(545);
  expect(formatClock(545)).toBe("09:05");
  expect(() => parseClock("12:60")).toThrow(RangeError);
});

it("refuses a span that ends before it starts", () => {
  expect(() => parseSpan("10:00-09:00")).toThrow(RangeError);
});

it("lists one person's free time", () => {
  expect(commonSlots([ana], 60)).toEqual(["09:00-10:00", "11:00-12:30", "13:30-17:00"]);
});

it("lists the time that everybody has", () => {
  expect(commonSlots([ana, ben], 30)).toEqual([
    "09:30-10:00",
    "11:00-12:30",
    "13:30-14:00",
    "15:30-16:00",
  ]);
  expect(commonSlots([ana, ben], 45)).toEqual(["11:00-12:30"]);
});

it("has no slots for nobody", () => {
  expect(commonSlots([], 30)).toEqual([]);
});

it("drops repeated and negative reminder leads", () => {
  expect(reminderLeads([15, 30, 15, -5])).toEqual([15, 30]);
});

it("orders reminder leads from the shortest", () => {
  expect(reminderLeads([60, 5, 1440, 15])).toEqual([5, 15, 60, 1440]);
});

it("gives the reminders' clock times", () => {
  expect(reminderTimes("10:00", [30, 10])).toEqual(["09:30", "09:50"]);
});
