import assert from "node:assert/strict";
import test from "node:test";
import { matchPath } from "../src/path.js";
import { formatQuery, parseQuery } from "../src/query.js";

test("decodes all escapes in parameters", () => {
  assert.deepEqual(matchPath("/t/:a/:b", "/t/%23%3F%26/%C3%A9%2B"), { a: "#?&", b: "é+" });
});

test("does not decode the rest of a path", () => {
  assert.deepEqual(matchPath("/s/*", "/s/a%2Fb/c%20d"), { rest: "a%2Fb/c%20d" });
});

test("escapes names and values", () => {
  assert.equal(formatQuery({ "a&b": "c#d", "e/f": "g+h" }), "a%26b=c%23d&e%2Ff=g%2Bh");
});

test("reads back what it formats", () => {
  const params = { q: "a=b&c+d #1?", "n/m": ["x,y", "é;"], plain: "z" };
  assert.deepEqual(parseQuery(formatQuery(params)), params);
});
