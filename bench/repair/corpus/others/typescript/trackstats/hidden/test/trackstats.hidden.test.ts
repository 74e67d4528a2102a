import { describe, expect, it } from "vitest";
import { distanceFromLine, type TrackPoint } from "../src/geo.ts";
import { simplify } from "../src/simplify.ts";
import { splits } from "../src/splits.ts";
import { climb, smooth } from "../src/stats.ts";
import { at } from "./track.ts";

describe("climb", () => {
  it("counts from the last height counted", () => {
    expect(climb([0, 10, 20, 30, 40])).toEqual({ up: 40, down: 0 });
    expect(climb([40, 30, 20, 10])).toEqual({ up: 0, down: 30 });
    expect(climb([0, 10, 5, 12, 1])).toEqual({ up: 17, down: 16 });
  });

  it("does not move on with noise", () => {
    expect(climb([0, 2, 0, 2, 4, 3, 5, 7], 3)).toEqual({ up: 7, down: 0 });
    expect(climb([10, 8, 6, 4], 5)).toEqual({ up: 0, down: 6 });
  });

  it("counts changes as great as the threshold", () => {
    expect(climb([0, 3, 6, 3], 3)).toEqual({ up: 6, down: 3 });
    expect(climb([], 3)).toEqual({ up: 0, down: 0 });
    expect(climb([50, 52, 49], 1)).toEqual({ up: 2, down: 3 });
  });
});

describe("smooth", () => {
  it("takes as many neighbours on either side", () => {
    expect(smooth([10, 20, 30, 40, 50], 2)).toEqual([20, 25, 30, 35, 40]);
    expect(smooth([0, 0, 0, 12], 1)).toEqual([0, 0, 4, 6]);
    expect(smooth([12, 0, 0, 0], 1)).toEqual([6, 4, 0, 0]);
  });

  it("takes all where the reach is greater than the track", () => {
    expect(smooth([3, 6, 9], 10)).toEqual([6, 6, 6]);
    expect(smooth([5], 1)).toEqual([5]);
    expect(smooth([5, 7], 0)).toEqual([5, 7]);
  });
});

describe("simplify", () => {
  it("leaves no point out that is far from the result", () => {
    const circle: TrackPoint[] = [];
    for (let i = 0; i <= 48; i++) {
      const turn = (i / 48) * 2 * Math.PI;
      circle.push(at(200 * Math.cos(turn), 200 * Math.sin(turn)));
    }
    const result = simplify(circle, 8);
    expect(result.length).toBeLessThan(20);
    expect(result[0]).toEqual(circle[0]);
    expect(result.at(-1)).toEqual(circle.at(-1));
    for (const point of circle) {
      const off = result.slice(1).map((end, i) => distanceFromLine(point, result[i]!, end));
      expect(Math.min(...off)).toBeLessThanOrEqual(8);
    }
  });

  it("splits at the farthest point", () => {
    const track = [at(0, 0), at(10, 6), at(20, 30), at(30, 6), at(40, 0), at(90, 4), at(140, 0)];
    expect(simplify(track, 10)).toEqual([track[0], track[2], track[4], track[6]]);
  });
});

describe("splits", () => {
  it("cuts several times within one piece", () => {
    const result = splits([at(0, 0, 0), at(300, 0, 30), at(3500, 0, 350)], 1000);
    expect(result.map((split) => Math.round(split.seconds))).toEqual([100, 100, 100, 50]);
  });
});
