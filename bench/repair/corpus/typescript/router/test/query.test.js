"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { formatQuery, pagination, parseQuery } = require("../lib/query");

test("parses", () => {
	assert.deepEqual(parseQuery("?a=1&b=x+y%21"), { a: "1", b: "x y!" });
	assert.deepEqual(parseQuery("flag&empty="), { flag: "", empty: "" });
	assert.deepEqual(parseQuery("sum=1=2"), { sum: "1=2" });
	assert.deepEqual(parseQuery(""), {});
});

test("parses lists", () => {
	assert.deepEqual(parseQuery("a=1&a=2&a=3"), { a: ["1", "2", "3"] });
	assert.deepEqual(parseQuery("a[]=1"), { a: ["1"] });
});

test("formats", () => {
	assert.equal(formatQuery({ b: 2, a: "x&y", none: null }), "a=x%26y&b=2");
	assert.equal(formatQuery({ a: [1, 2] }), "a=1&a=2");
	assert.equal(formatQuery({ page: 0 }), "page=0");
});

test("pages", () => {
	assert.deepEqual(pagination({}), { page: 1, limit: 20, offset: 0 });
	assert.deepEqual(pagination({ page: "3", size: "10" }), { page: 3, limit: 10, offset: 20 });
	assert.deepEqual(pagination({ page: "x", size: "1000" }), { page: 1, limit: 100, offset: 0 });
	assert.deepEqual(pagination({ page: "-2" }), { page: 1, limit: 20, offset: 0 });
});
