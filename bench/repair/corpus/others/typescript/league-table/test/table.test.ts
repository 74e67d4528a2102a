import { describe, expect, it } from "vitest";
import { buildTable, pointsAgainst } from "../src/table.ts";
import type { Match } from "../src/types.ts";

function match(text: string): Match {
  const [home, homeGoals, awayGoals, away] = text.split(/[ :]/);
  return { home, away, homeGoals: Number(homeGoals), awayGoals: Number(awayGoals) };
}
const order = (teams: string[], ...texts: string[]) =>
  buildTable(teams, texts.map(match)).map((row) => row.team);

describe("buildTable", () => {
  it("enters a match for both teams", () => {
    expect(buildTable(["A", "B"], [match("A 3:1 B")])).toEqual([
      { team: "A", played: 1, won: 1, drawn: 0, lost: 0, goalsFor: 3, goalsAgainst: 1, points: 3 },
      { team: "B", played: 1, won: 0, drawn: 0, lost: 1, goalsFor: 1, goalsAgainst: 3, points: 0 },
    ]);
  });

  it("gives both teams a point for a draw", () => {
    expect(buildTable(["A", "B"], [match("A 2:2 B")]).map((row) => row.points)).toEqual([1, 1]);
  });

  it("puts more points first", () => {
    expect(order(["A", "B", "C"], "A 0:1 C", "B 0:0 C")).toEqual(["C", "B", "A"]);
  });

  it("separates level teams by goal difference, then by goals", () => {
    expect(order(["A", "B", "C", "D"], "A 1:0 C", "B 3:0 D")).toEqual(["B", "A", "C", "D"]);
    expect(order(["A", "B", "C", "D"], "A 1:0 C", "B 3:2 D")).toEqual(["B", "A", "D", "C"]);
  });

  it("separates teams that are still level by their own meetings", () => {
    expect(order(["A", "B", "C", "D"], "A 0:1 B", "A 1:0 C", "D 1:0 B")).toEqual(["D", "B", "A", "C"]);
  });

  it("refuses a match of a team that is not in the league", () => {
    expect(() => buildTable(["A"], [match("A 1:0 X")])).toThrow("unknown team: X");
  });
});

describe("pointsAgainst", () => {
  it("counts only the meetings of the two teams", () => {
    const matches = ["A 1:0 B", "B 2:2 A", "A 5:0 C"].map(match);
    expect(pointsAgainst("A", "B", matches)).toBe(4);
    expect(pointsAgainst("B", "A", matches)).toBe(1);
  });
});
