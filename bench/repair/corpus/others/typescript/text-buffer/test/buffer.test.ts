import { describe, expect, test } from "vitest";
import { TextBuffer } from "../src/buffer.ts";
import { offsetAt, positionAt } from "../src/document.ts";

describe("positions", () => {
  const text = "one\ntwo\n\nfour";

  test("offsets become lines and columns", () => {
    expect(positionAt(text, 0)).toEqual({ line: 0, column: 0 });
    expect(positionAt(text, 4)).toEqual({ line: 1, column: 0 });
    expect(positionAt(text, 11)).toEqual({ line: 3, column: 2 });
  });

  test("columns beyond a line mean its end", () => {
    expect(offsetAt(text, { line: 1, column: 99 })).toBe(7);
    expect(offsetAt(text, { line: 3, column: 99 })).toBe(13);
  });

  test("lines that are not there are refused", () => {
    expect(() => offsetAt(text, { line: 4, column: 0 })).toThrow(RangeError);
  });
});

describe("editing", () => {
  test("inserts, deletes and replaces", () => {
    const buffer = new TextBuffer("hello world");
    buffer.insert(5, ",");
    buffer.replace(7, 12, "moon");
    buffer.delete(0, 1);
    expect(buffer.text).toBe("ello, moon");
  });

  test("inserts at a position", () => {
    const buffer = new TextBuffer("a\nb");
    buffer.insertAt({ line: 0, column: 10 }, "!");
    expect(buffer.text).toBe("a!\nb");
  });

  test("refuses ranges outside the text", () => {
    expect(() => new TextBuffer("abc").delete(2, 4)).toThrow(RangeError);
  });

  test("tells listeners until they leave", () => {
    const buffer = new TextBuffer();
    const seen: string[] = [];
    const leave = buffer.onChange((text) => seen.push(text));
    buffer.insert(0, "a");
    leave();
    buffer.insert(1, "b");
    expect(seen).toEqual(["a"]);
  });
});

describe("undo and redo", () => {
  test("go back and forth", () => {
    const buffer = new TextBuffer("x");
    buffer.insert(1, "y");
    buffer.replace(0, 1, "z");
    buffer.undo();
    expect(buffer.text).toBe("xy");
    buffer.undo();
    expect(buffer.text).toBe("x");
    expect(buffer.undo()).toBe(false);
    buffer.redo();
    buffer.redo();
    expect(buffer.text).toBe("zy");
    expect(buffer.redo()).toBe(false);
  });

  test("a new edit ends the redo", () => {
    const buffer = new TextBuffer("");
    buffer.insert(0, "one");
    buffer.undo();
    buffer.insert(0, "two");
    expect(buffer.canRedo).toBe(false);
    expect(buffer.redo()).toBe(false);
    expect(buffer.text).toBe("two");
  });

  test("a transaction is one step", () => {
    const buffer = new TextBuffer("ab");
    buffer.transaction(() => {
      buffer.insert(2, "c");
      buffer.delete(0, 1);
      buffer.insert(0, "XY");
    });
    expect(buffer.text).toBe("XYbc");
    buffer.undo();
    expect(buffer.text).toBe("ab");
    buffer.redo();
    expect(buffer.text).toBe("XYbc");
  });

  test("a transaction that throws leaves nothing", () => {
    const buffer = new TextBuffer("ab");
    expect(() =>
      buffer.transaction(() => {
        buffer.delete(0, 1);
        buffer.insert(0, "Q");
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(buffer.text).toBe("ab");
    expect(buffer.undo()).toBe(false);
  });

  test("only the newest steps are kept", () => {
    const buffer = new TextBuffer("", 2);
    for (const letter of "abc") buffer.insert(buffer.text.length, letter);
    while (buffer.undo());
    expect(buffer.text).toBe("a");
  });
});

describe("marks", () => {
  test("move with the text before them", () => {
    const buffer = new TextBuffer("alpha\nbeta");
    buffer.mark("here", 8);
    buffer.insert(0, "\n");
    expect(buffer.markPosition("here")).toEqual({ line: 2, column: 2 });
    expect(buffer.markPosition("there")).toBeUndefined();
  });

  test("stay or go by their gravity at an insertion", () => {
    const buffer = new TextBuffer("abcd");
    buffer.mark("stay", 2, "left");
    buffer.mark("go", 2, "right");
    buffer.insert(2, "--");
    expect(buffer.markPosition("stay")).toEqual({ line: 0, column: 2 });
    expect(buffer.markPosition("go")).toEqual({ line: 0, column: 4 });
  });

  test("fall to the start of removed text", () => {
    const buffer = new TextBuffer("abcdef");
    buffer.mark("m", 3);
    buffer.delete(1, 5);
    expect(buffer.markPosition("m")).toEqual({ line: 0, column: 1 });
  });

  test("are named in order of place", () => {
    const buffer = new TextBuffer("abcdef");
    buffer.mark("late", 5);
    buffer.mark("early", 1);
    buffer.mark("late", 4);
    expect(buffer.markNames()).toEqual(["early", "late"]);
  });
});
