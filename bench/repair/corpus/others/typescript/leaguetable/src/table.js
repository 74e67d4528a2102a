import { entriesOf } from "./record.js";

const difference = (entry) => entry.scored - entry.conceded;

/** Puts entries of equal points next to each other, most points first. */
function groupByPoints(entries) {
  const groups = new Map();
  for (const entry of entries) {
    groups.set(entry.points, [...(groups.get(entry.points) ?? []), entry]);
  }
  return [...groups.entries()].sort(([a], [b]) => b - a).map(([, group]) => group);
}

/**
 * Orders teams with equal points: by the points out of the matches they played
 * among themselves, then by goal difference and goals scored in all matches,
 * then by name.
 */
function breakTie(group, results) {
  if (group.length === 1) {
    return group;
  }
  const tied = new Set(group.map((entry) => entry.team));
  const among = results.filter(({ home, away }) => tied.has(home) && tied.has(away));
  const direct = new Map(entriesOf([...tied], among).map((entry) => [entry.team, entry.points]));
  return [...group].sort(
    (a, b) =>
      direct.get(b.team) - direct.get(a.team) ||
      difference(b) - difference(a) ||
      b.scored - a.scored ||
      a.team.localeCompare(b.team),
  );
}

/**
 * The league table, best team first.
 *
 * @param {string[]} teams
 * @param {import("./record.js").Result[]} results
 */
export function leagueTable(teams, results) {
  return groupByPoints(entriesOf(teams, results)).flatMap((group) => breakTie(group, results));
}

/**
 * A team's latest results, oldest first, as letters: W(on), D(rawn), L(ost).
 *
 * @param {string} team
 * @param {import("./record.js").Result[]} results in the order they were played
 * @param {number} [count]
 */
export function form(team, results, count = 5) {
  return results
    .filter(({ home, away }) => home === team || away === team)
    .slice(-count)
    .map(({ home, homeGoals, awayGoals }) => {
      if (homeGoals === awayGoals) {
        return "D";
      }
      return homeGoals > awayGoals === (home === team) ? "W" : "L";
    })
    .join("");
}

/** The table as text: place, team, matches, goals and points. */
export function formatTable(table) {
  const width = Math.max(...table.map((entry) => entry.team.length));
  return table
    .map((entry, i) => {
      const goals = `${entry.scored}:${entry.conceded}`;
      return `${String(i + 1).padStart(2)} ${entry.team.padEnd(width)} ${entry.played} ${goals} ${entry.points}`;
    })
    .join("\n");
}
