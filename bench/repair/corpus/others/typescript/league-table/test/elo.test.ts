import { describe, expect, it } from "vitest";
import { expectedScore, Ratings, START_RATING } from "../src/elo.ts";

const won = (home: string, away: string) => ({ home, away, homeGoals: 1, awayGoals: 0 });

describe("expectedScore", () => {
  it("is even for equal ratings and ten to one for 400 more", () => {
    expect(expectedScore(1500, 1500)).toBe(0.5);
    expect(expectedScore(1900, 1500)).toBeCloseTo(10 / 11);
  });
});

describe("Ratings", () => {
  it("starts every team alike", () => {
    expect(new Ratings().of("A")).toBe(START_RATING);
  });

  it("moves equal teams apart by the same amount", () => {
    const ratings = new Ratings();
    ratings.record(won("A", "B"));
    expect(ratings.of("A")).toBe(1516);
    expect(ratings.of("B")).toBe(1484);
  });

  it("ranks the strongest first", () => {
    const ratings = new Ratings();
    ratings.record(won("A", "B"));
    ratings.record(won("C", "A"));
    expect(ratings.ranking()).toEqual(["C", "A", "B"]);
  });
});
