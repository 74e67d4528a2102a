import { expect, it } from "vitest";
import { Ledger } from "../src/ledger.ts";

const EXPORT = `date,account,note,amount
2024-03-02,rent,March,-850.00
2024-02-28,food,"Market, Saturday",-42.30
2024-03-09,food,Bakery,-7.70
2024-03-28,salary,,"2,100.00"
`;

it("imports a bank's export", () => {
  const ledger = new Ledger();
  expect(ledger.importCsv(EXPORT)).toBe(4);
  expect(ledger.balance("food")).toBe(-5000);
  expect(ledger.balance("food", "2024-02-28")).toBe(-4230);
});

it("sums up each month in order", () => {
  const ledger = new Ledger();
  ledger.importCsv(EXPORT);
  expect(ledger.monthlyTotals()).toEqual([["2024-02", -4230], ["2024-03", 124230]]);
});

it("shares an expense without losing a cent", () => {
  const ledger = new Ledger();
  ledger.postShared("2024-04-01", "Internet", 1000, { ann: 1, bob: 1, cid: 1 });
  expect(["ann", "bob", "cid"].map((name) => ledger.balance(name))).toEqual([334, 333, 333]);
});

it("prints a statement", () => {
  const ledger = new Ledger();
  ledger.importCsv(EXPORT);
  expect(ledger.statement()).toBe(["food      -50.00", "rent     -850.00", "salary  2,100.00"].join("\n"));
});

it("refuses an entry without a proper date", () => {
  expect(() => new Ledger().post({ date: "1/2/2024", account: "a", note: "", cents: 1 })).toThrow(RangeError);
});
