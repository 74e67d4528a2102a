import assert from "node:assert/strict";
import test from "node:test";
import { parseQuery } from "../src/query.js";

test("reads every plus as a space, in names too", () => {
  assert.deepEqual(parseQuery("a+b+c=+x++y+"), { "a b c": " x  y " });
});

test("keeps an escaped plus", () => {
  assert.deepEqual(parseQuery("sum=1%2B1+%3D+2"), { sum: "1+1 = 2" });
});

test("keeps the letters and other signs", () => {
  assert.deepEqual(parseQuery("v=a.b*c-d_e+f+g"), { v: "a.b*c-d_e f g" });
});

test("reads escapes and repeated names", () => {
  assert.deepEqual(parseQuery("t=%26+1+2&t=&t=x"), { t: ["& 1 2", "", "x"] });
});
