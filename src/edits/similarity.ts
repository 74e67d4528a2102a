/** A line as far as its meaning goes: space, quotes and trailing separators do not count. */
export function essence(line: string): string {
  return line
    .normalize('NFC')
    .replace(/[‘’“”"'`]/g, "'")
    .replace(/[‐‑–—]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?([^\w\s]) ?/gu, '$1')
    .trim()
    .replace(/[,;]+$/, '');
}

/** Likeness of two essences in 0..1: one minus the edit distance over the longer length (Levenshtein, 1966). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  const floor = 0.5;
  // Too different in length, or too long to be worth comparing.
  if (longer > 400 || Math.abs(a.length - b.length) > longer * (1 - floor)) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      const cost = Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > longer * (1 - floor)) return 0;
    row = next;
  }
  return 1 - (row[b.length] ?? longer) / longer;
}

/**
 * Whether a line that a model wants changed is the line of the file: alike but for a slip in a word. Operators and
 * numbers must agree, since a difference there means that the model saw another version.
 */
export function anchors(search: string, file: string): boolean {
  if (search === file) return true;
  const bones = (text: string): string => text.replace(/[\p{L}_$\s]+/gu, ' ');
  return file.length >= 20 && bones(search) === bones(file) && likeness(search, file) >= 0.9;
}
