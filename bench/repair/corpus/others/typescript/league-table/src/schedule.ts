import type { Fixture } from "./types.ts";

/** Takes the free place when the number of teams is odd; whoever meets it rests. */
const BYE = Symbol("bye");
type Slot = string | typeof BYE;

/** The circle method: the first slot stays where it is, all others move on by one. */
function rotate(slots: readonly Slot[]): Slot[] {
  const [fixed, ...others] = slots;
  const last = others[others.length - 1];
  return [fixed, last, ...others.slice(0, -1)];
}

/**
 * A single round-robin: every pair of teams meets once and no team plays
 * twice in a round. The first team is at home in every other round.
 */
export function roundRobin(teams: readonly string[]): Fixture[][] {
  if (new Set(teams).size !== teams.length) throw new Error("duplicate team");
  if (teams.length < 2) return [];
  let slots: Slot[] = [...teams];
  if (slots.length % 2 === 1) slots.push(BYE);
  const roundCount = slots.length - 1;
  const rounds: Fixture[][] = [];
  for (let round = 0; round < roundCount; round++) {
    const fixtures: Fixture[] = [];
    for (let i = 0; i < slots.length / 2; i++) {
      const one = slots[i];
      const other = slots[slots.length - 1 - i];
      if (one === BYE || other === BYE) continue;
      const swap = i === 0 && round % 2 === 1;
      fixtures.push(swap ? { home: other, away: one } : { home: one, away: other });
    }
    rounds.push(fixtures);
    slots = rotate(slots);
  }
  return rounds;
}

/** Both halves of a season: the second repeats the first with the sides changed. */
export function doubleRoundRobin(teams: readonly string[]): Fixture[][] {
  const first = roundRobin(teams);
  const second = first.map((round) =>
    round.map(({ home, away }) => ({ home: away, away: home })),
  );
  return [...first, ...second];
}
