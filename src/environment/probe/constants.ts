import type { WireValue } from './wire-value.ts';

/** What stands in the code that candidates change. */
export interface Constants {
  readonly numbers: readonly number[];
  readonly strings: readonly string[];
  /** What the code takes for nothing, where it looks for it. */
  readonly nothing: readonly WireValue[];
}

const NUMBER = /(?<![\w.])\d[\d_]*(?:\.\d+)?(?![\w.])/g;
const STRING = /'((?:[^'\\\n]|\\.){0,24})'|"((?:[^"\\\n]|\\.){0,24})"/g;

/** The numbers and short strings of stretches of code, comments taken out. Both languages write them alike. */
export function constantsIn(texts: readonly string[]): Constants {
  const numbers = new Set<number>();
  const strings = new Set<string>();
  const nothing: WireValue[] = [];
  for (const text of texts.map(withoutComments)) {
    for (const [found] of text.matchAll(NUMBER)) {
      const value = Number(found.replaceAll('_', ''));
      if (Number.isFinite(value) && Math.abs(value) <= 1_000_000) numbers.add(value);
    }
    for (const [, single, double] of text.matchAll(STRING)) strings.add(single ?? double ?? '');
    if (/\bnull\b|\bNone\b/.test(text)) nothing.push(null);
    if (/\bundefined\b|\?\?|\?\./.test(text)) nothing.push({ t: 'undefined' });
  }
  const unique = [...new Map(nothing.map((value) => [JSON.stringify(value), value])).values()];
  return { numbers: [...numbers].slice(0, 12), strings: [...strings].slice(0, 12), nothing: unique };
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|^\s*#[^\n]*|"""[\s\S]*?"""/gm, ' ');
}
