import { type Change, type Failure, FITTED, swap, type Template, textOf } from '../source-module.ts';
import type { SyntaxNode } from '../tree.ts';

/** Shorter pieces of a text are found everywhere in it. */
const LEAST_TEXT = 2;

/** A literal is what makes the difference between what a test expects and what it gets. */
export const expectedLiteral: Template = function* (node, module, failures = []) {
  const own = textOf(module, node);
  const seen = new Set([own]);
  for (const failure of failures) {
    const options = module.language.numbers.has(node.type)
      ? numbersFor(Number(own), failure, failures)
      : isText(node)
        ? textsFor(own, failure)
        : [];
    for (const { text, natural, ...accident } of options) {
      if (seen.has(text)) continue;
      seen.add(text);
      yield { ...swap(module, node, text, natural), ...accident };
    }
  }
};

function isText(node: SyntaxNode): boolean {
  return /^(string_fragment|string_content)$/.test(node.type) && node.end - node.start <= 120;
}

type Option = Pick<Change, 'natural' | 'accident'> & { readonly text: string };

/**
 * What a number would be, by one failure. Any result of a sum can be had by a part that is as much more, so that this is
 * but fitted to the test unless another that expects something else asks for the same.
 */
function* numbersFor(own: number, failure: Failure, failures: readonly Failure[]): Generator<Option> {
  for (const { text, natural, isSum } of following(own, failure)) {
    const asking = failures.filter((each) => following(own, each).some((other) => other.text === text));
    const isFitted = isSum && new Set(asking.map(({ expected }) => Number(expected))).size < 2;
    yield { text, natural, ...(isFitted ? { accident: FITTED } : {}) };
  }
}

/** What a number would be if the result followed it one to one: by as much more, or by as many times. */
function following(
  own: number,
  { expected, actual }: Failure,
): ReadonlyArray<{ readonly text: string; readonly natural: number; readonly isSum: boolean }> {
  const [wanted, given] = [Number(expected), Number(actual)];
  if (expected.trim() === '' || actual.trim() === '' || !Number.isFinite(wanted) || !Number.isFinite(given))
    return [];
  // Where something is counted or summed from nought on, any result can be had by beginning with it.
  if (own === 0) return [];
  const more = own + (wanted - given);
  const less = own - (wanted - given);
  const times = given === 0 ? Number.NaN : (own * wanted) / given;
  const parts = wanted === 0 ? Number.NaN : (own * given) / wanted;
  const found = ([value, natural, isSum]: readonly [number, number, boolean]) =>
    Number.isFinite(value) && value >= 0 && written(value).length <= 6
      ? [{ text: written(value), natural, isSum }]
      : [];
  return [
    ...(given === own ? [{ text: written(wanted), natural: 1, isSum: true }] : []),
    ...found([times, 0.8, false]),
    ...found([parts, 0.6, false]),
    ...found([more, 0.5, true]),
    ...found([less, 0.3, true]),
  ];
}

function written(value: number): string {
  return String(Number(value.toPrecision(12)));
}

/** A text with the change that turns what came out into what was expected, where the change falls into it. */
function* textsFor(own: string, { expected, actual }: Failure): Generator<Option> {
  if (own.length < LEAST_TEXT && !(own.length === 1 && /\W/.test(own))) return;
  for (const { start, end, put } of differencesOf(actual, expected)) {
    if (put.length > 60 || /[\n'"`\\]/.test(put)) continue;
    for (let at = actual.indexOf(own); at !== -1; at = actual.indexOf(own, at + 1)) {
      if (start < at || end > at + own.length) continue;
      const text = own.slice(0, start - at) + put + own.slice(end - at);
      if (text !== own) yield { text, natural: 1 };
    }
  }
}

/** The one place in which two texts differ, as far to the right and as far to the left as it can be put. */
function differencesOf(
  actual: string,
  expected: string,
): ReadonlyArray<{ readonly start: number; readonly end: number; readonly put: string }> {
  const room = Math.min(actual.length, expected.length);
  let head = 0;
  while (head < room && actual[head] === expected[head]) head += 1;
  let tail = 0;
  while (tail < room && actual[actual.length - 1 - tail] === expected[expected.length - 1 - tail]) tail += 1;
  const right = Math.min(tail, room - head);
  const left = Math.min(head, room - tail);
  const place = (from: number, behind: number) => ({
    start: from,
    end: actual.length - behind,
    put: expected.slice(from, expected.length - behind),
  });
  return [place(head, right), place(left, tail)];
}
