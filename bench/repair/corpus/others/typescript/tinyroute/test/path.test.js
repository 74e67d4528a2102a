import assert from "node:assert/strict";
import test from "node:test";
import { matchPath } from "../src/path.js";

test("matches a path without parameters", () => {
  assert.deepEqual(matchPath("/about/us", "/about/us"), {});
  assert.equal(matchPath("/about/us", "/about"), null);
  assert.equal(matchPath("/about", "/about/us"), null);
});

test("takes parameters from the path", () => {
  assert.deepEqual(matchPath("/users/:id/posts/:post", "/users/7/posts/x-1"), { id: "7", post: "x-1" });
});

test("decodes parameters", () => {
  assert.deepEqual(matchPath("/files/:name", "/files/a%2Fb%20c"), { name: "a/b c" });
});

test("takes the rest of the path", () => {
  assert.deepEqual(matchPath("/static/*", "/static/css/site.css"), { rest: "css/site.css" });
  assert.deepEqual(matchPath("/static/*", "/static"), { rest: "" });
});

test("does not mind a slash at the end", () => {
  assert.deepEqual(matchPath("/users/:id", "/users/7/"), { id: "7" });
});
