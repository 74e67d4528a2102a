export type Token =
    | { kind: "number"; value: number; at: number }
    | { kind: "string"; value: string; at: number }
    | { kind: "name"; value: string; at: number }
    | { kind: "symbol"; value: string; at: number }
    | { kind: "end"; at: number };

export class FormulaError extends Error {
    readonly at: number;

    constructor(message: string, at: number) {
        super(`${message} at ${at}`);
        this.name = "FormulaError";
        this.at = at;
    }
}

const TWO_CHARACTERS = ["<=", ">=", "<>"];
const ONE_CHARACTER = "+-*/^(),<>=&%";

const isDigit = (c: string | undefined) => c !== undefined && c >= "0" && c <= "9";
const isLetter = (c: string | undefined) => c !== undefined && /[A-Za-z_]/.test(c);

export function tokenize(text: string): Token[] {
    const tokens: Token[] = [];
    let i = 0;
    while (i < text.length) {
        const c = text[i];
        if (c === " " || c === "\t" || c === "\n") {
            i++;
            continue;
        }
        const start = i;
        if (isDigit(c) || (c === "." && isDigit(text[i + 1]))) {
            while (isDigit(text[i])) i++;
            if (text[i] === ".") {
                i++;
                while (isDigit(text[i])) i++;
            }
            tokens.push({ kind: "number", value: Number(text.slice(start, i)), at: start });
            continue;
        }
        if (isLetter(c)) {
            while (isLetter(text[i]) || isDigit(text[i])) i++;
            tokens.push({ kind: "name", value: text.slice(start, i).toUpperCase(), at: start });
            continue;
        }
        if (c === '"') {
            let value = "";
            i++;
            for (;;) {
                if (i >= text.length) throw new FormulaError("Unfinished text", start);
                if (text[i] === '"') {
                    // A doubled quote stands for one quote.
                    if (text[i + 1] !== '"') break;
                    i++;
                }
                value += text[i];
                i++;
            }
            i++;
            tokens.push({ kind: "string", value, at: start });
            continue;
        }
        const two = text.slice(i, i + 2);
        if (TWO_CHARACTERS.includes(two)) {
            tokens.push({ kind: "symbol", value: two, at: start });
            i += 2;
            continue;
        }
        if (ONE_CHARACTER.includes(c)) {
            tokens.push({ kind: "symbol", value: c, at: start });
            i++;
            continue;
        }
        throw new FormulaError(`Unexpected ${c}`, start);
    }
    tokens.push({ kind: "end", at: text.length });
    return tokens;
}
