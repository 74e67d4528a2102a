/** Insertions, deletions, replacements and swaps of neighbours that turn one text into the other. */
export function editDistance(a: string, b: string): number {
  const rows: number[][] = []
  for (let i = 0; i <= a.length; i++) {
    rows.push([i])
  }
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0
  for (let j = 1; j <= b.length; j++) rows[0]?.push(j)
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(i - 2, j - 2) + 1)
      }
      rows[i]?.push(best)
    }
  }
  return at(a.length, b.length)
}

/** The candidate that was probably meant; undefined when none is near. The first of equally near ones. */
export function didYouMean(input: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Number.POSITIVE_INFINITY
  for (const candidate of candidates) {
    const distance = editDistance(input.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  const allowed = Math.max(1, Math.floor(input.length / 3))
  return bestDistance <= allowed ? best : undefined
}

/** The longest text that two texts have in common as a piece; the first such piece of `a`. */
export function longestCommonSubstring(a: string, b: string): string {
  let best = ''
  let previous = new Array<number>(b.length + 1).fill(0)
  for (let i = 1; i <= a.length; i++) {
    const current = [0]
    for (let j = 1; j <= b.length; j++) {
      const length = a[i - 1] === b[j - 1] ? (previous[j - 1] ?? 0) + 1 : 0
      current.push(length)
      if (length > best.length) best = a.slice(i - length, i)
    }
    previous = current
  }
  return best
}

/** What all texts begin with. */
export function commonPrefix(texts: readonly string[]): string {
  const [first = '', ...rest] = texts
  let length = first.length
  for (const text of rest) {
    length = Math.min(length, text.length)
    let same = 0
    while (same < length && text[same] === first[same]) same++
    length = same
  }
  return first.slice(0, length)
}
