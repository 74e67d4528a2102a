/** 0..1: how alike two names are, by the words they are made of and by letters; 1 only for the same. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const [short, long] = [a.toLowerCase(), b.toLowerCase()];
  if (short === long) return 0.97;
  const letters = 1 - distance(short, long) / Math.max(short.length, long.length, 1);
  const [first, second] = [wordsOf(a), wordsOf(b)];
  const shared = first.filter((word) => second.some((other) => isSameWord(word, other))).length;
  const words = (2 * shared) / Math.max(1, first.length + second.length);
  return 0.95 * Math.max(letters, words);
}

function isSameWord(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a)));
}

export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

/** The number of letters to put in, take away, change or swap (Damerau, 1964; optimal string alignment). */
export function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(i - 2, j - 2) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return at(a.length, b.length);
}
