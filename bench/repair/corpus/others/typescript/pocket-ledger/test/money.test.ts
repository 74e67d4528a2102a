import { expect, it } from "vitest";
import { allocate, formatAmount, parseAmount } from "../src/money.ts";

it("reads amounts", () => {
  expect(parseAmount("12")).toBe(1200);
  expect(parseAmount("3.5")).toBe(350);
  expect(parseAmount("1,234.56")).toBe(123456);
});

it("reads negative amounts", () => {
  expect(parseAmount("-3.25")).toBe(-325);
});

it("reads negative amounts of less than one", () => {
  expect(parseAmount("-0.75")).toBe(-75);
});

it("refuses what is no amount", () => {
  expect(() => parseAmount("1.234")).toThrow(RangeError);
  expect(() => parseAmount("")).toThrow(RangeError);
});

it("writes amounts", () => {
  expect(formatAmount(123456)).toBe("1,234.56");
  expect(formatAmount(-5)).toBe("-0.05");
});

it("divides evenly where it can", () => {
  expect(allocate(900, [1, 2])).toEqual([300, 600]);
});

it("gives the cents left over to those who lost most", () => {
  expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(allocate(101, [3, 4, 3])).toEqual([30, 41, 30]);
});

it("refuses weights that add up to nothing", () => {
  expect(() => allocate(100, [0, 0])).toThrow(RangeError);
});
