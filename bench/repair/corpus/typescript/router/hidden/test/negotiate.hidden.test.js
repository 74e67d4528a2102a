"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { chooseType, parseAccept, parseCookies } = require("../lib/negotiate");

test("accept", () => {
	assert.deepEqual(parseAccept("A/B ; level=1 ; q=0.3,c/d;q=0.30, e/f;q=1.0,g/h"), [
		{ value: "e/f", quality: 1 },
		{ value: "g/h", quality: 1 },
		{ value: "a/b", quality: 0.3 },
		{ value: "c/d", quality: 0.3 },
	]);
	assert.deepEqual(parseAccept(""), []);
	assert.deepEqual(parseAccept(", ,x/y;q=0.001,z/z;q=0"), [{ value: "x/y", quality: 0.001 }]);
});

test("choose", () => {
	const offered = ["text/plain", "application/json", "text/html"];
	const table = [
		["", "text/plain"],
		["*/*", "text/plain"],
		["text/*", "text/plain"],
		["application/*, text/html", "application/json"],
		["text/html;q=0.2, application/json;q=0.1", "text/html"],
		["image/*, text/html;q=0.1", "text/html"],
		["image/png, */*;q=0.1", "text/plain"],
		["text/css", null],
		["html/text", null],
		["TEXT/HTML", "text/html"],
		["image/html, application/plain", null],
	];
	for (const [header, expected] of table) assert.equal(chooseType(header, offered), expected, header);
	assert.equal(chooseType("*/*", []), null);
	assert.equal(chooseType(undefined, []), null);
});

test("cookies", () => {
	assert.deepEqual(parseCookies(" a = 1 ;b=; c ;=d; e=\"\"; f=\"x; g=y\""), { a: "1", b: "", "": "d", e: "", f: '"x', g: 'y"' });
	assert.deepEqual(parseCookies("a=;a=2"), { a: "" });
	assert.deepEqual(parseCookies("token=abc==; x=1"), { token: "abc==", x: "1" });
});
