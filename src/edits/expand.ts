import { diffArrays } from 'diff';
import { isElision } from './elision.ts';
import { windows } from './windows.ts';

/**
 * The replacement with what it leaves out (`// ... existing code ...`) filled in from the search, where the lines on
 * both sides of the gap are lines of the search. A gap that the search has too, or that cannot be filled, stays.
 */
export function expanded(search: readonly string[], replace: readonly string[]): readonly string[] {
  if (!replace.some((line) => isElision(line) && !search.includes(line))) return replace;
  // For each line of the replacement the line of the search that it is.
  const same = new Map<number, number>();
  let s = 0;
  let r = 0;
  const parts = diffArrays([...search], [...replace], { maxEditLength: 2000 });
  if (parts === undefined) return replace;
  for (const part of parts) {
    for (let i = 0; i < part.value.length; i += 1) {
      if (!part.added && !part.removed) same.set(r, s);
      if (!part.added) s += 1;
      if (!part.removed) r += 1;
    }
  }
  return replace.flatMap((line, i) => {
    if (!isElision(line) || search.includes(line)) return [line];
    const before = i === 0 ? -1 : same.get(i - 1);
    const after = i === replace.length - 1 ? search.length : same.get(i + 1);
    if (before === undefined || after === undefined || after <= before + 1) return [line];
    // All that is the same on each side of the gap has to mark one place.
    let [from, to] = [i - 1, i + 1];
    while (from > 0 && same.get(from - 1) === (same.get(from) ?? 0) - 1) from -= 1;
    while (to < replace.length - 1 && same.get(to + 1) === (same.get(to) ?? 0) + 1) to += 1;
    const isMark = (some: readonly string[]): boolean =>
      some.length === 0 || (some.some((l) => /\w/.test(l)) && windows(some, search).length === 1);
    // What begins or ends both is where it is, whatever it says.
    const begins = from <= 0 && same.get(0) === 0;
    const ends = to >= replace.length - 1 && same.get(replace.length - 1) === search.length - 1;
    return (begins || isMark(replace.slice(Math.max(0, from), i))) &&
      (ends || isMark(replace.slice(i + 1, to + 1)))
      ? search.slice(before + 1, after)
      : [line];
  });
}
