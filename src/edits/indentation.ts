import type { Line } from './lines.ts';

const indentOf = (text: string): string => /^[ \t]*/.exec(text)?.[0] ?? '';

/** One level of indentation of some lines: a tab, or the smallest step of spaces. */
function unitOf(texts: readonly string[]): string {
  const indents = texts.filter((t) => t.trim() !== '').map(indentOf);
  if (indents.some((i) => i.startsWith('\t'))) return '\t';
  const widths = [...new Set(indents.map((i) => i.length))].toSorted((a, b) => a - b);
  const steps = widths.slice(1).map((w, i) => w - (widths[i] ?? 0));
  // A step of one is a continuation or a comment's star, not a level.
  const step = Math.min(...steps.filter((s) => s > 1), ...widths.filter((w) => w > 1));
  return Number.isFinite(step) ? ' '.repeat(step) : '';
}

const levels = (indent: string, unit: string): number =>
  unit === ''
    ? 0
    : unit === '\t'
      ? [...indent].filter((c) => c === '\t').length
      : indent.length / unit.length;

/**
 * Puts lines that were written beside `search` into the indentation that the file has at the same place: an indent
 * that the search has too becomes the file's there; another is moved by whole levels.
 */
export function reindenter(
  search: readonly string[],
  replace: readonly string[],
  file: readonly Line[],
  anchored: readonly (number | undefined)[],
): (line: string) => string {
  const pairs = search.flatMap((text, i) => {
    const at = anchored[i];
    const there = at === undefined ? undefined : file[at]?.text;
    return there === undefined || text.trim() === '' ? [] : [{ from: indentOf(text), to: indentOf(there) }];
  });
  const written = unitOf([...search, ...replace]);
  const own = unitOf(file.map((line) => line.text)) || written;
  return (line) => {
    if (line.trim() === '') return '';
    const indent = indentOf(line);
    const same = pairs.find((pair) => pair.from === indent);
    if (same !== undefined) return same.to + line.slice(indent.length);
    const near = pairs.toSorted(
      (a, b) => Math.abs(a.from.length - indent.length) - Math.abs(b.from.length - indent.length),
    )[0];
    if (near === undefined) return line;
    const more = Math.round(levels(indent, written) - levels(near.from, written));
    const to =
      more >= 0
        ? near.to + own.repeat(more)
        : near.to.slice(0, Math.max(0, near.to.length + more * own.length));
    return to + line.slice(indent.length);
  };
}
