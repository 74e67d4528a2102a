import { describe, expect, it } from "vitest";
import { applyPatch } from "../src/apply.ts";
import { diff } from "../src/diff.ts";
import { equal } from "../src/equal.ts";
import { escapeKey, parsePointer } from "../src/pointer.ts";
import type { Json } from "../src/types.ts";

describe("escaping", () => {
  for (const key of ["a/b/c", "~~", "~/~/", "/", "~1", "~01", "", "//~~//"]) {
    it(`reads back the key ${JSON.stringify(key)}`, () => {
      expect(escapeKey(key)).not.toContain("/");
      expect(parsePointer(`/${escapeKey(key)}/x`)).toEqual([key, "x"]);
    });
  }
  it("escapes every one", () => {
    expect(escapeKey("~a~/b/")).toBe("~0a~0~1b~1");
    expect(parsePointer("/~01/~0~0/~1~1")).toEqual(["~1", "~~", "//"]);
  });
});

describe("move", () => {
  it("lets a value move to where it is", () => {
    expect(applyPatch({ a: { b: 1 } }, [{ op: "move", from: "/a", path: "/a" }])).toEqual({ a: { b: 1 } });
  });
  it("refuses its own direct child and the whole document", () => {
    expect(() => applyPatch({ a: { b: 1 } }, [{ op: "move", from: "/a", path: "/a/b" }])).toThrow(
      "cannot move /a into itself",
    );
    expect(() => applyPatch({ a: 1 }, [{ op: "move", from: "", path: "/a" }])).toThrow("cannot move  into itself");
    expect(() => applyPatch([[1], [2]], [{ op: "move", from: "/0", path: "/0/-" }])).toThrow(
      "cannot move /0 into itself",
    );
  });
  it("allows a sibling whose name begins alike", () => {
    expect(applyPatch({ a: 1, ab: { c: 2 } }, [{ op: "move", from: "/a", path: "/ab/d" }])).toEqual({
      ab: { c: 2, d: 1 },
    });
    expect(applyPatch({ a: 1 }, [{ op: "move", from: "/a", path: "/ab" }])).toEqual({ ab: 1 });
  });
  it("allows the way up", () => {
    expect(applyPatch({ a: { b: { c: 1 } } }, [{ op: "move", from: "/a/b", path: "/a" }])).toEqual({ a: { c: 1 } });
  });
  it("complains about a missing source first", () => {
    expect(() => applyPatch({}, [{ op: "move", from: "/a", path: "/a/b" }])).toThrow("nothing at key: a");
  });
});

describe("equal", () => {
  it("is the same both ways", () => {
    const values: Json[] = [null, 0, "", false, [], {}, { a: 1 }, { a: 1, b: 2 }, { b: 1 }, [1], [1, 2], { "0": 1 }];
    for (const [i, one] of values.entries())
      for (const [j, other] of values.entries()) expect(equal(one, other)).toBe(i === j);
  });
  it("compares deeply", () => {
    expect(equal({ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2, d: 3 }] } })).toBe(false);
    expect(equal({ a: { b: [1, { c: 2, d: 3 }] } }, { a: { b: [1, { c: 2 }] } })).toBe(false);
    expect(equal({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(() => applyPatch({ a: { x: 1, y: 2 } }, [{ op: "test", path: "/a", value: { x: 1 } }])).toThrow("test failed");
    expect(() => applyPatch({ a: { x: 1 } }, [{ op: "test", path: "/a", value: { x: 1, y: 2 } }])).toThrow("test failed");
  });
});

describe("diff and apply", () => {
  const samples: Json[] = [
    null,
    {},
    [],
    { a: 1 },
    { a: 1, b: { c: [1, 2, 3] } },
    { b: { c: [1, 3], d: {} } },
    { b: { c: [] }, "x/y/z": 1, "~~": 2 },
    { "x/y/z": 2, a: null },
    [1, [2, 3], { a: 1 }],
    [1, [3], { a: 1, b: 2 }, 4, 5],
    [[], { b: 2 }],
  ];
  it("turns any document into any other", () => {
    for (const before of samples)
      for (const after of samples) {
        const copy = structuredClone(before);
        expect(applyPatch(before, diff(before, after))).toEqual(after);
        expect(before).toEqual(copy);
      }
  });
  it("says as little as needed", () => {
    expect(diff({ a: 1, b: 2, c: { d: 1, e: 2 } }, { a: 1, c: { d: 1 }, f: 3 })).toEqual([
      { op: "remove", path: "/b" },
      { op: "remove", path: "/c/e" },
      { op: "add", path: "/f", value: 3 },
    ]);
  });
});
