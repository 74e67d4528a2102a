import { expect, it } from "vitest";
import { occurrences } from "../src/recurrence.ts";

it("repeats daily across a month's end", () => {
  expect(occurrences("2024-02-28", { every: "day", count: 3 })).toEqual([
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
  ]);
});

it("repeats every second week", () => {
  expect(occurrences("2024-05-20", { every: "week", interval: 2, count: 2 })).toEqual(["2024-05-20", "2024-06-03"]);
});

it("repeats monthly across the year's end", () => {
  expect(occurrences("2023-11-15", { every: "month", count: 3 })).toEqual(["2023-11-15", "2023-12-15", "2024-01-15"]);
});

it("moves a day that the month lacks to the month's last day", () => {
  expect(occurrences("2024-01-31", { every: "month", count: 4 })).toEqual([
    "2024-01-31",
    "2024-02-29",
    "2024-03-31",
    "2024-04-30",
  ]);
});
