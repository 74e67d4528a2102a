import assert from "node:assert/strict";
import test from "node:test";
import { preferredType } from "../src/accept.js";
import { Router } from "../src/router.js";

function sample() {
  return new Router()
    .get("/users/:id", ({ params, query }) => ({ body: { id: params.id, query } }))
    .post("/users", () => ({ status: 201, body: "created" }))
    .add("delete", "/users/:id", () => ({ status: 204 }));
}

test("calls the handler with parameters and query", async () => {
  const response = await sample().handle({ method: "GET", url: "/users/7?full=1" });
  assert.deepEqual(response, { status: 200, headers: {}, body: { id: "7", query: { full: "1" } } });
});

test("does not mind the case of the method", async () => {
  assert.equal((await sample().handle({ method: "delete", url: "/users/7" })).status, 204);
});

test("answers 404 for an unknown path", async () => {
  assert.equal((await sample().handle({ method: "GET", url: "/nothing" })).status, 404);
});

test("answers 405 with the methods allowed", async () => {
  const response = await sample().handle({ method: "PUT", url: "/users/7" });
  assert.equal(response.status, 405);
  assert.equal(response.headers.allow, "GET, DELETE");
});

test("runs middleware from the outside in", async () => {
  const log = [];
  const trace = (name) => async (request, next) => {
    log.push(`${name} in`);
    const response = await next();
    log.push(`${name} out`);
    return response;
  };
  const router = sample().use(trace("a")).use(trace("b"));
  await router.handle({ method: "POST", url: "/users" });
  assert.deepEqual(log, ["a in", "b in", "b out", "a out"]);
});

test("lets middleware answer by itself", async () => {
  const router = sample().use(() => ({ status: 401 }));
  assert.equal((await router.handle({ method: "GET", url: "/users/7" })).status, 401);
});

test("picks the type that is liked best", () => {
  const offered = ["application/json", "text/html"];
  assert.equal(preferredType("text/html, application/json;q=0.5", offered), "text/html");
  assert.equal(preferredType("text/*;q=0.3, */*;q=0.2", offered), "text/html");
  assert.equal(preferredType(undefined, offered), "application/json");
  assert.equal(preferredType("image/png", offered), null);
});
