import { describe, expect, it } from "vitest";
import { parse } from "../src/parser";
import type { Expression } from "../src/tree";

function show(tree: Expression): string {
    switch (tree.type) {
        case "literal":
            return JSON.stringify(tree.value);
        case "name":
            return tree.name;
        case "unary":
            return `(${tree.operator} ${show(tree.operand)})`;
        case "binary":
            return `(${show(tree.left)} ${tree.operator} ${show(tree.right)})`;
        case "call":
            return `${tree.name}[${tree.args.map(show).join(" ")}]`;
    }
}

describe("parse", () => {
    it("multiplies before it adds", () => {
        expect(show(parse("1+2*3"))).toBe("(1 + (2 * 3))");
    });
    it("groups from the left", () => {
        expect(show(parse("10-4-3"))).toBe("((10 - 4) - 3)");
    });
    it("groups powers from the right", () => {
        expect(show(parse("2^3^2"))).toBe("(2 ^ (3 ^ 2))");
    });
    it("negates after the power", () => {
        expect(show(parse("-2^2"))).toBe("(- (2 ^ 2))");
    });
    it("reads calls", () => {
        expect(show(parse("max(1, min(x), now())"))).toBe("MAX[1 MIN[X] NOW[]]");
    });
    it("joins before it compares", () => {
        expect(show(parse('a & "x" = b'))).toBe('((A & "x") = B)');
    });
    it("rejects what is left over", () => {
        expect(() => parse("1 2")).toThrow("Unexpected rest at 2");
        expect(() => parse("(1")).toThrow("Expected ) at 2");
        expect(() => parse("1 +")).toThrow("Expected a value at 3");
    });
});
