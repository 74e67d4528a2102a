import type { Match } from "./types.ts";

export const START_RATING = 1500;
const K = 32;

/** The score a player rated `own` is expected to make against `other`, from 0 to 1. */
export function expectedScore(own: number, other: number): number {
  return 1 / (1 + 10 ** ((other - own) / 400));
}

/** What the home team made of a match: 1 for a win, 0.5 for a draw, 0 for a defeat. */
function homeScore(match: Match): number {
  if (match.homeGoals === match.awayGoals) return 0.5;
  return match.homeGoals > match.awayGoals ? 1 : 0;
}

/** Elo ratings that change after every match; what one team gains the other loses. */
export class Ratings {
  readonly #ratings = new Map<string, number>();

  of(team: string): number {
    return this.#ratings.get(team) ?? START_RATING;
  }

  record(match: Match): void {
    const score = homeScore(match);
    const homeExpected = expectedScore(this.of(match.home), this.of(match.away));
    const awayExpected = expectedScore(this.of(match.away), this.of(match.home));
    this.#shift(match.home, K * (score - homeExpected));
    this.#shift(match.away, K * (1 - score - awayExpected));
  }

  /** All rated teams, strongest first. */
  ranking(): string[] {
    return [...this.#ratings.keys()].sort((a, b) => this.of(b) - this.of(a));
  }

  #shift(team: string, change: number): void {
    this.#ratings.set(team, this.of(team) + change);
  }
}
