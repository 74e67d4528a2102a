import { describe, expect, it } from "vitest";
import { parseCsv } from "../src/parse.ts";
import { readCell, readTable } from "../src/table.ts";

describe("parseCsv", () => {
  it("splits lines and fields", () => {
    expect(parseCsv("a,b\r\n1,\n")).toEqual([["a", "b"], ["1", ""]]);
  });

  it("leaves blank lines out", () => {
    expect(parseCsv("a\n\n\nb")).toEqual([["a"], ["b"]]);
  });

  it("takes another delimiter", () => {
    expect(parseCsv("a;b,c", ";")).toEqual([["a", "b,c"]]);
  });

  it("keeps delimiters and line breaks in quotes", () => {
    expect(parseCsv('name,place\n"Doe, Jane","line 1\nline 2"')).toEqual([
      ["name", "place"],
      ["Doe, Jane", "line 1\nline 2"],
    ]);
  });

  it("reads doubled quotes", () => {
    expect(parseCsv('"say ""hi""",x')).toEqual([['say "hi"', "x"]]);
  });

  it("refuses an open quote", () => {
    expect(() => parseCsv('a,"b\nc')).toThrow("not closed");
  });
});

describe("readTable", () => {
  it("reads numbers, text and nothing", () => {
    expect(["-1.5", " 7 ", "1e3", " ", "x y"].map(readCell)).toEqual([-1.5, 7, "1e3", null, "x y"]);
  });

  it("fills short rows up", () => {
    expect(readTable("a,b\n1")).toEqual({ columns: ["a", "b"], rows: [{ a: 1, b: null }] });
  });

  it("refuses long rows", () => {
    expect(() => readTable("a,b\n1,2\n1,2,3")).toThrow("row 2 has 3 fields for 2 columns");
  });

  it("refuses a column named twice", () => {
    expect(() => readTable("a,b,a\n")).toThrow("column a is there twice");
  });
});
