import { describe, expect, it } from "vitest";
import { groupBy, measure } from "../src/aggregate.ts";
import { readTable } from "../src/table.ts";
import { formatCell, writeTable } from "../src/write.ts";

const weather = readTable("town,temp\nOslo,-3\nRome,12\nOslo,-7\nRome,9\nBern,\n");

describe("measure", () => {
  it("counts, adds and averages numbers only", () => {
    expect(measure(weather.rows, "temp", "count")).toBe(4);
    expect(measure(weather.rows, "temp", "sum")).toBe(11);
    expect(measure(weather.rows, "temp", "mean")).toBe(2.75);
  });

  it("finds the ends of a column", () => {
    expect(measure(weather.rows, "temp", "min")).toBe(-7);
    expect(measure(weather.rows, "temp", "max")).toBe(12);
  });
});

describe("groupBy", () => {
  it("keeps the order of appearance", () => {
    expect(groupBy(weather, "town", { temp: "count" }).rows).toEqual([
      { town: "Oslo", temp_count: 2 },
      { town: "Rome", temp_count: 2 },
      { town: "Bern", temp_count: 0 },
    ]);
  });

  it("measures each group by itself", () => {
    const warmest = groupBy(weather, "town", { temp: "max" });
    expect(warmest.columns).toEqual(["town", "temp_max"]);
    expect(warmest.rows.map((row) => row.temp_max)).toEqual([-3, 12, null]);
  });

  it("refuses a column that is not there", () => {
    expect(() => groupBy(weather, "city", {})).toThrow("no such column: city");
  });
});

describe("writeTable", () => {
  it("writes header and rows", () => {
    expect(writeTable({ columns: ["a", "b"], rows: [{ a: "x", b: null }, { a: 1.5, b: "y" }] })).toBe("a,b\nx,\n1.5,y\n");
  });

  it("quotes what needs it", () => {
    expect(formatCell("a,b")).toBe('"a,b"');
    expect(formatCell('5" pipe')).toBe('"5"" pipe"');
    expect(formatCell("a,b", ";")).toBe("a,b");
  });

  it("writes counts of groups without numbers", () => {
    expect(writeTable(groupBy(weather, "town", { temp: "count" }))).toBe("town,temp_count\nOslo,2\nRome,2\nBern,0\n");
  });
});
