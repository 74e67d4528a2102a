import assert from "node:assert/strict";
import test from "node:test";
import { formatQuery, parseQuery } from "../src/query.js";

test("parses names and values", () => {
  assert.deepEqual(parseQuery("?a=1&b=x%20y&flag"), { a: "1", b: "x y", flag: "" });
});

test("collects repeated names", () => {
  assert.deepEqual(parseQuery("tag=a&tag=b&tag=c"), { tag: ["a", "b", "c"] });
});

test("keeps equals signs in a value", () => {
  assert.deepEqual(parseQuery("token=ab=="), { token: "ab==" });
});

test("reads a plus as a space", () => {
  assert.deepEqual(parseQuery("q=to+be+or+not"), { q: "to be or not" });
});

test("formats parameters", () => {
  assert.equal(formatQuery({ a: 1, skip: null, tag: ["x", "y"] }), "a=1&tag=x&tag=y");
});

test("escapes what has a meaning in a query", () => {
  assert.equal(formatQuery({ q: "salt & pepper=?" }), "q=salt%20%26%20pepper%3D%3F");
});
