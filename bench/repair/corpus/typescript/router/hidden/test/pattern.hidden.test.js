"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { buildPath, compilePattern, specificity } = require("../lib/pattern");

test("matching", () => {
	const table = [
		["/", "/", {}],
		["/", "", {}],
		["/", "/a", null],
		["/a", "/", null],
		["/a/b", "//a//b/", {}],
		["/a/b", "/a/c", null],
		["/:x", "/a", { x: "a" }],
		["/:x", "/", null],
		["/:x", "/a/b", null],
		["/:x/b", "/a/b", { x: "a" }],
		["/:x/b", "/a/c", null],
		["/:x/:y", "/a/b", { x: "a", y: "b" }],
		["/:x?", "/", {}],
		["/:x?", "/a", { x: "a" }],
		["/:x?", "/a/b", null],
		["/a/:x/:y?", "/a/1", { x: "1" }],
		["/a/:x/:y?", "/a/1/2", { x: "1", y: "2" }],
		["/a/:x/:y?", "/a", null],
		["/a/:x/:y?", "/a/1/2/3", null],
		["/*", "/", { rest: "" }],
		["/a/*", "/a/b", { rest: "b" }],
		["/a/*", "/a/b%20c/d", { rest: "b c/d" }],
		["/a/*", "/b/c", null],
		["/:x/*", "/a/b/c", { x: "a", rest: "b/c" }],
		["/:x", "/%E0%A4%A", { x: "%E0%A4%A" }],
		["/:x", "/%C3%A9", { x: "é" }],
	];
	for (const [pattern, path, expected] of table) {
		const params = compilePattern(pattern)(path);
		assert.deepEqual(params && { ...params }, expected, `${pattern} ${path}`);
	}
});

test("specificity", () => {
	const ordered = ["/a/b", "/a/:x", "/a/:x?", "/a/*", "/:x/b", "/:x/:y", "/:x/*"];
	const scores = ordered.map(specificity);
	assert.deepEqual(scores, [...scores].sort((a, b) => b - a));
	assert.equal(new Set(scores).size, scores.length);
	assert.equal(specificity("/"), 0);
	assert.equal(specificity("/a/b"), 15);
});

test("building is the reverse", () => {
	for (const [pattern, params] of [
		["/", {}],
		["/a/:x", { x: "1/2 é" }],
		["/a/:x?", {}],
		["/a/:x?", { x: "0" }],
		["/:x/*", { x: "q", rest: "a/b c" }],
		["/f/*", { rest: "" }],
	]) {
		const match = compilePattern(pattern)(buildPath(pattern, params));
		assert.deepEqual({ ...match }, params);
	}
	assert.equal(buildPath("/n/:x", { x: 0 }), "/n/0");
	assert.equal(buildPath("/n/:x?", { x: null }), "/n");
	assert.equal(buildPath("/n/:x?/m", { x: undefined }), "/n/m");
	assert.throws(() => buildPath("/n/:x", { y: 1 }), /Missing parameter x/);
});
