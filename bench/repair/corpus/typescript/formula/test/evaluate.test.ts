import { describe, expect, it } from "vitest";
import { evaluate } from "../src/evaluate";

describe("arithmetic", () => {
    it("calculates", () => {
        expect(evaluate("1 + 2 * 3 - 4 / 2")).toBe(5);
        expect(evaluate("2 ^ 10")).toBe(1024);
        expect(evaluate("(1 + 2) * -3")).toBe(-9);
        expect(evaluate("200 * 15%")).toBe(30);
    });
    it("does not divide by zero", () => {
        expect(() => evaluate("1/0")).toThrow("Division by zero");
    });
    it("uses names", () => {
        expect(evaluate("price * qty", { PRICE: 2.5, QTY: 4 })).toBe(10);
        expect(() => evaluate("nope + 1")).toThrow("Unknown name NOPE");
    });
    it("uses a name that is zero", () => {
        expect(evaluate("a + 1", { A: 0 })).toBe(1);
    });
});

describe("comparison", () => {
    it("compares numbers", () => {
        expect(evaluate("1 < 2")).toBe(true);
        expect(evaluate("2 <= 1")).toBe(false);
        expect(evaluate("2 <> 1")).toBe(true);
    });
    it("compares texts without case", () => {
        expect(evaluate('"Abc" = "aBC"')).toBe(true);
        expect(evaluate('"b" > "A"')).toBe(true);
    });
    it("puts numbers before texts", () => {
        expect(evaluate('99 < "1"')).toBe(true);
    });
});

describe("functions", () => {
    it("sums and averages", () => {
        expect(evaluate("SUM(1, 2, 3)")).toBe(6);
        expect(evaluate("SUM()")).toBe(0);
        expect(evaluate("AVERAGE(2, 4)")).toBe(3);
    });
    it("finds the median", () => {
        expect(evaluate("MEDIAN(5, 1, 3)")).toBe(3);
        expect(evaluate("MEDIAN(4, 1, 3, 10)")).toBe(3.5);
    });
    it("rounds", () => {
        expect(evaluate("ROUND(2.345, 1)")).toBe(2.3);
        expect(evaluate("ROUND(-2.5)")).toBe(-3);
    });
    it("cuts texts", () => {
        expect(evaluate('LEFT("hello", 2)')).toBe("he");
        expect(evaluate('RIGHT("hello", 3)')).toBe("llo");
        expect(evaluate('MID("hello", 2, 3)')).toBe("ell");
        expect(evaluate('TRIM("  a   b ")')).toBe("a b");
    });
    it("decides", () => {
        expect(evaluate('IF(1 < 2, "yes", "no")')).toBe("yes");
        expect(evaluate("IF(FALSE, 1/0, 7)")).toBe(7);
        expect(evaluate("IF(FALSE, 1)")).toBe(false);
        expect(evaluate("AND(TRUE, 1, \"x\")")).toBe(true);
        expect(evaluate('OR(0, "")')).toBe(false);
    });
    it("catches errors", () => {
        expect(evaluate("IFERROR(1/0, -1)")).toBe(-1);
        expect(() => evaluate("FOO(1)")).toThrow("Unknown function FOO");
    });
});
