"use strict";

const assert = require("node:assert/strict");
const { describe, it } = require("node:test");
const { HttpError, Router } = require("../lib/router");

const get = (router, url) => router.handle({ method: "GET", url });

describe("Router", () => {
	it("calls the handler with parameters and query", async () => {
		const router = new Router().get("/users/:id", ({ params, query }) => ({ id: params.id, full: query.full }));
		const response = await get(router, "/users/7?full=yes");
		assert.equal(response.status, 200);
		assert.deepEqual(JSON.parse(response.body), { id: "7", full: "yes" });
	});
	it("prefers narrow routes", async () => {
		const router = new Router().get("/users/:id", () => "one").get("/users/me", () => "me").get("/*", () => "any");
		assert.equal((await get(router, "/users/me")).body, "me");
		assert.equal((await get(router, "/users/you")).body, "one");
		assert.equal((await get(router, "/other")).body, "any");
	});
	it("knows what it does not know", async () => {
		const router = new Router().get("/a", () => "a").post("/a", () => "posted");
		assert.equal((await get(router, "/b")).status, 404);
		const response = await router.handle({ method: "DELETE", url: "/a" });
		assert.equal(response.status, 405);
		assert.equal(response.headers.allow, "GET, POST");
	});
	it("answers HEAD without a body", async () => {
		const router = new Router().get("/a", () => "hello");
		const response = await router.handle({ method: "HEAD", url: "/a" });
		assert.equal(response.status, 200);
		assert.equal(response.body, "");
	});
	it("runs middleware from outside to inside", async () => {
		const log = [];
		const wrap = (name) => async (request, next) => {
			log.push(`${name} in`);
			const response = await next();
			log.push(`${name} out`);
			return response;
		};
		const router = new Router().use(wrap("a")).use(wrap("b")).get("/", () => "x");
		assert.equal((await get(router, "/")).body, "x");
		assert.deepEqual(log, ["a in", "b in", "b out", "a out"]);
	});
	it("lets middleware answer itself", async () => {
		const router = new Router().use(() => ({ status: 403 })).get("/", () => "x");
		assert.equal((await get(router, "/")).status, 403);
	});
	it("turns errors into responses", async () => {
		const router = new Router()
			.get("/teapot", () => {
				throw new HttpError(418, "I am a teapot");
			})
			.get("/broken", async () => {
				throw new Error("secret");
			});
		assert.deepEqual(await get(router, "/teapot"), { status: 418, headers: {}, body: "I am a teapot" });
		assert.deepEqual(await get(router, "/broken"), { status: 500, headers: {}, body: "Internal Server Error" });
	});
	it("mounts", async () => {
		const api = new Router({ prefix: "/v1" }).get("/ping", () => "pong");
		const router = new Router().mount("/api", api);
		assert.equal((await get(router, "/api/v1/ping")).body, "pong");
	});
	it("says nothing with 204", async () => {
		const router = new Router().get("/nothing", () => undefined);
		assert.equal((await get(router, "/nothing")).status, 204);
	});
});
