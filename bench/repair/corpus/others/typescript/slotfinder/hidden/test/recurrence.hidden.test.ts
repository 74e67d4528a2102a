import { expect, it } from "vitest";
import { daysInMonth, occurrences } from "../src/recurrence.ts";

it("knows every month's length", () => {
  const lengths = Array.from({ length: 12 }, (_, index) => daysInMonth(2023, index + 1));
  expect(lengths).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
});

it("knows leap years", () => {
  expect([1900, 2000, 2024, 2100].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 29, 28]);
});

it("keeps the 31st wherever there is one", () => {
  expect(occurrences("2023-05-31", { every: "month", count: 6 })).toEqual([
    "2023-05-31",
    "2023-06-30",
    "2023-07-31",
    "2023-08-31",
    "2023-09-30",
    "2023-10-31",
  ]);
});

it("keeps the 29th and 30th in long months", () => {
  expect(occurrences("2023-01-30", { every: "month", interval: 2, count: 3 })).toEqual([
    "2023-01-30",
    "2023-03-30",
    "2023-05-30",
  ]);
  expect(occurrences("2022-12-29", { every: "month", count: 4 })).toEqual([
    "2022-12-29",
    "2023-01-29",
    "2023-02-28",
    "2023-03-29",
  ]);
});
