export interface WrapOptions {
  /** Spaces before the first line. */
  indent?: number
  /** Spaces before the lines that follow. */
  hanging?: number
}

/** Breaks text into lines of at most `width` characters; a word that is longer has a line of its own. */
export function wrap(text: string, width: number, options: WrapOptions = {}): string[] {
  const { indent = 0, hanging = indent } = options
  const lines: string[] = []
  let line = ' '.repeat(indent)
  let empty = true
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    if (empty) {
      line += word
      empty = false
    } else if (line.length + 1 + word.length <= width) {
      line += ` ${word}`
    } else {
      lines.push(line)
      line = ' '.repeat(hanging) + word
    }
  }
  if (!empty) lines.push(line)
  return lines
}

/** Cuts at the end or in the middle; the result has at most `width` characters, the mark included. */
export function truncate(text: string, width: number, position: 'end' | 'middle' = 'end', mark = '…'): string {
  if (text.length <= width) return text
  const room = width - mark.length
  if (room <= 0) return mark.slice(0, width)
  if (position === 'end') return text.slice(0, room) + mark
  const head = Math.ceil(room / 2)
  const tail = room - head
  return text.slice(0, head) + mark + text.slice(text.length - tail)
}

/** Removes the indentation that all lines that are not blank have in common. */
export function dedent(text: string): string {
  const lines = text.split('\n')
  let common = Number.POSITIVE_INFINITY
  for (const line of lines) {
    if (line.trim() === '') continue
    const indent = line.length - line.trimStart().length
    common = Math.min(common, indent)
  }
  if (common === Number.POSITIVE_INFINITY) return text.trim()
  return lines.map((line) => line.slice(Math.min(common, line.length))).join('\n').trim()
}

/** Spreads the spaces of a line so that it is as long as `width`; the gaps on the left are wider. */
export function justify(line: string, width: number): string {
  const words = line.split(' ').filter((w) => w !== '')
  const gaps = words.length - 1
  if (gaps < 1) return words.join('')
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  const spaces = width - letters
  if (spaces < gaps) return words.join(' ')
  const each = Math.floor(spaces / gaps)
  let extra = spaces % gaps
  let out = words[0] ?? ''
  for (const word of words.slice(1)) {
    out += ' '.repeat(each + (extra > 0 ? 1 : 0)) + word
    if (extra > 0) extra--
  }
  return out
}
