import type { Cell, Table } from "./table.ts";

/** Puts quotes around fields that could not be read back without them. */
function quote(field: string, delimiter: string): string {
  if (field.includes(delimiter) || field.includes('"') || /[\r\n]/.test(field)) {
    return `"${field.replaceAll('"', '""')}"`;
  }
  return field;
}

/** The field for a cell: nothing for null, otherwise the value as text. */
export function formatCell(cell: Cell, delimiter = ","): string {
  if (cell === null) {
    return "";
  }
  return quote(String(cell), delimiter);
}

/** Writes a table as CSV text, header first, each line ended by LF. */
export function writeTable(table: Table, delimiter = ","): string {
  const header = table.columns.map((name) => quote(name, delimiter));
  const lines = table.rows.map((row) =>
    table.columns.map((name) => formatCell(row[name] ?? null, delimiter)),
  );
  return [header, ...lines].map((fields) => `${fields.join(delimiter)}\n`).join("");
}
