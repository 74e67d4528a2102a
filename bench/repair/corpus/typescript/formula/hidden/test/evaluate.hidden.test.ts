import { expect, it } from "vitest";
import { evaluate } from "../src/evaluate";
import { compareValues, toNumber, toText, truthy } from "../src/values";

it.each<[string, number | string | boolean]>([
    ["2^3^2", 512],
    ["-2^2", -4],
    ["10-4-3", 3],
    ["7/2/2", 1.75],
    ["50%", 0.5],
    ['"3"*"4"', 12],
    ["TRUE+TRUE", 2],
    ['1&2', "12"],
    ['TRUE&""', "TRUE"],
    ["FALSE & 0", "FALSE0"],
    ["1=1", true],
    ["1<>1", false],
    ["1<1", false],
    ["1<=1", true],
    ["1>1", false],
    ["1>=1", true],
    ["2>1", true],
    ["1>=2", false],
    ['"a"<"B"', true],
    ['"B"<"a"', false],
    ['"zz"<TRUE', true],
    ['TRUE<"zz"', false],
    ["5<FALSE", true],
    ["SUM(1,2,3,-6)", 0],
    ['SUM("2",TRUE)', 3],
    ["AVERAGE(1)", 1],
    ["AVERAGE(1,2,3,4)", 2.5],
    ["MIN(3,-1,2)", -1],
    ["MAX(3,-1,2)", 3],
    ["MEDIAN(1)", 1],
    ["MEDIAN(2,1)", 1.5],
    ["MEDIAN(9,10,2)", 9],
    ["MEDIAN(100,9,10,2,1)", 9],
    ["ROUND(2.5)", 3],
    ["ROUND(2.449,2)", 2.45],
    ["ROUND(-2.449,1)", -2.4],
    ["ROUND(1234,-2)", 1200],
    ["ROUND(0)", 0],
    ["ABS(-3)", 3],
    ['LEN("")', 0],
    ["LEN(123)", 3],
    ['LEFT("abc")', "a"],
    ['LEFT("abc",0)', ""],
    ['LEFT("abc",9)', "abc"],
    ['RIGHT("abc")', "c"],
    ['RIGHT("abc",0)', ""],
    ['RIGHT("abc",2)', "bc"],
    ['RIGHT("abc",3)', "abc"],
    ['RIGHT("abc",9)', "abc"],
    ['MID("abcdef",1,2)', "ab"],
    ['MID("abcdef",4,9)', "def"],
    ['MID("abcdef",3,1)', "c"],
    ['MID("abcdef",3,0)', ""],
    ['TRIM(" a  b   c ")', "a b c"],
    ['UPPER("aB")', "AB"],
    ['LOWER("aB")', "ab"],
    ["AND()", true],
    ["OR()", false],
    ["AND(1,0)", false],
    ["OR(0,2)", true],
    ['AND("false")', false],
    ["NOT(0)", true],
    ['NOT("x")', false],
    ["IF(0,1,2)", 2],
    ["IF(1,2,1/0)", 2],
    ["IF(0,1/0,3)", 3],
    ["IF(0,1)", false],
    ["IFERROR(3,1/0)", 3],
    ["IFERROR(nope,4)", 4],
    ["IFERROR(FOO(),5)", 5],
])("%s is %s", (formula, value) => {
    const result = evaluate(formula);
    if (typeof value === "number") expect(result).toBeCloseTo(value, 12);
    else expect(result).toBe(value);
});
it("uses the scope", () => {
    expect(evaluate("a & b & c", { A: 0, B: "", C: false })).toBe("0FALSE");
    expect(() => evaluate("a", {})).toThrow("Unknown name A");
});
it("fails", () => {
    expect(() => evaluate("0/0")).toThrow("Division by zero");
    expect(() => evaluate("AVERAGE()")).toThrow("AVERAGE of nothing");
    expect(() => evaluate('1+"x"')).toThrow("Not a number: x");
    expect(() => evaluate('1+""')).toThrow("Not a number");
    expect(() => evaluate("IF(1/0,1,2)")).toThrow("Division by zero");
});
it("values", () => {
    expect(toNumber(" 4 ")).toBe(4);
    expect(() => toNumber(" ")).toThrow();
    expect([true, false, 1.5, ""].map(toText)).toEqual(["TRUE", "FALSE", "1.5", ""]);
    expect([true, false, 0, -1, "", "0", "FALSE", "no"].map(truthy)).toEqual([true, false, false, true, false, true, false, true]);
    const ordered = [-1, 0, 2, "A", "b", "c", false, true];
    ordered.forEach((a, i) => {
        ordered.forEach((b, j) => {
            expect(Math.sign(compareValues(a, b))).toBe(Math.sign(i - j));
        });
    });
});
