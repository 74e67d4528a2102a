import type { Match, Row } from "./types.ts";

const POINTS_FOR_WIN = 3;
const POINTS_FOR_DRAW = 1;

function emptyRow(team: string): Row {
  return { team, played: 0, won: 0, drawn: 0, lost: 0, goalsFor: 0, goalsAgainst: 0, points: 0 };
}

/** Enters one match into the row of one of its two teams. */
function enter(row: Row, scored: number, conceded: number): void {
  row.played += 1;
  row.goalsFor += scored;
  row.goalsAgainst += conceded;
  if (scored > conceded) {
    row.won += 1;
    row.points += POINTS_FOR_WIN;
  } else if (scored === conceded) {
    row.drawn += 1;
    row.points += POINTS_FOR_DRAW;
  } else {
    row.lost += 1;
  }
}

/** Points that `team` took from its matches against `opponent`, home and away. */
export function pointsAgainst(team: string, opponent: string, matches: readonly Match[]): number {
  const row = emptyRow(team);
  for (const match of matches) {
    if (match.home === team && match.away === opponent) enter(row, match.homeGoals, match.awayGoals);
    if (match.away === team && match.home === opponent) enter(row, match.awayGoals, match.homeGoals);
  }
  return row.points;
}

const goalDifference = (row: Row): number => row.goalsFor - row.goalsAgainst;

/**
 * The table, best team first. Teams level on points are separated by goal
 * difference, then goals scored, then the points from their own meetings,
 * and at last by name.
 */
export function buildTable(teams: readonly string[], matches: readonly Match[]): Row[] {
  const rows = new Map(teams.map((team) => [team, emptyRow(team)]));
  const rowOf = (team: string): Row => {
    const row = rows.get(team);
    if (!row) throw new Error(`unknown team: ${team}`);
    return row;
  };
  for (const match of matches) {
    enter(rowOf(match.home), match.homeGoals, match.awayGoals);
    enter(rowOf(match.away), match.awayGoals, match.homeGoals);
  }
  return [...rows.values()].sort(
    (a, b) =>
      b.points - a.points ||
      goalDifference(b) - goalDifference(a) ||
      b.goalsFor - a.goalsFor ||
      pointsAgainst(b.team, a.team, matches) - pointsAgainst(a.team, b.team, matches) ||
      a.team.localeCompare(b.team),
  );
}
