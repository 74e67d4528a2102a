import { expect, it } from "vitest";
import { parseCsv } from "../src/csv.ts";
import { Ledger } from "../src/ledger.ts";

it("reads doubled quotes at the edges and in a row", () => {
  expect(parseCsv('"""a""",""""')).toEqual([['"a"', '"']]);
  expect(parseCsv('"a"""""')).toEqual([['a""']]);
});

it("reads an empty quoted field", () => {
  expect(parseCsv('"",x\n"a",""')).toEqual([["", "x"], ["a", ""]]);
});

it("keeps the character after a doubled quote", () => {
  expect(parseCsv('"x"",y",z')).toEqual([['x",y', "z"]]);
  expect(parseCsv('"5"" x 7"" card"')).toEqual([['5" x 7" card']]);
});

it("imports notes with quotes", () => {
  const ledger = new Ledger();
  expect(ledger.importCsv('date,account,note,amount\n2024-01-01,fun,"the ""Ritz"", late",-5\n')).toBe(1);
  expect(ledger.balance("fun")).toBe(-500);
});
