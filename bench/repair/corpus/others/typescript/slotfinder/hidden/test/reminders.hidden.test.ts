import { expect, it } from "vitest";
import { reminderLeads, reminderTimes } from "../src/planner.ts";

it("orders leads by size", () => {
  expect(reminderLeads([100, 20, 3])).toEqual([3, 20, 100]);
  expect(reminderLeads([0, 10, 9, 1, 10, -1])).toEqual([0, 1, 9, 10]);
});

it("orders the times from the earliest", () => {
  expect(reminderTimes("12:00", [5, 120, 45, 600])).toEqual(["02:00", "10:00", "11:15", "11:55"]);
});

it("leaves its input alone", () => {
  const leads = [60, 5];
  reminderLeads(leads);
  expect(leads).toEqual([60, 5]);
});

it("leaves out reminders before midnight", () => {
  expect(reminderTimes("01:00", [90, 60, 5])).toEqual(["00:00", "00:55"]);
});
