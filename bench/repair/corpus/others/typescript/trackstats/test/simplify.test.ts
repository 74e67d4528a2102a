import { describe, expect, it } from "vitest";
import { simplify } from "../src/simplify.ts";
import { pace, splits } from "../src/splits.ts";
import { at } from "./track.ts";

describe("simplify", () => {
  it("keeps the ends of a straight way", () => {
    const track = [at(0, 0), at(10, 0), at(20, 0), at(30, 0)];
    expect(simplify(track, 1)).toEqual([track[0], track[3]]);
  });

  it("keeps short tracks", () => {
    expect(simplify([], 5)).toEqual([]);
    expect(simplify([at(1, 1), at(2, 2)], 5)).toEqual([at(1, 1), at(2, 2)]);
  });

  it("keeps a corner and nothing beside it", () => {
    const track = [at(0, 0), at(50, 1), at(100, 0), at(101, 50), at(100, 100)];
    expect(simplify(track, 5)).toEqual([track[0], track[2], track[4]]);
  });

  it("follows a wide bow that bends little at each point", () => {
    const track = [at(0, 0), at(20, 12), at(40, 20), at(60, 20), at(80, 12), at(100, 0)];
    expect(simplify(track, 6)).toEqual([track[0], track[2], track[3], track[5]]);
  });
});

describe("splits", () => {
  it("cuts within a piece of the track", () => {
    const [first, second, ...more] = splits([at(0, 0, 0), at(1500, 0, 300), at(2000, 0, 500)], 1000);
    expect(first!.seconds).toBeCloseTo(200, 3);
    expect(second!.seconds).toBeCloseTo(300, 3);
    expect(more.every((split) => split.metres < 0.001)).toBe(true);
  });

  it("tells the rest", () => {
    const result = splits([at(0, 0, 0), at(2500, 0, 500)], 1000);
    expect(result.map((split) => Math.round(split.seconds))).toEqual([200, 200, 100]);
    expect(result[2]!.metres).toBeCloseTo(500, 3);
  });

  it("tells the pace", () => {
    expect(pace({ metres: 500, seconds: 150 })).toBe(300);
  });
});
