import assert from "node:assert/strict";
import { test } from "node:test";
import { doubleRounds, singleRounds } from "../src/fixtures.js";

const pairs = (rounds) => rounds.flat().map(({ home, away }) => [home, away].sort().join("-")).sort();

test("four teams meet in three rounds", () => {
  const rounds = singleRounds(["a", "b", "c", "d"]);
  assert.equal(rounds.length, 3);
  assert.deepEqual(pairs(rounds), ["a-b", "a-c", "a-d", "b-c", "b-d", "c-d"]);
});

test("nobody plays twice in a round", () => {
  for (const matches of singleRounds(["a", "b", "c", "d", "e", "f"])) {
    assert.equal(new Set(matches.flatMap(({ home, away }) => [home, away])).size, 6);
  }
});

test("one of three teams rests in each round", () => {
  const rounds = singleRounds(["a", "b", "c"]);
  assert.deepEqual(rounds.map((matches) => matches.length), [1, 1, 1]);
});

test("the first team does not always play at home", () => {
  const grounds = singleRounds(["a", "b", "c", "d"]).map((matches) => matches.some(({ home }) => home === "a"));
  assert.deepEqual(grounds, [true, false, true]);
});

test("the return matches exchange the grounds", () => {
  assert.deepEqual(doubleRounds(["a", "b"]), [[{ home: "a", away: "b" }], [{ home: "b", away: "a" }]]);
});
