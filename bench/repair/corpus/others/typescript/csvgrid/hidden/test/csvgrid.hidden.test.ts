import { describe, expect, it } from "vitest";
import { groupBy, measure } from "../src/aggregate.ts";
import { parseCsv } from "../src/parse.ts";
import { readTable } from "../src/table.ts";
import { formatCell, writeTable } from "../src/write.ts";

describe("parsing", () => {
  it("handles quotes of every kind", () => {
    expect(parseCsv('a,"b ""c"", d"\r\n"e\r\nf",""\n')).toEqual([
      ["a", 'b "c", d'],
      ["e\r\nf", ""],
    ]);
  });

  it("takes a quote inside a bare field as it is", () => {
    expect(parseCsv('5" pipe,2')).toEqual([['5" pipe', "2"]]);
  });

  it("uses the delimiter outside of quotes only", () => {
    expect(parseCsv('"a;b";c', ";")).toEqual([["a;b", "c"]]);
  });
});

describe("measures", () => {
  const table = readTable("k,v\na,-20\na,-8\nb,0\nb,-1\nc,\nd,1000000\nd,3");

  it("finds greatest values below zero", () => {
    expect(measure(table.rows.slice(0, 2), "v", "max")).toBe(-8);
    expect(measure([{ v: -5000000 }], "v", "max")).toBe(-5000000);
  });

  it("finds least and greatest of each group", () => {
    expect(groupBy(table, "k", { v: "max" }).rows.map((row) => row.v_max)).toEqual([-8, 0, null, 1000000]);
    expect(groupBy(table, "k", { v: "min" }).rows.map((row) => row.v_min)).toEqual([-20, -1, null, 3]);
  });

  it("has sums of zero and empty columns", () => {
    expect(measure([{ v: 1 }, { v: -1 }], "v", "sum")).toBe(0);
    expect(measure([{ v: "x" }], "v", "sum")).toBeNull();
    expect(measure([], "v", "count")).toBe(0);
  });
});

describe("writing", () => {
  it("tells nothing from zero and from the word null", () => {
    expect([null, 0, "", "0", "null", -0.5].map((cell) => formatCell(cell))).toEqual(["", "0", "", "0", "null", "-0.5"]);
  });

  it("reads back what it wrote", () => {
    const table = { columns: ["n", "t"], rows: [{ n: 0, t: "a\nb" }, { n: null, t: 'c,"d"' }, { n: -2, t: null }] };
    expect(readTable(writeTable(table))).toEqual(table);
    expect(readTable(writeTable(table, ";"), ";")).toEqual(table);
  });

  it("writes missing cells as nothing", () => {
    expect(writeTable({ columns: ["a", "b"], rows: [{ a: 0 }] })).toBe("a,b\n0,\n");
  });
});
