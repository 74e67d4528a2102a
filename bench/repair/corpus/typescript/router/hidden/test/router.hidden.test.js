"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { HttpError, Router, normalize } = require("../lib/router");

const ask = (router, method, url, more = {}) => router.handle({ method, url, ...more });

test("routes", async () => {
	const router = new Router({ prefix: "/x" })
		.get("/", () => "root")
		.get("/:a", ({ params }) => `a ${params.a}`)
		.get("/:b", () => "never")
		.on("put", "/:a", ({ params, user }) => `put ${params.a} ${user}`)
		.post("/fixed", () => "fixed");
	assert.equal((await ask(router, "GET", "/x")).body, "root");
	assert.equal((await ask(router, "GET", "/x/1?a=2")).body, "a 1");
	assert.equal((await ask(router, "PUT", "/x/1", { user: "ann" })).body, "put 1 ann");
	assert.equal((await ask(router, "GET", "/x/fixed")).body, "a fixed");
	assert.equal((await ask(router, "GET", "/")).status, 404);
	assert.equal((await ask(router, "POST", "/x/1/2")).status, 404);
	const refused = await ask(router, "DELETE", "/x/fixed");
	assert.deepEqual(refused, { status: 405, headers: { allow: "GET, POST, PUT" }, body: "Method Not Allowed" });
	assert.equal((await ask(router, "HEAD", "/x/9")).status, 200);
	const only = new Router().post("/p", () => "p");
	assert.equal((await ask(only, "HEAD", "/p")).status, 405);
	assert.deepEqual(await ask(only, "HEAD", "/none"), { status: 404, headers: {}, body: "Not Found" });
});

test("HEAD keeps the headers", async () => {
	const router = new Router().get("/j", () => ({ a: 1 })).get("/s", () => ({ status: 201, body: "made" }));
	assert.deepEqual(await ask(router, "HEAD", "/j"), { status: 200, headers: { "content-type": "application/json" }, body: "" });
	assert.deepEqual(await ask(router, "HEAD", "/s"), { status: 201, headers: {}, body: "" });
	assert.deepEqual(await ask(router, "GET", "/s"), { status: 201, headers: {}, body: "made" });
});

test("middleware", async () => {
	const log = [];
	const router = new Router()
		.use(async (request, next) => {
			if (request.query.stop) return { status: 403 };
			request.seen = ["one"];
			const response = await next();
			log.push(Object.keys(request.params).join());
			return response;
		})
		.use((request, next) => {
			request.seen.push("two");
			return next();
		})
		.get("/p/:q", async ({ seen }) => seen.join());
	assert.equal((await ask(router, "GET", "/p/1")).body, "one,two");
	assert.deepEqual(await ask(router, "GET", "/p/1?stop=1"), { headers: {}, body: "", status: 403 });
	assert.equal((await ask(router, "GET", "/zz")).status, 404);
	assert.deepEqual(log, ["q"]);
	const catching = new Router()
		.use(async (request, next) => {
			try {
				return await next();
			} catch {
				return "caught";
			}
		})
		.get("/e", async () => {
			throw new HttpError(409, "Conflict");
		});
	assert.equal((await ask(catching, "GET", "/e")).body, "caught");
	assert.equal((await ask(catching, "GET", "/none")).body, "caught");
});

test("errors", async () => {
	const router = new Router()
		.get("/a", async () => {
			throw new HttpError(401, "Who", { "www-authenticate": "Basic" });
		})
		.get("/b", () => Promise.reject(new TypeError("x")));
	assert.deepEqual(await ask(router, "GET", "/a"), { status: 401, headers: { "www-authenticate": "Basic" }, body: "Who" });
	assert.equal((await ask(router, "GET", "/b")).status, 500);
	assert.equal((await ask(router, "GET", "/a?x=%zz")).status, 500);
});

test("mounting and results", async () => {
	const inner = new Router({ prefix: "/in" }).get("/:id", ({ params }) => params.id).post("/", () => ({ status: 201 }));
	const router = new Router({ prefix: "/out" }).get("/mid/in/own", () => "own").mount("/mid", inner);
	assert.equal((await ask(router, "GET", "/out/mid/in/7")).body, "7");
	assert.equal((await ask(router, "GET", "/out/mid/in/own")).body, "own");
	assert.equal((await ask(router, "POST", "/out/mid/in")).status, 201);
	assert.equal((await ask(router, "GET", "/mid/in/7")).status, 404);
	assert.equal(normalize(null).status, 204);
	assert.equal(normalize("").status, 200);
	assert.deepEqual(normalize([1]), { status: 200, headers: { "content-type": "application/json" }, body: "[1]" });
	assert.equal(normalize(0).body, "0");
	assert.equal(normalize(false).body, "false");
});
