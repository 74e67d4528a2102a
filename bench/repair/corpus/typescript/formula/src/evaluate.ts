import { FUNCTIONS } from "./functions";
import { parse } from "./parser";
import type { Expression } from "./tree";
import { type Value, compareValues, toNumber, toText, truthy } from "./values";

export type Scope = Readonly<Record<string, Value>>;

function binary(operator: string, left: Value, right: Value): Value {
    switch (operator) {
        case "+":
            return toNumber(left) + toNumber(right);
        case "-":
            return toNumber(left) - toNumber(right);
        case "*":
            return toNumber(left) * toNumber(right);
        case "/": {
            const divisor = toNumber(right);
            if (divisor === 0) throw new Error("Division by zero");
            return toNumber(left) / divisor;
        }
        case "^":
            return toNumber(left) ** toNumber(right);
        case "&":
            return toText(left) + toText(right);
        case "=":
            return compareValues(left, right) === 0;
        case "<>":
            return compareValues(left, right) !== 0;
        case "<":
            return compareValues(left, right) < 0;
        case "<=":
            return compareValues(left, right) <= 0;
        case ">":
            return compareValues(left, right) > 0;
        case ">=":
            return compareValues(left, right) >= 0;
        default:
            throw new Error(`Unknown operator ${operator}`);
    }
}

export function evaluateTree(tree: Expression, scope: Scope): Value {
    switch (tree.type) {
        case "literal":
            return tree.value;
        case "name": {
            if (tree.name === "TRUE") return true;
            if (tree.name === "FALSE") return false;
            const value = scope[tree.name];
            if (value === undefined) throw new Error(`Unknown name ${tree.name}`);
            return value;
        }
        case "unary": {
            const operand = toNumber(evaluateTree(tree.operand, scope));
            return tree.operator === "%" ? operand / 100 : -operand;
        }
        case "binary":
            return binary(tree.operator, evaluateTree(tree.left, scope), evaluateTree(tree.right, scope));
        case "call":
            return call(tree.name, tree.args, scope);
    }
}

function call(name: string, args: Expression[], scope: Scope): Value {
    // Only the branch that is taken may fail.
    if (name === "IF") {
        const [condition, yes, no] = args;
        if (truthy(evaluateTree(condition, scope))) return evaluateTree(yes, scope);
        return no === undefined ? false : evaluateTree(no, scope);
    }
    if (name === "IFERROR") {
        try {
            return evaluateTree(args[0], scope);
        } catch {
            return evaluateTree(args[1], scope);
        }
    }
    const implementation = FUNCTIONS[name];
    if (implementation === undefined) throw new Error(`Unknown function ${name}`);
    return implementation(args.map((arg) => evaluateTree(arg, scope)));
}

/** The value of a formula; names in the scope are upper case. */
export function evaluate(formula: string, scope: Scope = {}): Value {
    return evaluateTree(parse(formula), scope);
}
