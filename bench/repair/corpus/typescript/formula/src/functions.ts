import { type Value, toNumber, toText, truthy } from "./values";

export type FormulaFunction = (args: Value[]) => Value;

const numbers = (args: Value[]): number[] => args.map(toNumber);

function round(value: number, digits: number): number {
    const scale = 10 ** digits;
    // Half away from zero, as spreadsheets do it.
    return (Math.sign(value) * Math.round(Math.abs(value) * scale)) / scale;
}

export const FUNCTIONS: Record<string, FormulaFunction> = {
    SUM: (args) => numbers(args).reduce((total, n) => total + n, 0),
    AVERAGE: (args) => {
        if (args.length === 0) throw new Error("AVERAGE of nothing");
        return numbers(args).reduce((total, n) => total + n, 0) / args.length;
    },
    MIN: (args) => Math.min(...numbers(args)),
    MAX: (args) => Math.max(...numbers(args)),
    MEDIAN: (args) => {
        const sorted = numbers(args).sort((a, b) => a - b);
        const half = Math.floor(sorted.length / 2);
        return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    },
    ROUND: (args) => round(toNumber(args[0]), args.length > 1 ? toNumber(args[1]) : 0),
    ABS: (args) => Math.abs(toNumber(args[0])),
    LEN: (args) => toText(args[0]).length,
    LEFT: (args) => toText(args[0]).slice(0, args.length > 1 ? toNumber(args[1]) : 1),
    RIGHT: (args) => {
        const text = toText(args[0]);
        const count = args.length > 1 ? toNumber(args[1]) : 1;
        return count >= text.length ? text : text.slice(text.length - count);
    },
    MID: (args) => {
        const start = toNumber(args[1]) - 1;
        return toText(args[0]).slice(start, start + toNumber(args[2]));
    },
    UPPER: (args) => toText(args[0]).toUpperCase(),
    LOWER: (args) => toText(args[0]).toLowerCase(),
    TRIM: (args) => toText(args[0]).trim().replace(/ +/g, " "),
    AND: (args) => args.every(truthy),
    OR: (args) => args.some(truthy),
    NOT: (args) => !truthy(args[0]),
};
