import { describe, expect, it } from "vitest";
import { intersect, merge, subtract } from "../src/intervals.ts";

describe("merge", () => {
  it("keeps apart what does not touch, in order", () => {
    expect(merge([{ start: 600, end: 660 }, { start: 60, end: 120 }])).toEqual([
      { start: 60, end: 120 },
      { start: 600, end: 660 },
    ]);
  });
  it("joins overlapping and touching intervals", () => {
    expect(merge([{ start: 60, end: 120 }, { start: 90, end: 150 }, { start: 150, end: 160 }])).toEqual([
      { start: 60, end: 160 },
    ]);
  });
  it("swallows an interval that lies inside another", () => {
    expect(merge([{ start: 60, end: 300 }, { start: 90, end: 120 }])).toEqual([{ start: 60, end: 300 }]);
  });
  it("leaves its input alone", () => {
    const input = [{ start: 60, end: 120 }, { start: 90, end: 150 }];
    merge(input);
    expect(input).toEqual([{ start: 60, end: 120 }, { start: 90, end: 150 }]);
  });
});

describe("subtract", () => {
  it("returns the gaps", () => {
    expect(subtract({ start: 0, end: 100 }, [{ start: 10, end: 20 }, { start: 50, end: 60 }])).toEqual([
      { start: 0, end: 10 },
      { start: 20, end: 50 },
      { start: 60, end: 100 },
    ]);
  });
  it("ignores what is outside the window", () => {
    expect(subtract({ start: 100, end: 200 }, [{ start: 0, end: 50 }, { start: 190, end: 300 }])).toEqual([
      { start: 100, end: 190 },
    ]);
  });
});

describe("intersect", () => {
  it("returns the common stretches", () => {
    expect(
      intersect([{ start: 0, end: 50 }, { start: 60, end: 100 }], [{ start: 40, end: 70 }]),
    ).toEqual([{ start: 40, end: 50 }, { start: 60, end: 70 }]);
  });
});
