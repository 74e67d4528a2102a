"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { formatQuery, pagination, parseQuery } = require("../lib/query");

test("parse", () => {
	assert.deepEqual(parseQuery("?"), {});
	assert.deepEqual(parseQuery("&&a=1&&"), { a: "1" });
	assert.deepEqual(parseQuery("a=?b"), { a: "?b" });
	assert.deepEqual(parseQuery("=x"), { "": "x" });
	assert.deepEqual(parseQuery("a+b=c+d&%26=%3D"), { "a b": "c d", "&": "=" });
	assert.deepEqual(parseQuery("a=&a"), { a: ["", ""] });
	assert.deepEqual(parseQuery("a[]=1&a[]=2&b=3"), { a: ["1", "2"], b: "3" });
	assert.deepEqual(parseQuery("a[]=1&a=2"), { a: ["1", "2"] });
	assert.deepEqual(parseQuery("a=1&a[]=2&a=3&a=4"), { a: ["1", "2", "3", "4"] });
	assert.deepEqual(parseQuery("a%5B%5D=1"), { a: ["1"] });
	assert.deepEqual(parseQuery("toString=1"), { toString: "1" });
	assert.deepEqual(parseQuery("x=a==b="), { x: "a==b=" });
});

test("format", () => {
	assert.equal(formatQuery({}), "");
	assert.equal(formatQuery({ c: "", b: false, a: 0, d: undefined, e: null }), "a=0&b=false&c=");
	assert.equal(formatQuery({ z: ["b", "a"], "a b": "é" }), "a%20b=%C3%A9&z=b&z=a");
	assert.equal(formatQuery({ e: [] }), "");
	for (const query of [{ a: "1", b: ["x", "y z"] }, { "k&": "v=" }, { p: "+" }]) {
		assert.deepEqual(parseQuery(formatQuery(query)), query);
	}
});

test("pages", () => {
	const page = (query, options) => pagination(query, options);
	assert.deepEqual(page({ page: "1", size: "100" }), { page: 1, limit: 100, offset: 0 });
	assert.deepEqual(page({ page: "2", size: "101" }), { page: 2, limit: 100, offset: 100 });
	assert.deepEqual(page({ page: "0", size: "0" }), { page: 1, limit: 20, offset: 0 });
	assert.deepEqual(page({ page: "4", size: "-1" }), { page: 4, limit: 20, offset: 60 });
	assert.deepEqual(page({ page: "2.9", size: "1" }), { page: 2, limit: 1, offset: 1 });
	assert.deepEqual(page({ page: "3" }, { size: 7, maxSize: 5 }), { page: 3, limit: 5, offset: 10 });
	assert.deepEqual(page({ size: "6" }, { maxSize: 10 }), { page: 1, limit: 6, offset: 0 });
});
