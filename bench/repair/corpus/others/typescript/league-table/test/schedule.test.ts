import { describe, expect, it } from "vitest";
import { doubleRoundRobin, roundRobin } from "../src/schedule.ts";
import type { Fixture } from "../src/types.ts";

const pairs = (rounds: Fixture[][]) =>
  rounds.flat().map(({ home, away }) => [home, away].sort().join("-")).sort();

describe("roundRobin", () => {
  it("pairs two teams once", () => {
    expect(roundRobin(["A", "B"])).toEqual([[{ home: "A", away: "B" }]]);
  });

  it("lets every pair of four teams meet once", () => {
    const rounds = roundRobin(["A", "B", "C", "D"]);
    expect(rounds.length).toBe(3);
    expect(pairs(rounds)).toEqual(["A-B", "A-C", "A-D", "B-C", "B-D", "C-D"]);
  });

  it("lets one of three teams rest in every round", () => {
    const rounds = roundRobin(["A", "B", "C"]);
    expect(rounds.map((round) => round.length)).toEqual([1, 1, 1]);
  });

  it("has no rounds without two teams", () => {
    expect(roundRobin(["A"])).toEqual([]);
  });

  it("refuses a team that is named twice", () => {
    expect(() => roundRobin(["A", "A"])).toThrow("duplicate team");
  });
});

describe("doubleRoundRobin", () => {
  it("changes the sides in the second half", () => {
    expect(doubleRoundRobin(["A", "B"])).toEqual([
      [{ home: "A", away: "B" }],
      [{ home: "B", away: "A" }],
    ]);
  });
});
