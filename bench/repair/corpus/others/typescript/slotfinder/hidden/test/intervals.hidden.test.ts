import { expect, it } from "vitest";
import { merge, subtract } from "../src/intervals.ts";
import { commonSlots } from "../src/planner.ts";

it("swallows several contained intervals and still extends", () => {
  expect(
    merge([
      { start: 0, end: 100 },
      { start: 10, end: 20 },
      { start: 30, end: 100 },
      { start: 50, end: 120 },
      { start: 121, end: 130 },
    ]),
  ).toEqual([{ start: 0, end: 120 }, { start: 121, end: 130 }]);
});

it("joins a chain of overlaps", () => {
  expect(merge([{ start: 5, end: 9 }, { start: 1, end: 3 }, { start: 3, end: 6 }])).toEqual([{ start: 1, end: 9 }]);
});

it("does not offer time inside a long meeting", () => {
  expect(subtract({ start: 0, end: 500 }, [{ start: 100, end: 400 }, { start: 150, end: 200 }])).toEqual([
    { start: 0, end: 100 },
    { start: 400, end: 500 },
  ]);
  const day = { name: "Cy", hours: "09:00-17:00", meetings: ["09:00-15:00", "10:00-10:30"] };
  expect(commonSlots([day], 30)).toEqual(["15:00-17:00"]);
});

it("leaves its input alone when it extends", () => {
  const input = [{ start: 1, end: 4 }, { start: 2, end: 8 }];
  merge(input);
  expect(input[0]).toEqual({ start: 1, end: 4 });
});
