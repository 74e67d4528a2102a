import { truncate } from './wrap.ts'

export type Align = 'left' | 'right' | 'center'

export interface Column {
  title: string
  align?: Align
  maxWidth?: number
}

export function pad(text: string, width: number, align: Align): string {
  const missing = Math.max(0, width - text.length)
  switch (align) {
    case 'left':
      return text + ' '.repeat(missing)
    case 'right':
      return ' '.repeat(missing) + text
    case 'center': {
      const left = Math.floor(missing / 2)
      return ' '.repeat(left) + text + ' '.repeat(missing - left)
    }
  }
}

/** A table for the terminal: a title line, a rule, the rows; no spaces at the end of lines. */
export function renderTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) =>
    columns.map((column, index) => truncate(row[index] ?? '', column.maxWidth ?? Number.POSITIVE_INFINITY)),
  )
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...cells.map((row) => row[index]?.length ?? 0)),
  )
  const line = (texts: readonly string[]) =>
    columns
      .map((column, index) => pad(texts[index] ?? '', widths[index] ?? 0, column.align ?? 'left'))
      .join('  ')
      .trimEnd()
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return [line(columns.map((column) => column.title)), rule, ...cells.map(line)].join('\n')
}
