import { describe, expect, it } from "vitest";
import { FormulaError, tokenize } from "../src/tokens";

const values = (text: string) => tokenize(text).map((t) => (t.kind === "end" ? "end" : t.value));

describe("tokenize", () => {
    it("splits numbers, names and symbols", () => {
        expect(values("SUM(1, 2.5)*x")).toEqual(["SUM", "(", 1, ",", 2.5, ")", "*", "X", "end"]);
    });
    it("takes digits in names", () => {
        expect(values("a1+b22")).toEqual(["A1", "+", "B22", "end"]);
    });
    it("takes the longer symbol", () => {
        expect(values("a<=b<>c<d")).toEqual(["A", "<=", "B", "<>", "C", "<", "D", "end"]);
    });
    it("reads a number that starts with a point", () => {
        expect(values(".5")).toEqual([0.5, "end"]);
    });
    it("reads texts with doubled quotes", () => {
        expect(values('"say ""hi"""')).toEqual(['say "hi"', "end"]);
    });
    it("says where it stopped", () => {
        expect(() => tokenize("1 + $")).toThrow("Unexpected $ at 4");
        expect(() => tokenize('1 + "ab')).toThrow(FormulaError);
    });
});
