export interface CsvOptions {
  separator?: string
}

/** Rows of fields, by RFC 4180: quotes are doubled inside quoted fields, which may have line breaks. */
export function parseCsv(text: string, { separator = ',' }: CsvOptions = {}): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let field = ''
  let quoted = false
  let i = 0
  const endRow = () => {
    row.push(field)
    rows.push(row)
    row = []
    field = ''
  }
  while (i < text.length) {
    const c = text.charAt(i)
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        field += '"'
        i += 2
        continue
      }
      if (c === '"') quoted = false
      else field += c
    } else if (c === '"' && field === '') {
      quoted = true
    } else if (c === separator) {
      row.push(field)
      field = ''
    } else if (c === '\r' && text[i + 1] === '\n') {
      endRow()
      i += 2
      continue
    } else if (c === '\n') {
      endRow()
    } else {
      field += c
    }
    i++
  }
  if (quoted) throw new Error('A quoted field is not closed')
  if (field !== '' || row.length > 0) endRow()
  return rows
}

export function formatCsv(rows: readonly (readonly string[])[], { separator = ',' }: CsvOptions = {}): string {
  const quote = (field: string) => {
    const special = field.includes(separator) || field.includes('"') || field.includes('\n') || field.includes('\r')
    return special ? `"${field.replaceAll('"', '""')}"` : field
  }
  return rows.map((row) => `${row.map(quote).join(separator)}\n`).join('')
}

/** One object for each row after the first, which has the names; missing fields are empty. */
export function records(rows: readonly (readonly string[])[]): Record<string, string>[] {
  const [header, ...body] = rows
  if (header === undefined) return []
  return body.map((row) => Object.fromEntries(header.map((name, column) => [name.trim(), row[column] ?? ''])))
}
