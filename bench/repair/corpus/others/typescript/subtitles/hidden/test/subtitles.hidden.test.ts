import { describe, expect, test } from "vitest";
import { mergeCues } from "../src/edit.ts";
import { type Cue, parseSrt } from "../src/srt.ts";
import { formatTimestamp, parseTimestamp } from "../src/timestamp.ts";
import { rewrap, wrapBalanced } from "../src/wrap.ts";

const cue = (start: number, end: number, ...lines: string[]): Cue => ({ start, end, lines });

describe("timestamps, further", () => {
  test.each([
    ["00:01.05", 1050],
    ["00:01.25", 1250],
    ["00:01,007", 1007],
    ["00:01,9", 1900],
    ["00:01", 1000],
    ["100:00:00.1", 360_000_100],
  ])("%s", (text, ms) => {
    expect(parseTimestamp(text)).toBe(ms);
  });

  test("round trip", () => {
    for (const ms of [0, 5, 50, 500, 59_999, 3_599_999, 36_000_000]) {
      expect(parseTimestamp(formatTimestamp(ms))).toBe(ms);
    }
  });

  test("short fractions in documents", () => {
    expect(parseSrt("00:01.2 --> 00:02.75\nhi")).toEqual([cue(1200, 2750, "hi")]);
  });
});

describe("merge, further", () => {
  test("a cue after an enclosed one still belongs to the outer", () => {
    expect(mergeCues([cue(0, 5000, "a"), cue(100, 200, "b"), cue(4900, 6000, "c"), cue(7000, 7100, "d")])).toEqual([
      cue(0, 6000, "a", "b", "c"),
      cue(7000, 7100, "d"),
    ]);
  });

  test("touching cues are joined and the input is not changed", () => {
    const cues = [cue(10, 20, "b"), cue(0, 10, "a")];
    expect(mergeCues(cues)).toEqual([cue(0, 20, "a", "b")]);
    expect(cues).toEqual([cue(10, 20, "b"), cue(0, 10, "a")]);
  });

  test("gaps are measured from the latest end", () => {
    expect(mergeCues([cue(0, 1000, "a"), cue(200, 300, "b"), cue(1100, 1200, "c")], 100)).toEqual([
      cue(0, 1200, "a", "b", "c"),
    ]);
    expect(mergeCues([cue(0, 1000, "a"), cue(1101, 1200, "c")], 100)).toHaveLength(2);
  });
});

function allWays(words: string[]): string[][] {
  if (words.length === 0) return [[]];
  return words.flatMap((_, i) =>
    allWays(words.slice(i + 1)).map((rest) => [words.slice(0, i + 1).join(" "), ...rest]),
  );
}

function costOf(lines: string[], width: number): number {
  return lines.reduce((sum, line) => {
    if (line.length > width) return line.includes(" ") ? Infinity : sum;
    return sum + (width - line.length) ** 2;
  }, 0);
}

describe("wrapping, further", () => {
  test.each([
    ["the quick brown fox jumps over the lazy dog", 12],
    ["a bb ccc dddd eeeee ffffff g hh iii", 9],
    ["one incomprehensibilities two three", 8],
    ["x y z w v u t", 5],
  ])("%s at %i is the best of all ways", (text, width) => {
    const lines = wrapBalanced(text, width);
    expect(lines.join(" ")).toBe(text);
    const best = Math.min(...allWays(text.split(" ")).map((way) => costOf(way, width)));
    expect(costOf(lines, width)).toBe(best);
  });

  test("empty text has no lines", () => {
    expect(wrapBalanced("  ", 10)).toEqual([]);
    expect(rewrap(cue(0, 1))).toEqual(cue(0, 1));
  });
});
