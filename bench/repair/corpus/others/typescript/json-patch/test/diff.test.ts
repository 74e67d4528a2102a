import { describe, expect, it } from "vitest";
import { diff } from "../src/diff.ts";
import { escapeKey, parsePointer } from "../src/pointer.ts";

describe("pointers", () => {
  it("splits a pointer into keys", () => {
    expect(parsePointer("")).toEqual([]);
    expect(parsePointer("/a/0/")).toEqual(["a", "0", ""]);
    expect(() => parsePointer("a")).toThrow("not a pointer");
  });

  it("escapes what has a meaning in pointers", () => {
    expect(escapeKey("usr/local/bin")).toBe("usr~1local~1bin");
    expect(escapeKey("~home")).toBe("~0home");
  });
});

describe("diff", () => {
  it("finds nothing in equal documents", () => {
    expect(diff({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual([]);
  });

  it("replaces values of different kinds", () => {
    expect(diff({ a: [1] }, { a: { "0": 1 } })).toEqual([{ op: "replace", path: "/a", value: { "0": 1 } }]);
  });

  it("finds a changed value deep inside", () => {
    expect(diff({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).toEqual([{ op: "replace", path: "/a/0/b", value: 2 }]);
  });

  it("finds a key that came", () => {
    expect(diff({ a: 1 }, { a: 1, b: 2 })).toEqual([{ op: "add", path: "/b", value: 2 }]);
  });

  it("finds a key that went", () => {
    expect(diff({ a: 1, b: 2 }, { a: 1 })).toEqual([{ op: "remove", path: "/b" }]);
  });

  it("lets an array grow and shrink at its end", () => {
    expect(diff([1], [1, 2, 3])).toEqual([
      { op: "add", path: "/-", value: 2 },
      { op: "add", path: "/-", value: 3 },
    ]);
    expect(diff([1, 2, 3], [1])).toEqual([
      { op: "remove", path: "/2" },
      { op: "remove", path: "/1" },
    ]);
  });
});
