import { expect, it } from "vitest";
import { parseCsv, parseRecords } from "../src/csv.ts";

it("splits lines and fields", () => {
  expect(parseCsv("a,b\r\nc,\n\n")).toEqual([["a", "b"], ["c", ""]]);
});

it("keeps commas and line ends in quotes", () => {
  expect(parseCsv('"a,b","c\nd"\ne,f')).toEqual([["a,b", "c\nd"], ["e", "f"]]);
});

it("reads a doubled quote as one", () => {
  expect(parseCsv('1,"the ""big"" one",2')).toEqual([["1", 'the "big" one', "2"]]);
});

it("refuses a quote that is not closed", () => {
  expect(() => parseCsv('a,"b')).toThrow(SyntaxError);
});

it("names fields by the header", () => {
  expect(parseRecords("id,name\n1,Ann\n2")).toEqual([
    { id: "1", name: "Ann" },
    { id: "2", name: "" },
  ]);
});
