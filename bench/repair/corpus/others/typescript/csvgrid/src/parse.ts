export class CsvError extends Error {}

/**
 * Splits CSV text into rows of fields. A field in double quotes may hold the
 * delimiter, line breaks and, written twice, the quote itself. Lines end in
 * LF or CRLF; blank lines are left out.
 */
export function parseCsv(text: string, delimiter = ","): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let quoted = false;

  const endField = () => {
    row.push(field);
    field = "";
  };
  const endRow = () => {
    endField();
    if (row.length > 1 || row[0] !== "") {
      rows.push(row);
    }
    row = [];
  };

  for (let i = 0; i < text.length; i++) {
    const char = text[i]!;
    if (quoted) {
      if (char !== '"') {
        field += char;
      } else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else {
        quoted = false;
      }
    } else if (char === '"' && field === "") {
      quoted = true;
    } else if (char === delimiter) {
      endField();
    } else if (char === "\n") {
      endRow();
    } else if (char !== "\r" || text[i + 1] !== "\n") {
      field += char;
    }
  }
  if (quoted) {
    throw new CsvError("the quoted field is not closed");
  }
  endRow();
  return rows;
}
