import { describe, expect, it } from "vitest";
import { between, distance, distanceFromLine } from "../src/geo.ts";
import { climb, movingTime, smooth, trackLength } from "../src/stats.ts";
import { at } from "./track.ts";

describe("geometry", () => {
  it("measures along the equator and across the pole", () => {
    expect(distance(at(0, 0), at(1000, 0))).toBeCloseTo(1000, 3);
    const east = { lat: 80, lon: 0, ele: 0, time: 0 };
    const west = { lat: 80, lon: 180, ele: 0, time: 0 };
    expect(distance(east, west) / 1000).toBeCloseTo(2223.9, 1);
  });

  it("measures the distance from a line", () => {
    expect(distanceFromLine(at(50, 30), at(0, 0), at(100, 0))).toBeCloseTo(30, 3);
    expect(distanceFromLine(at(130, 40), at(0, 0), at(100, 0))).toBeCloseTo(50, 3);
  });

  it("finds points on the way", () => {
    expect(between(at(0, 0, 10, 100), at(0, 0, 20, 200), 0.25)).toMatchObject({ ele: 125, time: 12.5 });
  });
});

describe("track figures", () => {
  it("adds the pieces up", () => {
    expect(trackLength([at(0, 0), at(30, 0), at(30, 40)])).toBeCloseTo(70, 3);
    expect(trackLength([at(5, 5)])).toBe(0);
  });

  it("smooths with neighbours on both sides", () => {
    expect(smooth([0, 0, 9, 0, 0], 1)).toEqual([0, 3, 3, 3, 0]);
  });

  it("leaves heights alone without a reach", () => {
    expect(smooth([4, 8, 6], 0)).toEqual([4, 8, 6]);
  });

  it("takes small changes for noise", () => {
    expect(climb([100, 101, 99, 102, 100])).toEqual({ up: 0, down: 0 });
  });

  it("counts ways up and down", () => {
    expect(climb([100, 110, 120, 105])).toEqual({ up: 20, down: 15 });
  });

  it("counts a slow climb", () => {
    expect(climb([0, 2, 4, 6, 8], 3)).toEqual({ up: 8, down: 0 });
  });

  it("leaves breaks out of the moving time", () => {
    expect(movingTime([at(0, 0, 0), at(100, 0, 50), at(101, 0, 350), at(201, 0, 400)])).toBe(100);
  });
});
