import { expect, it } from "vitest";
import { tokenize } from "../src/tokens";

const values = (text: string) => tokenize(text).map((t) => (t.kind === "end" ? "end" : t.value));

it("reads every symbol", () => {
    for (const symbol of ["+", "-", "*", "/", "^", "(", ")", ",", "<", ">", "=", "&", "%", "<=", ">=", "<>"]) {
        expect(values(`1${symbol}2`)).toEqual([1, symbol, 2, "end"]);
        expect(tokenize(`12${symbol}2`)[1].at).toBe(2);
    }
    expect(values("a>=b")).toEqual(["A", ">=", "B", "end"]);
    expect(values("a=<b")).toEqual(["A", "=", "<", "B", "end"]);
});
it("reads numbers", () => {
    expect(values("0 07 1. 1.50 .25 3.4.5")).toEqual([0, 7, 1, 1.5, 0.25, 3.4, 0.5, "end"]);
    expect(() => tokenize(".")).toThrow("Unexpected . at 0");
});
it("reads names", () => {
    expect(values("_a a_1b Z")).toEqual(["_A", "A_1B", "Z", "end"]);
    expect(values("9a")).toEqual([9, "A", "end"]);
});
it("reads texts", () => {
    expect(values('""')).toEqual(["", "end"]);
    expect(values('""""')).toEqual(['"', "end"]);
    expect(values('"a""b" "c"')).toEqual(['a"b', "c", "end"]);
    expect(values('"a b\t<="')).toEqual(["a b\t<=", "end"]);
    expect(() => tokenize('x & "ab""')).toThrow("Unfinished text at 4");
    expect(() => tokenize('"')).toThrow("Unfinished text at 0");
});
it("gives positions and the end", () => {
    expect(tokenize("  ab\n+ 1 ").map((t) => t.at)).toEqual([2, 5, 7, 9]);
    expect(tokenize("")).toEqual([{ kind: "end", at: 0 }]);
    expect(() => tokenize("a;b")).toThrow("Unexpected ; at 1");
});
