import type { Suspect } from '../loop/ports.ts';
import type { Place, TestResult } from '../loop/types.ts';
import type { Measured } from './coverage-spectrum.ts';
import { spectrumScore } from './judged.ts';
import { rangeOfLine } from './line-range.ts';
import { differenceOf } from './values.ts';

type Parts = NonNullable<Suspect['parts']>;

/** What the rest of a statement keeps when one of its expressions is pointed at. */
const REST = 0.5;
const TOKEN = /(["'`])(?:(?!\1)[^\\\n]|\\.)*\1|[\p{L}_$][\p{L}\p{N}_$]*|\d[\d_]*(?:\.\d+)?|\s+|./gsu;
const NAMED_IN_MESSAGE =
  /\(reading '([^']+)'\)|\(evaluating '([^']+)'\)|([\w$.]+) is not (?:a function|defined|iterable|a constructor)|attribute '(\w+)'|name '(\w+)'|KeyError: '?(\w+)'?|variable '(\w+)'|argument:? '(\w+)'/gu;

/** What failures name: literals that are nearly their values, and names that errors complain of. */
interface Pointers {
  readonly literals: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly frames: readonly Place[];
}

/** What the failures name, for all stretches at once. */
export function pointersOf(failing: readonly TestResult[]): Pointers {
  const literals = new Set<string>();
  const names = new Set<string>();
  const frames: Place[] = [];
  for (const { message = '', expected, actual, frames: stack } of failing.slice(0, 20)) {
    for (const match of message.matchAll(NAMED_IN_MESSAGE)) {
      const name = match.slice(1).find((group) => group !== undefined);
      if (name !== undefined) names.add(name.slice(name.lastIndexOf('.') + 1));
    }
    for (const value of differenceOf(expected, actual, message)?.numbers ?? [])
      if (Number.isInteger(value) && Math.abs(value) > 1) literals.add(String(Math.abs(value)));
    for (const text of [expected, actual]) {
      const value = /^\s*(?:"(.{2,40})"|'(.{2,40})'|(\d{2,}(?:\.\d+)?))\s*$/s.exec(text ?? '');
      const literal = value?.slice(1).find((group) => group !== undefined);
      if (literal !== undefined) literals.add(literal);
      else if (text !== undefined && /^[^\s\d{[(][^\n]{1,39}$/.test(text)) literals.add(text);
    }
    if (stack[0] !== undefined) frames.push(stack[0]);
  }
  return { literals, names, frames };
}

/**
 * The parts of a stretch that are more or less likely than others: callbacks by who ran them, then expressions at which
 * the stack ends, that an error names, or whose literal is in the values of a failure.
 * @returns undefined where nothing tells them apart
 */
export function partsOf(
  {
    path,
    text,
    start,
    end,
  }: { readonly path: string; readonly text: string; readonly start: number; readonly end: number },
  measured: Measured | undefined,
  pointers: Pointers,
): Parts | undefined {
  const callbacks = callbackWeights(measured);
  const pointed = [
    ...frameRanges(path, text, { start, end }, pointers.frames),
    ...tokenRanges(text, { start, end }, pointers),
  ];
  if (callbacks.inner.length === 0 && pointed.length === 0) return undefined;
  const rest = pointed.length === 0 ? 1 : REST;
  const around = (at: number): number => {
    const holding = callbacks.inner.filter((part) => part.start <= at && at < part.end);
    return holding.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0]?.weight ?? callbacks.outer;
  };
  const all = [
    { start, end, weight: callbacks.outer * rest },
    ...callbacks.inner.map((part) => ({ ...part, weight: part.weight * rest })),
    ...pointed.map((range) => ({ ...range, weight: around(range.start) })),
  ];
  const most = Math.max(...all.map(({ weight }) => weight));
  return all.map((part) => ({ ...part, weight: Math.round((part.weight / most) * 1e4) / 1e4 }));
}

/** Parts that run on their own, against the statement around them. */
function callbackWeights(measured: Measured | undefined): {
  readonly outer: number;
  readonly inner: readonly { readonly start: number; readonly end: number; readonly weight: number }[];
} {
  if (measured === undefined || measured.inner.length === 0) return { outer: 1, inner: [] };
  const inner = measured.inner.map((part) => ({ ...part, score: spectrumScore(part.counts) }));
  const outer = spectrumScore(measured.around);
  const most = Math.max(outer, ...inner.map(({ score }) => score));
  return {
    outer: Math.exp(outer - most),
    inner: inner.map(({ start, end, score }) => ({ start, end, weight: Math.exp(score - most) })),
  };
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function tokenRanges(text: string, range: Range, { literals, names }: Pointers): readonly Range[] {
  if (literals.size === 0 && names.size === 0) return [];
  const found: Range[] = [];
  for (const match of text.slice(range.start, range.end).matchAll(TOKEN)) {
    const [token] = match;
    const bare = /^["'`]/.test(token) ? token.slice(1, -1) : token;
    const named =
      names.has(bare) || ([...literals].some((literal) => sameLiteral(literal, bare)) && bare !== '');
    if (!named) continue;
    const from = range.start + match.index;
    found.push({
      start: names.has(bare) ? chainStart(text, from, range.start) : from,
      end: from + token.length,
    });
  }
  return found;
}

/** Equal, or a text that is longer than a word and part of the other. */
function sameLiteral(literal: string, token: string): boolean {
  if (literal === token) return true;
  return (
    token.length >= 4 &&
    literal.length >= 4 &&
    !/^[\d.]+$/.test(token) &&
    literal.includes(token) &&
    token.length * 2 > literal.length
  );
}

/** Where the chain of members before a name begins. */
function chainStart(text: string, at: number, least: number): number {
  let start = at;
  for (;;) {
    const before = /(?:[\p{L}\p{N}_$]+|\)|\])\s*(?:\?\.|\.)\s*$/u.exec(
      text.slice(Math.max(least, start - 60), start),
    );
    if (before === null || /^[)\]]/.test(before[0])) return start;
    start -= before[0].length;
  }
}

/** The expression at which a stack ends: its name, with the members before it and what is called or looked up after it. */
function frameRanges(path: string, text: string, range: Range, frames: readonly Place[]): readonly Range[] {
  return frames.flatMap(({ path: at, line, column }) => {
    const row = at !== path || column === undefined ? undefined : rangeOfLine(text, line);
    if (row === undefined || column === undefined) return [];
    const from = row.start + column - 1;
    if (from < range.start || from >= range.end) return [];
    const word = /^[\p{L}\p{N}_$]+/u.exec(text.slice(from, range.end))?.[0].length ?? 1;
    return [{ start: chainStart(text, from, range.start), end: closing(text, from + word, range.end) }];
  });
}

/** The end of brackets that open right here. */
function closing(text: string, at: number, limit: number): number {
  if (!/[([]/.test(text[at] ?? '')) return at;
  let depth = 0;
  for (let index = at; index < limit; index += 1) {
    const char = text[index] ?? '';
    if (/[([{]/.test(char)) depth += 1;
    else if (/[)\]}]/.test(char)) depth -= 1;
    if (depth === 0) return index + 1;
  }
  return limit;
}
