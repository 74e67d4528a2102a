/** Stands in for the missing opponent where the number of teams is odd. */
const BYE = Symbol("bye");

/**
 * The rounds of a league in which every team meets every other one once, by
 * the circle method: the first team stays, the others move on by one place.
 * With an odd number of teams one of them rests in each round.
 *
 * @param {string[]} teams
 * @returns {{home: string, away: string}[][]}
 */
export function singleRounds(teams) {
  const circle = teams.length % 2 === 0 ? [...teams] : [...teams, BYE];
  const rounds = [];
  for (let round = 0; round < circle.length - 1; round++) {
    const matches = [];
    for (let i = 0; i < circle.length / 2; i++) {
      const one = circle[i];
      const other = circle[circle.length - 1 - i];
      if (one === BYE || other === BYE) {
        continue;
      }
      const swap = i === 0 && round % 2 === 1;
      matches.push(swap ? { home: other, away: one } : { home: one, away: other });
    }
    rounds.push(matches);
    circle.splice(1, 0, circle.pop());
  }
  return rounds;
}

/**
 * As singleRounds, followed by the return matches with the grounds exchanged.
 *
 * @param {string[]} teams
 */
export function doubleRounds(teams) {
  const first = singleRounds(teams);
  const second = first.map((matches) => matches.map(({ home, away }) => ({ home: away, away: home })));
  return [...first, ...second];
}
