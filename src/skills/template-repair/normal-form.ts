import type { Replacement } from '../../loop/types.ts';

/**
 * The smallest single replacement with the same result, so that equal results compare equal; undefined when the
 * text would stay the same. An insertion or deletion that could stand at several offsets takes the last.
 */
export function normalForm(text: string, replacements: readonly Replacement[]): Replacement | undefined {
  const first = replacements[0];
  const last = replacements.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let fresh = '';
  let at = first.start;
  for (const { start, end, text: by } of replacements) {
    fresh += text.slice(at, start) + by;
    at = end;
  }
  const old = text.slice(first.start, last.end);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  let tail = 0;
  const room = Math.min(old.length, fresh.length) - head;
  while (tail < room && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail += 1;
  let start = first.start + head;
  let end = last.end - tail;
  let by = fresh.slice(head, fresh.length - tail);
  if (start === end && by === '') return undefined;
  if (start === end) {
    while (start < text.length && text[start] === by[0]) {
      by = by.slice(1) + by.charAt(0);
      start += 1;
    }
    end = start;
  } else if (by === '') {
    while (end < text.length && text[start] === text[end]) {
      start += 1;
      end += 1;
    }
  }
  return { start, end, text: by };
}

/** Sorted by place, without overlaps; undefined when two of them overlap. */
export function inOrder(replacements: readonly Replacement[]): readonly Replacement[] | undefined {
  const sorted = replacements.toSorted((a, b) => a.start - b.start || a.end - b.end);
  for (const [index, replacement] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before !== undefined && before.end > replacement.start) return undefined;
  }
  return sorted;
}

/** Equal for edits with the same result. */
export function keyOf(path: string, { start, end, text }: Replacement): string {
  return `${path} ${start} ${end} ${text}`;
}

/**
 * The same for edits whose results differ in white space alone, on one line: the edit widened to its words, with the
 * white space between words and signs left out.
 */
export function squeezed(text: string, { start, end, text: by }: Replacement): Replacement {
  if (text.slice(start, end).includes('\n') || by.includes('\n')) return { start, end, text: by };
  const from = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const line = text.indexOf('\n', end);
  const to = line === -1 ? text.length : line;
  // Indentation matters in some languages, so it stays.
  const result = text.slice(from, start) + by + text.slice(end, to);
  if (/['"`]/.test(result)) return { start: from, end: to, text: result };
  const indent = /^[ \t]*/.exec(result)?.[0] ?? '';
  const tight = result.slice(indent.length).replace(/(?<=\W)[ \t]+|[ \t]+(?=\W|$)/g, '');
  return { start: from, end: to, text: indent + tight };
}
