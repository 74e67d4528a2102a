import { describe, expect, it } from "vitest";
import { applyPatch } from "../src/apply.ts";
import { PatchError } from "../src/types.ts";

describe("applyPatch", () => {
  it("adds to objects and arrays", () => {
    expect(
      applyPatch({ a: [1, 3] }, [
        { op: "add", path: "/b", value: true },
        { op: "add", path: "/a/1", value: 2 },
        { op: "add", path: "/a/-", value: 4 },
      ]),
    ).toEqual({ a: [1, 2, 3, 4], b: true });
  });

  it("removes and replaces", () => {
    expect(
      applyPatch({ a: [1, 2, 3], b: 1 }, [
        { op: "remove", path: "/a/0" },
        { op: "replace", path: "/a/0", value: 9 },
        { op: "remove", path: "/b" },
      ]),
    ).toEqual({ a: [9, 3] });
  });

  it("moves and copies", () => {
    expect(
      applyPatch({ a: { x: 1 }, list: ["p", "q"] }, [
        { op: "move", from: "/a/x", path: "/y" },
        { op: "copy", from: "/list/0", path: "/list/-" },
      ]),
    ).toEqual({ a: {}, list: ["p", "q", "p"], y: 1 });
  });

  it("refuses to move a value into itself", () => {
    expect(() => applyPatch({ a: { b: {} } }, [{ op: "move", from: "/a", path: "/a/b/c" }])).toThrow(
      "cannot move /a into itself",
    );
  });

  it("moves a value to a sibling whose name begins alike", () => {
    expect(applyPatch({ total: 1 }, [{ op: "move", from: "/total", path: "/total_net" }])).toEqual({ total_net: 1 });
  });

  it("tests values whatever the order of their keys", () => {
    const document = { a: { x: 1, y: [2] } };
    expect(applyPatch(document, [{ op: "test", path: "/a", value: { y: [2], x: 1 } }])).toEqual(document);
    expect(() => applyPatch(document, [{ op: "test", path: "/a/x", value: "1" }])).toThrow(PatchError);
  });

  it("does not change the given document", () => {
    const document = { a: { b: 1 } };
    applyPatch(document, [{ op: "remove", path: "/a/b" }]);
    expect(document).toEqual({ a: { b: 1 } });
  });

  it("refuses paths that lead nowhere", () => {
    expect(() => applyPatch({}, [{ op: "remove", path: "/a" }])).toThrow("nothing at key: a");
    expect(() => applyPatch([1], [{ op: "add", path: "/3", value: 0 }])).toThrow("index out of range");
    expect(() => applyPatch([1], [{ op: "add", path: "/01", value: 0 }])).toThrow("not an index: 01");
  });

  it("understands escaped keys", () => {
    expect(applyPatch({ "a/b": 1 }, [{ op: "replace", path: "/a~1b", value: 2 }])).toEqual({ "a/b": 2 });
  });
});
