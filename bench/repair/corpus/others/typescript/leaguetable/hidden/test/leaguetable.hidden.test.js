import assert from "node:assert/strict";
import { test } from "node:test";
import { doubleRounds, singleRounds } from "../src/fixtures.js";
import { form, leagueTable } from "../src/table.js";

const match = (home, away, homeGoals, awayGoals) => ({ home, away, homeGoals, awayGoals });
const order = (table) => table.map((entry) => entry.team);

test("every pair of an odd league meets once, and everybody rests once", () => {
  const teams = ["a", "b", "c", "d", "e"];
  const rounds = singleRounds(teams);
  assert.equal(rounds.length, 5);
  const met = new Set();
  const rested = [];
  for (const matches of rounds) {
    assert.equal(matches.length, 2);
    for (const { home, away } of matches) {
      assert.ok(teams.includes(home) && teams.includes(away));
      met.add([home, away].sort().join("-"));
    }
    const busy = matches.flatMap(({ home, away }) => [home, away]);
    assert.equal(new Set(busy).size, 4);
    rested.push(...teams.filter((team) => !busy.includes(team)));
  }
  assert.equal(met.size, 10);
  assert.deepEqual(rested.sort(), teams);
});

test("an odd double league has every pair on both grounds", () => {
  const rounds = doubleRounds(["a", "b", "c"]);
  assert.equal(rounds.length, 6);
  const all = rounds.flat().map(({ home, away }) => `${String(home)}-${String(away)}`);
  assert.deepEqual(all.sort(), ["a-b", "a-c", "b-a", "b-c", "c-a", "c-b"]);
});

test("an even league misses no match", () => {
  const rounds = singleRounds(["a", "b", "c", "d", "e", "f"]);
  assert.deepEqual(rounds.map((matches) => matches.length), [3, 3, 3, 3, 3]);
  assert.equal(new Set(rounds.flat().map(({ home, away }) => [home, away].sort().join("-"))).size, 15);
});

test("only matches among the tied teams break the tie", () => {
  const results = [
    match("a", "b", 0, 1),
    match("a", "c", 5, 0),
    match("b", "d", 0, 3),
    match("c", "d", 0, 1),
  ];
  assert.deepEqual(order(leagueTable(["a", "b", "c", "d"], results)), ["d", "b", "a", "c"]);
});

test("three tied teams are ordered by their own matches", () => {
  const results = [
    match("a", "b", 1, 0),
    match("a", "c", 1, 1),
    match("b", "c", 0, 1),
    match("d", "a", 2, 0),
    match("b", "d", 4, 0),
    match("e", "b", 0, 0),
  ];
  const table = leagueTable(["a", "b", "c", "d", "e"], results);
  assert.deepEqual(table.map((entry) => [entry.team, entry.points]), [["c", 4], ["a", 4], ["b", 4], ["d", 3], ["e", 1]]);
});

test("difference comes before goals, goals before names", () => {
  const results = [
    match("a", "w", 1, 0),
    match("b", "x", 4, 3),
    match("c", "y", 2, 0),
    match("d", "z", 2, 1),
  ];
  const teams = ["a", "b", "c", "d", "w", "x", "y", "z"];
  assert.deepEqual(order(leagueTable(teams, results)), ["c", "b", "d", "a", "x", "z", "w", "y"]);
});

test("goals decide among teams that drew", () => {
  const results = [match("m", "n", 1, 1), match("n", "k", 3, 1), match("m", "l", 2, 0)];
  assert.deepEqual(order(leagueTable(["m", "n", "k", "l"], results)), ["n", "m", "k", "l"]);
});

test("form shows the end of the season", () => {
  const results = [0, 1, 2, 3, 4, 5].map((goals) => match("a", "b", goals, 2));
  assert.equal(form("a", results), "LDWWW");
  assert.equal(form("b", results), "WDLLL");
  assert.equal(form("c", results), "");
});
