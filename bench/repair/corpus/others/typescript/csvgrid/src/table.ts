import { CsvError, parseCsv } from "./parse.ts";

/** An empty field is null, a field that reads as a number is one. */
export type Cell = string | number | null;

export type Row = Record<string, Cell>;

export interface Table {
  columns: string[];
  rows: Row[];
}

const NUMBER = /^-?\d+(\.\d+)?$/;

export function readCell(field: string): Cell {
  const trimmed = field.trim();
  if (trimmed === "") {
    return null;
  }
  return NUMBER.test(trimmed) ? Number(trimmed) : field;
}

/** Reads CSV text whose first row names the columns. Short rows are filled up with null. */
export function readTable(text: string, delimiter = ","): Table {
  const [header, ...lines] = parseCsv(text, delimiter);
  if (header === undefined) {
    throw new CsvError("there is no header");
  }
  const columns = header.map((name) => name.trim());
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new CsvError(`column ${twice} is there twice`);
  }
  const rows = lines.map((fields, i) => {
    if (fields.length > columns.length) {
      throw new CsvError(`row ${i + 1} has ${fields.length} fields for ${columns.length} columns`);
    }
    const row: Row = {};
    columns.forEach((name, at) => {
      row[name] = readCell(fields[at] ?? "");
    });
    return row;
  });
  return { columns, rows };
}

/** The numbers of one column; cells that hold none are left out. */
export function numbersOf(rows: Row[], column: string): number[] {
  return rows.map((row) => row[column]).filter((cell) => typeof cell === "number");
}
