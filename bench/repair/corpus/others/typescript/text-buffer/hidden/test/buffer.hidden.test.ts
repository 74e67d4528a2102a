import { describe, expect, test } from "vitest";
import { TextBuffer } from "../src/buffer.ts";
import { moveMark, type Mark } from "../src/marks.ts";

describe("redo, further", () => {
  test("steps undone before a new edit never come back", () => {
    const buffer = new TextBuffer("");
    buffer.insert(0, "a");
    buffer.insert(1, "b");
    buffer.insert(2, "c");
    buffer.undo();
    buffer.undo();
    buffer.insert(1, "X");
    expect(buffer.canRedo).toBe(false);
    buffer.undo();
    expect(buffer.text).toBe("a");
    expect(buffer.canRedo).toBe(true);
    buffer.redo();
    expect(buffer.text).toBe("aX");
    expect(buffer.redo()).toBe(false);
  });

  test("several steps can be redone in their order", () => {
    const buffer = new TextBuffer("");
    for (const letter of "abc") buffer.insert(buffer.text.length, letter);
    while (buffer.undo());
    expect(buffer.text).toBe("");
    while (buffer.redo());
    expect(buffer.text).toBe("abc");
  });

  test("an empty transaction leaves the redo as it is", () => {
    const buffer = new TextBuffer("");
    buffer.insert(0, "a");
    buffer.undo();
    buffer.transaction(() => {});
    expect(buffer.redo()).toBe(true);
    expect(buffer.text).toBe("a");
  });
});

describe("transactions, further", () => {
  test("edits that hang on each other are undone backwards", () => {
    const buffer = new TextBuffer("0123456789");
    buffer.transaction(() => {
      buffer.delete(2, 8);
      buffer.insert(2, "abc");
      buffer.replace(1, 4, "");
    });
    expect(buffer.text).toBe("0c89");
    buffer.undo();
    expect(buffer.text).toBe("0123456789");
    buffer.redo();
    expect(buffer.text).toBe("0c89");
    buffer.undo();
    buffer.redo();
    buffer.undo();
    expect(buffer.text).toBe("0123456789");
  });

  test("a failed transaction takes back edits of an inner one", () => {
    const buffer = new TextBuffer("abc");
    expect(() =>
      buffer.transaction(() => {
        buffer.insert(3, "d");
        buffer.transaction(() => buffer.delete(2, 4));
        buffer.insert(0, "__");
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(buffer.text).toBe("abc");
    buffer.insert(3, "!");
    expect(buffer.text).toBe("abc!");
  });
});

describe("marks, further", () => {
  const at = (offset: number, gravity: Mark["gravity"] = "left"): Mark => ({ name: "m", offset, gravity });

  test("a mark right before an edit stays, one right behind goes along", () => {
    const edit = { offset: 3, removed: "xy", inserted: "abcd" };
    expect(moveMark(at(2), edit).offset).toBe(2);
    expect(moveMark(at(2, "right"), edit).offset).toBe(2);
    expect(moveMark(at(5), edit).offset).toBe(7);
    expect(moveMark(at(5, "right"), edit).offset).toBe(7);
    expect(moveMark(at(6), edit).offset).toBe(8);
  });

  test("a mark at the start of removed text stays there", () => {
    const edit = { offset: 3, removed: "xy", inserted: "abcd" };
    expect(moveMark(at(3), edit).offset).toBe(3);
    expect(moveMark(at(4, "right"), edit).offset).toBe(3);
  });

  test("at an insertion only gravity decides", () => {
    const edit = { offset: 3, removed: "", inserted: "abcd" };
    expect(moveMark(at(3), edit).offset).toBe(3);
    expect(moveMark(at(3, "right"), edit).offset).toBe(7);
    expect(moveMark(at(2, "right"), edit).offset).toBe(2);
    expect(moveMark(at(4), edit).offset).toBe(8);
  });

  test("at the very start of the text", () => {
    const buffer = new TextBuffer("abc");
    buffer.mark("origin", 0);
    buffer.insert(0, "12");
    expect(buffer.markPosition("origin")).toEqual({ line: 0, column: 0 });
  });
});
