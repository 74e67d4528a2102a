/**
 * @typedef {{home: string, away: string, homeGoals: number, awayGoals: number}} Result
 * @typedef {{team: string, played: number, won: number, drawn: number, lost: number,
 *            scored: number, conceded: number, points: number}} Entry
 */

const POINTS_FOR_WIN = 3;
const POINTS_FOR_DRAW = 1;

/** @returns {Entry} */
export function emptyEntry(team) {
  return { team, played: 0, won: 0, drawn: 0, lost: 0, scored: 0, conceded: 0, points: 0 };
}

/**
 * Books one match for one of the two teams.
 *
 * @param {Entry} entry
 * @param {number} scored goals of the entry's team
 * @param {number} conceded goals of its opponent
 */
export function addMatch(entry, scored, conceded) {
  entry.played += 1;
  entry.scored += scored;
  entry.conceded += conceded;
  if (scored > conceded) {
    entry.won += 1;
    entry.points += POINTS_FOR_WIN;
  } else if (scored === conceded) {
    entry.drawn += 1;
    entry.points += POINTS_FOR_DRAW;
  } else {
    entry.lost += 1;
  }
}

/**
 * The entry of each team over the results, in the order of the teams.
 *
 * @param {string[]} teams
 * @param {Result[]} results
 * @returns {Entry[]}
 */
export function entriesOf(teams, results) {
  const entries = new Map(teams.map((team) => [team, emptyEntry(team)]));
  for (const { home, away, homeGoals, awayGoals } of results) {
    const homeEntry = entries.get(home);
    const awayEntry = entries.get(away);
    if (!homeEntry || !awayEntry) {
      throw new Error(`unknown team in ${home} - ${away}`);
    }
    addMatch(homeEntry, homeGoals, awayGoals);
    addMatch(awayEntry, awayGoals, homeGoals);
  }
  return [...entries.values()];
}
