"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { buildPath, compilePattern, specificity } = require("../lib/pattern");

const match = (pattern, path) => {
	const params = compilePattern(pattern)(path);
	return params && { ...params };
};

test("literal paths", () => {
	assert.deepEqual(match("/about/us", "/about/us"), {});
	assert.deepEqual(match("/about", "/about/"), {});
	assert.equal(match("/about", "/about/us"), null);
	assert.equal(match("/about/us", "/about"), null);
});

test("parameters", () => {
	assert.deepEqual(match("/users/:id", "/users/42"), { id: "42" });
	assert.deepEqual(match("/users/:id/files/:file", "/users/42/files/a%20b"), { id: "42", file: "a b" });
	assert.equal(match("/users/:id", "/users"), null);
});

test("optional parameters", () => {
	assert.deepEqual(match("/posts/:page?", "/posts"), {});
	assert.deepEqual(match("/posts/:page?", "/posts/2"), { page: "2" });
});

test("the rest", () => {
	assert.deepEqual(match("/files/*", "/files/a/b/c.txt"), { rest: "a/b/c.txt" });
});

test("specificity", () => {
	assert.ok(specificity("/users/me") > specificity("/users/:id"));
	assert.ok(specificity("/users/:id") > specificity("/users/*"));
});

test("building", () => {
	assert.equal(buildPath("/users/:id/files/*", { id: 7, rest: "a b/c" }), "/users/7/files/a%20b/c");
	assert.equal(buildPath("/posts/:page?", {}), "/posts");
	assert.throws(() => buildPath("/users/:id", {}), /Missing parameter id/);
});
