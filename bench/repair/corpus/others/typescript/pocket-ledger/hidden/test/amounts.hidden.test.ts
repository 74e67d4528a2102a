import { expect, it } from "vitest";
import { formatAmount, parseAmount } from "../src/money.ts";

it("reads small amounts with their sign", () => {
  expect(["0.50", "-0.50", "0.05", "-0.05"].map(parseAmount)).toEqual([50, -50, 5, -5]);
});

it("reads nothing as zero", () => {
  expect(Object.is(parseAmount("0"), 0)).toBe(true);
  expect(Object.is(parseAmount("0.00"), 0)).toBe(true);
});

it("reads amounts above one with their sign", () => {
  expect(["-1", " -1.01 ", "-1,000.10", "1.99"].map(parseAmount)).toEqual([-100, -101, -100010, 199]);
});

it("reads back what it writes", () => {
  for (const cents of [-123456789, -100, -99, -1, 1, 99, 100, 99999]) {
    expect(parseAmount(formatAmount(cents))).toBe(cents);
  }
});
