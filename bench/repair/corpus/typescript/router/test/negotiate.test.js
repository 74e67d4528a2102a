"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { chooseType, parseAccept, parseCookies } = require("../lib/negotiate");

test("orders by quality", () => {
	assert.deepEqual(
		parseAccept("text/html;q=0.5, application/json, */*;q=0.1").map((e) => e.value),
		["application/json", "text/html", "*/*"],
	);
	assert.deepEqual(parseAccept("a/b;q=0, c/d").map((e) => e.value), ["c/d"]);
});

test("chooses", () => {
	const offered = ["application/json", "text/html"];
	assert.equal(chooseType("text/html, application/json;q=0.9", offered), "text/html");
	assert.equal(chooseType("text/*", offered), "text/html");
	assert.equal(chooseType("*/*", offered), "application/json");
	assert.equal(chooseType("image/png", offered), null);
	assert.equal(chooseType(undefined, offered), "application/json");
});

test("cookies", () => {
	assert.deepEqual(parseCookies('a=1; b="two"; c=x=y'), { a: "1", b: "two", c: "x=y" });
	assert.deepEqual(parseCookies("a=1; a=2"), { a: "1" });
	assert.deepEqual(parseCookies(), {});
});
