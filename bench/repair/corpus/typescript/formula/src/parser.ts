import { FormulaError, type Token, tokenize } from "./tokens";
import type { Expression } from "./tree";

/** From weak to strong. */
const LEVELS = [["=", "<>", "<", "<=", ">", ">="], ["&"], ["+", "-"], ["*", "/"]];

class Parser {
    private position = 0;
    private readonly tokens: Token[];

    constructor(tokens: Token[]) {
        this.tokens = tokens;
    }

    parse(): Expression {
        const tree = this.binary(0);
        const token = this.peek();
        if (token.kind !== "end") throw new FormulaError("Unexpected rest", token.at);
        return tree;
    }

    private peek(): Token {
        return this.tokens[this.position];
    }

    private isSymbol(value: string): boolean {
        const token = this.peek();
        return token.kind === "symbol" && token.value === value;
    }

    private take(value: string): boolean {
        if (!this.isSymbol(value)) return false;
        this.position++;
        return true;
    }

    private expect(value: string): void {
        if (!this.take(value)) throw new FormulaError(`Expected ${value}`, this.peek().at);
    }

    private binary(level: number): Expression {
        if (level === LEVELS.length) return this.unary();
        let left = this.binary(level + 1);
        for (;;) {
            const operator = LEVELS[level].find((o) => this.isSymbol(o));
            if (operator === undefined) return left;
            this.position++;
            const right = this.binary(level + 1);
            left = { type: "binary", operator, left, right };
        }
    }

    private unary(): Expression {
        if (this.take("-")) return { type: "unary", operator: "-", operand: this.unary() };
        if (this.take("+")) return this.unary();
        return this.power();
    }

    /** `2^3^2` is 2^(3^2), and `-2^2` is -(2^2). */
    private power(): Expression {
        const base = this.percent();
        if (!this.take("^")) return base;
        return { type: "binary", operator: "^", left: base, right: this.unary() };
    }

    private percent(): Expression {
        let operand = this.primary();
        while (this.take("%")) operand = { type: "unary", operator: "%", operand };
        return operand;
    }

    private primary(): Expression {
        const token = this.peek();
        if (token.kind === "number" || token.kind === "string") {
            this.position++;
            return { type: "literal", value: token.value };
        }
        if (token.kind === "name") {
            this.position++;
            if (!this.take("(")) return { type: "name", name: token.value };
            return { type: "call", name: token.value, args: this.list() };
        }
        if (this.take("(")) {
            const inner = this.binary(0);
            this.expect(")");
            return inner;
        }
        throw new FormulaError("Expected a value", token.at);
    }

    private list(): Expression[] {
        const args: Expression[] = [];
        if (this.take(")")) return args;
        do {
            args.push(this.binary(0));
        } while (this.take(","));
        this.expect(")");
        return args;
    }
}

export function parse(text: string): Expression {
    return new Parser(tokenize(text)).parse();
}
