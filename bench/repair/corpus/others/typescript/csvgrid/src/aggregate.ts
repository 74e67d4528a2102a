import { numbersOf, type Cell, type Row, type Table } from "./table.ts";

export type Measure = "count" | "sum" | "mean" | "min" | "max";

/** Every measure but count is null where the column holds no number. */
export function measure(rows: Row[], column: string, kind: Measure): number | null {
  const numbers = numbersOf(rows, column);
  if (kind === "count") {
    return numbers.length;
  }
  if (numbers.length === 0) {
    return null;
  }
  switch (kind) {
    case "sum":
      return numbers.reduce((total, value) => total + value, 0);
    case "mean":
      return numbers.reduce((total, value) => total + value, 0) / numbers.length;
    case "min":
      return numbers.reduce((least, value) => Math.min(least, value), Infinity);
    case "max":
      return numbers.reduce((most, value) => Math.max(most, value), -Infinity);
  }
}

/**
 * One row per value of the key column, in order of appearance. The other
 * columns are named after what they measure: { price: "max" } makes price_max.
 */
export function groupBy(table: Table, key: string, measures: Record<string, Measure>): Table {
  if (!table.columns.includes(key)) {
    throw new Error(`no such column: ${key}`);
  }
  const groups = new Map<Cell, Row[]>();
  for (const row of table.rows) {
    const value = row[key] ?? null;
    const group = groups.get(value);
    if (group) {
      group.push(row);
    } else {
      groups.set(value, [row]);
    }
  }
  const wanted = Object.entries(measures);
  const rows = [...groups].map(([value, members]) => {
    const row: Row = { [key]: value };
    for (const [column, kind] of wanted) {
      row[`${column}_${kind}`] = measure(members, column, kind);
    }
    return row;
  });
  return { columns: [key, ...wanted.map(([column, kind]) => `${column}_${kind}`)], rows };
}
