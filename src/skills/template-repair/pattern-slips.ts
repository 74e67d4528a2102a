/** A pattern with one slip mended, and how likely that is against the others. */
export interface PatternSlip {
  readonly text: string;
  readonly natural: number;
}

/** A part of a pattern that stands for itself: an escape, a class, a group or a sign. */
interface Atom {
  readonly start: number;
  readonly end: number;
  readonly kind: 'escape' | 'class' | 'open' | 'close' | 'anchor' | 'any' | 'or' | 'literal';
  /** Where its quantifier ends; its own end where it has none. */
  readonly until: number;
}

const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;
/** Patterns longer than this have too many places. */
const LONGEST = 200;
const CLASS_ADDITIONS = ['0-9', '\\d', 'A-Z', 'a-z', '_', '-', '\\w', '\\s', '.'];
const OPPOSITE: Readonly<Record<string, readonly string[]>> = {
  d: ['w', 'D'],
  D: ['d'],
  w: ['S', 'W', 'd'],
  W: ['w'],
  s: ['S', 'w'],
  S: ['s', 'w'],
  b: ['B'],
  B: ['b'],
};

/**
 * What a regular expression becomes when one of the usual slips in it is mended: an anchor, a quantifier, a bound, greed,
 * a dot that was meant as such, what a class holds, a group that is kept or optional, an alternative that reaches too far.
 */
export function* patternSlips(pattern: string): Generator<PatternSlip> {
  if (pattern.length > LONGEST) return;
  const swap = (start: number, end: number, by: string, natural: number): PatternSlip => ({
    text: pattern.slice(0, start) + by + pattern.slice(end),
    natural,
  });
  const atoms = [...atomsOf(pattern)];
  yield* anchors(pattern, atoms);
  for (const atom of atoms) {
    const { start, end, kind, until } = atom;
    const own = pattern.slice(start, end);
    const quantifier = pattern.slice(end, until);
    if (kind === 'any') yield swap(start, end, '\\.', quantifier === '' ? 1 : 0.3);
    if (own === '\\.') yield swap(start, end, '.', 0.3);
    if (kind === 'escape') {
      for (const [rank, other] of (OPPOSITE[own[1] ?? ''] ?? []).entries())
        yield swap(start, end, `\\${other}`, 0.5 / (1 + rank));
      if (own === '\\d') yield swap(start, end, '[\\d.]', 0.2);
      if (own === '\\d' && /^[+*]$/.test(quantifier)) {
        yield swap(start, until, '\\d+(?:\\.\\d+)?', 0.7);
        yield swap(start, start, '-?', 0.5);
      }
      if (own === '\\w') yield swap(start, end, '[\\w-]', 0.4);
    }
    if (kind === 'class') yield* classes(own, start, end, swap);
    // What matches no text is not repeated.
    const isWidthless = kind === 'anchor' || /^\\[bB]$/.test(own);
    if (kind !== 'open' && kind !== 'or' && !isWidthless) {
      const only = kind === 'literal' ? 0.25 : 0.8;
      for (const { text, natural } of quantifiers(quantifier)) yield swap(end, until, text, only * natural);
    }
    if (kind === 'open' && own === '(') yield swap(start, end, '(?:', 0.25);
    if (kind === 'open' && own === '(?:') yield swap(start, end, '(', 0.3);
  }
  if (atoms.some(({ kind }) => kind === 'or')) {
    const bare = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
    const [head, tail] = [pattern.startsWith('^') ? '^' : '', /(?<!\\)\$$/.test(pattern) ? '$' : ''];
    if (head + tail !== '') yield { text: `${head}(?:${bare})${tail}`, natural: 1 };
  }
}

function* anchors(pattern: string, atoms: readonly Atom[]): Generator<PatternSlip> {
  const first = pattern.startsWith('^');
  const last = atoms.at(-1)?.kind === 'anchor' && pattern.endsWith('$');
  yield first ? { text: pattern.slice(1), natural: 0.4 } : { text: `^${pattern}`, natural: 0.7 };
  yield last ? { text: pattern.slice(0, -1), natural: 0.4 } : { text: `${pattern}$`, natural: 0.8 };
  if (!first && !last) yield { text: `^${pattern}$`, natural: 0.8 };
  if (first && last) yield { text: pattern.slice(1, -1), natural: 0.3 };
  if (/^\\?\w/.test(pattern) && !first && !pattern.startsWith('\\b'))
    yield { text: `\\b${pattern}\\b`, natural: 0.4 };
}

