import { indentOf } from './tokens.ts';

/** The indentation of a line as the model wrote it, and of the line of the file that it stands for. */
export interface IndentPair {
  /** Where the line stands in the replacement. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

/**
 * The indentation that a new line has in the file; undefined where it cannot be told. A plain line neither opens nor
 * closes a block, and takes the place of no other: it is as deep as those around it.
 */
export type Indenter = (indent: string, at: number, isPlain: boolean) => string | undefined;

/** One level of indentation: what lines most often have more than the line before them. Empty when none has. */
export function unitOf(lines: readonly string[]): string {
  const counts = new Map<string, number>();
  let before: string | undefined;
  for (const line of lines) {
    if (line.trim() === '' || /^\s*\*/.test(line)) continue;
    const indent = indentOf(line);
    const more = before !== undefined && indent.startsWith(before) ? indent.slice(before.length) : '';
    // A step of one is a continuation or a comment's star, not a level.
    if (more === '\t' || (more.length > 1 && more.length <= 8 && more.trim() === '' && !more.includes('\t')))
      counts.set(more, (counts.get(more) ?? 0) + 1);
    before = indent;
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), ['', 0] as const)[0];
}

/**
 * How indentation changes from the model's writing to the file, as the lines that stand for each other tell: shifted
 * by the same stretch, or written in another unit, or else as the nearest lines of the same depth have it.
 */
export function indenter(
  pairs: readonly IndentPair[],
  searched: readonly string[],
  written: readonly string[],
  file: () => readonly string[],
): Indenter {
  const [first] = pairs;
  if (first === undefined) return () => undefined;
  const exact = pairs.every(({ from, to }) => from === to);
  const added = first.to.slice(0, first.to.length - first.from.length);
  const isDeeper = !exact && pairs.every(({ from, to }) => to === added + from);
  const dropped = first.from.slice(0, first.from.length - first.to.length);
  const isShallower = !exact && !isDeeper && pairs.every(({ from, to }) => from === dropped + to);
  const units = once(() => ({ own: unitOf(file()), theirs: unitOf(written) || unitOf(searched) }));
  return (indent, at, isPlain) => {
    const same = pairs.filter(({ from }) => from === indent);
    if (same.length > 0 && same.every(({ to }) => to === same[0]?.to)) return same[0]?.to;
    if (same.length > 0) return isPlain ? agreed(same, at) : undefined;
    if (exact) return suits(indent, units().own) ? indent : byLevels(indent, pairs, units());
    const { own, theirs } = units();
    // A step that the file does not make says that the model writes in another unit.
    const converted = own === theirs ? undefined : byLevels(indent, pairs, units());
    if (converted !== undefined) return converted;
    const shifted = isDeeper
      ? added + indent
      : isShallower && indent.startsWith(dropped)
        ? indent.slice(dropped.length)
        : undefined;
    return shifted !== undefined && suits(shifted, own) ? shifted : byLevels(indent, pairs, units());
  };
}

/** What the nearest pair before and the nearest after agree upon. */
function agreed(pairs: readonly IndentPair[], at: number): string | undefined {
  const before = pairs.findLast((pair) => pair.at < at);
  const after = pairs.find((pair) => pair.at > at);
  if (before === undefined || after === undefined) return undefined;
  return before.to === after.to ? before.to : undefined;
}

/** Whether an indent is of the kind that the file uses. */
function suits(indent: string, unit: string): boolean {
  return indent === '' || unit === '' || (unit === '\t' ? indent.startsWith('\t') : !indent.includes('\t'));
}

function byLevels(
  indent: string,
  pairs: readonly IndentPair[],
  { own, theirs }: { readonly own: string; readonly theirs: string },
): string | undefined {
  if (own === '') return undefined;
  for (const unit of new Set([theirs, '\t', '  ', '    '])) {
    if (unit === '') continue;
    const offsets = pairs.map(({ from, to }) => [levels(to, own), levels(from, unit)] as const);
    const [one] = offsets;
    if (one?.[0] === undefined || one[1] === undefined) continue;
    const offset = one[0] - one[1];
    if (!offsets.every(([a, b]) => a !== undefined && b !== undefined && a - b === offset)) continue;
    const wanted = levels(indent, unit);
    if (wanted !== undefined && wanted + offset >= 0) return own.repeat(wanted + offset);
  }
  return undefined;
}

/** How many units an indent is made of; undefined when it is not made of them. */
function levels(indent: string, unit: string): number | undefined {
  const count = indent.length / unit.length;
  return Number.isInteger(count) && unit.repeat(count) === indent ? count : undefined;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
