export type Value = number | string | boolean;

export function toNumber(value: Value): number {
    if (typeof value === "number") return value;
    if (typeof value === "boolean") return value ? 1 : 0;
    const number = Number(value);
    if (value.trim() === "" || Number.isNaN(number)) throw new Error(`Not a number: ${value}`);
    return number;
}

export function toText(value: Value): string {
    if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
    return String(value);
}

export function truthy(value: Value): boolean {
    if (typeof value === "string") return value !== "" && value.toUpperCase() !== "FALSE";
    return Boolean(value);
}

/** Numbers come before texts, texts before truth values; texts are compared without case. */
export function compareValues(a: Value, b: Value): number {
    const rank = (v: Value) => (typeof v === "number" ? 0 : typeof v === "string" ? 1 : 2);
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (typeof a === "string" && typeof b === "string") {
        const left = a.toLowerCase();
        const right = b.toLowerCase();
        return left < right ? -1 : left > right ? 1 : 0;
    }
    return Number(a) - Number(b);
}
