import { describe, expect, it } from "vitest";
import { Ratings } from "../src/elo.ts";
import { doubleRoundRobin, roundRobin } from "../src/schedule.ts";
import { buildTable } from "../src/table.ts";
import type { Match } from "../src/types.ts";

function match(text: string): Match {
  const [home, homeGoals, awayGoals, away] = text.split(/[ :]/);
  return { home, away, homeGoals: Number(homeGoals), awayGoals: Number(awayGoals) };
}
const order = (teams: string[], ...texts: string[]) =>
  buildTable(teams, texts.map(match)).map((row) => row.team);

describe("round robins of any size", () => {
  for (const count of [2, 3, 5, 6, 7, 8, 11]) {
    it(`is complete for ${count} teams`, () => {
      const teams = Array.from({ length: count }, (_, i) => `T${i}`);
      const rounds = roundRobin(teams);
      expect(rounds.length).toBe(count % 2 === 0 ? count - 1 : count);
      const met = new Set<string>();
      for (const round of rounds) {
        const playing = round.flatMap(({ home, away }) => [home, away]);
        expect(playing.length).toBe(count - (count % 2));
        expect(new Set(playing).size).toBe(playing.length);
        for (const one of playing) expect(teams).toContain(one);
        for (const { home, away } of round) met.add([home, away].sort().join("-"));
      }
      expect(met.size).toBe((count * (count - 1)) / 2);
    });
  }

  it("keeps the known order of four teams", () => {
    const short = roundRobin(["A", "B", "C", "D"]).map((round) => round.map((f) => f.home + f.away).join(" "));
    expect(short).toEqual(["AD BC", "CA DB", "AB CD"]);
  });

  it("keeps the known order of three teams", () => {
    const short = roundRobin(["A", "B", "C"]).map((round) => round.map((f) => f.home + f.away).join(" "));
    expect(short).toEqual(["BC", "CA", "AB"]);
  });

  it("changes sides for five teams", () => {
    const all = doubleRoundRobin(["A", "B", "C", "D", "E"]).flat().map((f) => f.home + f.away);
    expect(all.length).toBe(20);
    expect(new Set(all).size).toBe(20);
  });
});

describe("tie breaks", () => {
  it("ranks the winner of the meeting first in any order of the teams", () => {
    const alone = ["P 0:1 Q", "P 1:0 X", "Y 1:0 Q"];
    const table = order(["P", "Q", "X", "Y"], ...alone);
    expect(table.indexOf("Q")).toBeLessThan(table.indexOf("P"));
    const other = order(["Y", "X", "Q", "P"], ...alone);
    expect(other.indexOf("Q")).toBeLessThan(other.indexOf("P"));
  });
  it("prefers the meeting to the name, and goals to the meeting", () => {
    const two = ["Z 1:0 A", "A 1:0 M", "N 1:0 Z"];
    const table = order(["A", "M", "N", "Z"], ...two);
    expect(table.indexOf("Z")).toBeLessThan(table.indexOf("A"));
    const goals = ["Z 1:0 A", "A 3:2 M", "N 1:0 Z"];
    const second = order(["A", "M", "N", "Z"], ...goals);
    expect(second.indexOf("A")).toBeLessThan(second.indexOf("Z"));
  });
  it("falls back to the name", () => {
    expect(order(["C", "B", "A"])).toEqual(["A", "B", "C"]);
    expect(order(["B", "A"], "A 1:1 B")).toEqual(["A", "B"]);
  });
});

describe("ratings", () => {
  it("keeps the sum of all ratings", () => {
    const ratings = new Ratings();
    for (const text of ["A 1:0 B", "C 0:2 A", "B 1:1 C", "A 0:4 B", "A 2:2 C", "A 1:0 C"]) ratings.record(match(text));
    expect(ratings.of("A") + ratings.of("B") + ratings.of("C")).toBeCloseTo(4500, 6);
  });
  it("takes points for an away win and moves nothing for an even draw", () => {
    const ratings = new Ratings();
    ratings.record(match("A 1:1 B"));
    expect([ratings.of("A"), ratings.of("B")]).toEqual([1500, 1500]);
    ratings.record(match("A 0:1 B"));
    expect([ratings.of("A"), ratings.of("B")]).toEqual([1484, 1516]);
    ratings.record(match("A 1:1 B"));
    expect(ratings.of("A")).toBeCloseTo(1485.469, 2);
    expect(ratings.of("B")).toBeCloseTo(1514.531, 2);
  });
});
