import { expect, it } from "vitest";
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

it.each([
    ["1", "1"],
    ["1+2-3+4", "(((1 + 2) - 3) + 4)"],
    ["8/4/2*3", "(((8 / 4) / 2) * 3)"],
    ["1*2+3*4", "((1 * 2) + (3 * 4))"],
    ["1-2*3-4", "((1 - (2 * 3)) - 4)"],
    ["(1-2)*3", "((1 - 2) * 3)"],
    ["2^-1", "(2 ^ (- 1))"],
    ["-2^-2^2", "(- (2 ^ (- (2 ^ 2))))"],
    ["--1", "(- (- 1))"],
    ["-+1", "(- 1)"],
    ["-a*b", "((- A) * B)"],
    ["50%%", "(% (% 50))"],
    ["2^50%", "(2 ^ (% 50))"],
    ["-5%", "(- (% 5))"],
    ["a=b<>c", "((A = B) <> C)"],
    ["a<b=c>=d", "(((A < B) = C) >= D)"],
    ["a+1&b*2", "((A + 1) & (B * 2))"],
    ["1&2=3&4", "((1 & 2) = (3 & 4))"],
    ["f()", "F[]"],
    ["f(g(),(1),-2)", "F[G[] 1 (- 2)]"],
    ["f(1)*f(2)", "(F[1] * F[2])"],
    ['f("a,b")', 'F["a,b"]'],
    ["((x))", "X"],
])("%s is %s", (text, tree) => {
    expect(show(parse(text))).toBe(tree);
});

it.each([
    ["", "Expected a value at 0"],
    ["1 2", "Unexpected rest at 2"],
    ["f(1", "Expected ) at 3"],
    ["f(1,)", "Expected a value at 4"],
    ["(", "Expected a value at 1"],
    ["1)", "Unexpected rest at 1"],
    ["*1", "Expected a value at 0"],
    ["2^", "Expected a value at 2"],
    ["(1 2)", "Expected ) at 3"],
])("%s fails: %s", (text, message) => {
    expect(() => parse(text)).toThrow(message);
});
