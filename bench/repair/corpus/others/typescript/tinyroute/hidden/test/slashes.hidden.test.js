import assert from "node:assert/strict";
import test from "node:test";
import { matchPath, segments } from "../src/path.js";
import { Router } from "../src/router.js";

test("does not count slashes at the end or doubled ones", () => {
  assert.deepEqual(segments("/a//b/"), ["a", "b"]);
  assert.deepEqual(segments("/"), []);
});

test("matches with a slash at the end of path or pattern", () => {
  assert.deepEqual(matchPath("/a/:b/", "/a/1"), { b: "1" });
  assert.deepEqual(matchPath("/a/:b", "/a/1/"), { b: "1" });
});

test("routes a path with a slash at its end", async () => {
  const router = new Router().get("/users", () => ({ body: "all" }));
  assert.equal((await router.handle({ method: "GET", url: "/users/?x=1" })).body, "all");
});
