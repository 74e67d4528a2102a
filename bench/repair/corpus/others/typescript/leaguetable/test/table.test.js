import assert from "node:assert/strict";
import { test } from "node:test";
import { entriesOf } from "../src/record.js";
import { form, formatTable, leagueTable } from "../src/table.js";

const match = (home, away, homeGoals, awayGoals) => ({ home, away, homeGoals, awayGoals });
const order = (table) => table.map((entry) => entry.team);

test("a win counts for the home team", () => {
  const [a] = entriesOf(["a", "b"], [match("a", "b", 2, 1)]);
  assert.deepEqual(a, { team: "a", played: 1, won: 1, drawn: 0, lost: 0, scored: 2, conceded: 1, points: 3 });
});

test("a win counts for the guests", () => {
  const [a, b] = entriesOf(["a", "b"], [match("a", "b", 0, 3)]);
  assert.equal(a.points, 0);
  assert.deepEqual(b, { team: "b", played: 1, won: 1, drawn: 0, lost: 0, scored: 3, conceded: 0, points: 3 });
});

test("a draw counts for both", () => {
  const entries = entriesOf(["a", "b"], [match("a", "b", 1, 1)]);
  assert.deepEqual(entries.map((entry) => [entry.drawn, entry.points]), [[1, 1], [1, 1]]);
});

test("unknown teams are refused", () => {
  assert.throws(() => entriesOf(["a"], [match("a", "x", 1, 0)]), /unknown team in a - x/);
});

test("points come first", () => {
  const results = [match("a", "b", 1, 0), match("b", "c", 9, 0), match("a", "c", 0, 0)];
  assert.deepEqual(order(leagueTable(["c", "b", "a"], results)), ["a", "b", "c"]);
});

test("the match between two tied teams decides", () => {
  const results = [match("a", "b", 1, 0), match("b", "c", 7, 0)];
  assert.deepEqual(order(leagueTable(["c", "b", "a"], results)), ["a", "b", "c"]);
});

test("goal difference decides where they drew", () => {
  const results = [match("a", "b", 1, 1), match("a", "c", 2, 0), match("b", "c", 4, 0)];
  assert.deepEqual(order(leagueTable(["a", "b", "c"], results)), ["b", "a", "c"]);
});

test("goals decide where the difference is equal too", () => {
  const results = [match("a", "c", 1, 0), match("b", "d", 3, 2)];
  assert.deepEqual(order(leagueTable(["a", "b", "c", "d"], results)), ["b", "a", "d", "c"]);
});

test("names decide at last", () => {
  assert.deepEqual(order(leagueTable(["b", "c", "a"], [])), ["a", "b", "c"]);
});

test("form lists the latest results", () => {
  const results = [match("a", "b", 1, 0), match("b", "a", 2, 2), match("c", "b", 5, 0), match("c", "a", 0, 1), match("a", "c", 1, 3)];
  assert.equal(form("a", results), "WDWL");
  assert.equal(form("a", results, 2), "WL");
});

test("the table is written line by line", () => {
  const table = leagueTable(["reds", "bluebirds"], [match("reds", "bluebirds", 2, 0)]);
  assert.equal(formatTable(table), " 1 reds      1 2:0 3\n 2 bluebirds 1 0:2 0");
});