function* classes(
  own: string,
  start: number,
  end: number,
  swap: (start: number, end: number, by: string, natural: number) => PatternSlip,
): Generator<PatternSlip> {
  const isNegated = own.startsWith('[^');
  const inner = own.slice(isNegated ? 2 : 1, -1);
  yield swap(start, end, isNegated ? `[${inner}]` : `[^${inner}]`, 0.4);
  let rank = 0;
  for (const added of CLASS_ADDITIONS) {
    if (inner.includes(added) || (added === '\\d' && inner.includes('0-9'))) continue;
    if ((added === '0-9' || added === '\\d') && inner.includes('\\w')) continue;
    // A hyphen between two signs is a range.
    yield swap(start, end, `${own.slice(0, -1)}${added}]`, 0.9 / (1 + 0.4 * rank));
    rank += 1;
  }
  const range = /^([A-Za-z0-9])-([A-Za-z0-9])/.exec(inner);
  if (range !== null) {
    const [whole, from = '', to = ''] = range;
    for (const next of [`0-${to}`, `1-${to}`, `${from}-z`, `${from}-9`, `${from}-Z`, `${from}-f`])
      if (next !== whole && /^(?:0-\d|1-\d|[a-z]-[a-z]|[A-Z]-[A-Z])$/.test(next))
        yield swap(start, end, own.replace(whole, next), 0.3);
  }
  for (const part of inner.match(/\\.|\w-\w|[^\\]/g) ?? []) {
    const without = own.replace(part, '');
    if (!/^\[\^?\]$/.test(without)) yield swap(start, end, without, 0.2);
  }
}

function* quantifiers(own: string): Generator<PatternSlip> {
  const lazy = own.length > 1 && own.endsWith('?');
  const base = lazy ? own.slice(0, -1) : own;
  if (base === '') {
    yield { text: '+', natural: 0.9 };
    yield { text: '?', natural: 0.7 };
    yield { text: '*', natural: 0.5 };
    return;
  }
  if (lazy) yield { text: base, natural: 0.6 };
  const bounds = /^\{(\d+)(,?)(\d*)\}$/.exec(base);
  if (bounds !== null) {
    const [, from = '0', comma = '', to = ''] = bounds;
    const low = Number(from);
    const tail = comma + to;
    yield { text: `{${low + 1}${tail}}`, natural: 0.9 };
    if (low > 0) yield { text: `{${low - 1}${tail}}`, natural: 0.9 };
    if (comma === '') yield { text: `{${low},}`, natural: 0.6 };
    if (comma === '') yield { text: `{1,${low}}`, natural: 0.6 };
    if (to !== '') {
      yield { text: `{${low},${Number(to) + 1}}`, natural: 0.9 };
      if (Number(to) > low) yield { text: `{${low},${Number(to) - 1}}`, natural: 0.7 };
      yield { text: `{${to}}`, natural: 0.7 };
    }
    yield { text: '+', natural: 0.3 };
    return;
  }
  for (const other of ['+', '*', '?']) if (other !== base) yield { text: other, natural: 0.7 };
  if (base !== '?') yield { text: `${base}?`, natural: lazy ? 0 : 0.8 };
  yield { text: '', natural: 0.4 };
}

/** The parts of a pattern in order; what it cannot tell it takes for signs. */
function* atomsOf(pattern: string): Generator<Atom> {
  let at = 0;
  while (at < pattern.length) {
    const start = at;
    const { end, kind } = atomAt(pattern, at);
    const quantifier = kind === 'open' || kind === 'or' ? null : QUANTIFIER.exec(pattern.slice(end));
    const until = end + (quantifier?.[0].length ?? 0);
    yield { start, end, kind, until };
    at = until;
  }
}

function atomAt(pattern: string, at: number): Pick<Atom, 'end' | 'kind'> {
  const sign = pattern[at];
  if (sign === '\\') return { end: Math.min(pattern.length, at + 2), kind: 'escape' };
  if (sign === '[') {
    const found = /^\[\^?\]?(?:\\.|[^\]\\])*\]/.exec(pattern.slice(at));
    return found === null ? { end: at + 1, kind: 'literal' } : { end: at + found[0].length, kind: 'class' };
  }
  if (sign === '(') {
    const found = /^\((?:\?(?:[:=!]|<[=!]|P?<\w+>))?/.exec(pattern.slice(at));
    return { end: at + (found?.[0].length ?? 1), kind: 'open' };
  }
  if (sign === ')') return { end: at + 1, kind: 'close' };
  if (sign === '^' || sign === '$') return { end: at + 1, kind: 'anchor' };
  if (sign === '.') return { end: at + 1, kind: 'any' };
  return { end: at + 1, kind: sign === '|' ? 'or' : 'literal' };
}
