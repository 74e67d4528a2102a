import { describe, expect, test } from "vitest";
import { linesAt, mergeCues, readingSpeed, shift } from "../src/edit.ts";
import { type Cue, formatSrt, parseSrt } from "../src/srt.ts";
import { formatTimestamp, parseTimestamp } from "../src/timestamp.ts";
import { rewrap, wrapBalanced } from "../src/wrap.ts";

const cue = (start: number, end: number, ...lines: string[]): Cue => ({ start, end, lines });

describe("timestamps", () => {
  test("reads the full SubRip form", () => {
    expect(parseTimestamp("01:02:03,250")).toBe(3_723_250);
  });

  test("reads minutes and seconds without hours", () => {
    expect(parseTimestamp(" 02:03 ")).toBe(123_000);
  });

  test("reads a short fraction as decimals of a second", () => {
    expect(parseTimestamp("00:00:01.5")).toBe(1500);
  });

  test("rejects what is no timestamp", () => {
    expect(() => parseTimestamp("soon")).toThrow(SyntaxError);
    expect(() => parseTimestamp("00:61:00")).toThrow(RangeError);
  });

  test("writes all fields padded", () => {
    expect(formatTimestamp(3_723_007)).toBe("01:02:03,007");
  });
});

describe("SubRip documents", () => {
  const source = "\uFEFF2\r\n00:00:05,000 --> 00:00:06,000\r\nWorld\r\n\r\n1\r\n00:00:01,000 --> 00:00:02,500\r\nHello,\r\nyou\r\n";

  test("are parsed in order of start", () => {
    expect(parseSrt(source)).toEqual([cue(1000, 2500, "Hello,", "you"), cue(5000, 6000, "World")]);
  });

  test("are written with new counters", () => {
    expect(formatSrt(parseSrt(source))).toBe(
      "1\n00:00:01,000 --> 00:00:02,500\nHello,\nyou\n\n2\n00:00:05,000 --> 00:00:06,000\nWorld\n",
    );
  });

  test("may not have cues that end before they start", () => {
    expect(() => parseSrt("1\n00:00:05,000 --> 00:00:04,000\nno")).toThrow(RangeError);
  });
});

describe("editing", () => {
  test("shift clips at zero and drops what is over", () => {
    expect(shift([cue(0, 400, "a"), cue(300, 900, "b"), cue(1000, 1200, "c")], -500)).toEqual([
      cue(0, 400, "b"),
      cue(500, 700, "c"),
    ]);
  });

  test("merge joins overlapping cues", () => {
    expect(mergeCues([cue(0, 1000, "a"), cue(900, 2000, "b"), cue(2500, 3000, "c")])).toEqual([
      cue(0, 2000, "a", "b"),
      cue(2500, 3000, "c"),
    ]);
  });

  test("merge keeps the end of a cue that encloses another", () => {
    expect(mergeCues([cue(0, 4000, "narrator"), cue(1000, 2000, "shout"), cue(3000, 3500, "again")])).toEqual([
      cue(0, 4000, "narrator", "shout", "again"),
    ]);
  });

  test("merge bridges small gaps when asked", () => {
    expect(mergeCues([cue(1050, 1500, "b"), cue(0, 1000, "a")], 50)).toEqual([cue(0, 1500, "a", "b")]);
  });

  test("linesAt leaves out cues that have just ended", () => {
    const cues = [cue(0, 1000, "a"), cue(500, 1500, "b")];
    expect(linesAt(cues, 600)).toEqual(["a", "b"]);
    expect(linesAt(cues, 1000)).toEqual(["b"]);
  });

  test("readingSpeed counts characters per second", () => {
    expect(readingSpeed(cue(0, 2000, "abcd ", "efgh"))).toBe(4);
    expect(readingSpeed(cue(5, 5, "x"))).toBe(Infinity);
  });
});

describe("wrapping", () => {
  test("leaves short text on one line", () => {
    expect(wrapBalanced("so it goes", 20)).toEqual(["so it goes"]);
  });

  test("makes lines even rather than full", () => {
    expect(wrapBalanced("aaa bb cc ddddd", 6)).toEqual(["aaa", "bb cc", "ddddd"]);
  });

  test("rewraps the lines of a cue", () => {
    expect(rewrap(cue(0, 1, "I never said", "that she", "stole it"), 24)).toEqual(
      cue(0, 1, "I never said that", "she stole it"),
    );
  });
});
