import type { FaultHints, FaultKind } from '../loop/ports.ts';

/** What code must hold for a kind of fault to be in it; kinds that may be anywhere are not listed. */
const HOLDS: Readonly<Partial<Record<FaultKind, RegExp>>> = {
  comparison: /[<>]=?|[!=]==?|\b(?:in|is)\b/,
  arithmetic: /[-+*/%]/,
  logic: /&&|\|\||\?\?|\b(?:and|or|not)\b|!(?!=)/,
  condition: /^(?:if|elif|else if|while|for)\b|\?|&&|\|\||\b(?:if|and|or|not)\b|[<>]=?|[!=]==?/,
  'off-by-one': /[<>]=?|\d|\b(?:length|len|size|range|slice|at|index)\b|\[/,
  number: /\d/,
  string: /['"`]/,
  boolean: /\b(?:true|false|True|False)\b/,
  argument: /\(.*,.*\)/s,
  member: /\./,
  async: /\bawait\b|\.then\b|\basync\b|\bPromise\b/,
  order: /sort|cmp|compare|reverse|unshift|push|min|max|heap|before|after/i,
  slice: /slice|substring|substr|splice|\[[^\]]*:[^\]]*\]|\[/,
  loop: /^(?:for|while|do)\b|\b(?:break|continue)\b|\+=|-=|\+\+|--/,
  return: /\breturn\b|=>/,
  'initial-value': /^(?:const|let|var)\b|[^=!<>]=(?![=>])/,
};

/**
 * How much better a piece of code suits what the failures look like than any code does: the ratio of the kind of fault
 * that suits best among those it can hold; 1 where no hint says anything.
 */
export function hintFit(hints: FaultHints, code: string): number {
  let best = 1;
  for (const [kind, ratio] of Object.entries(hints) as [FaultKind, number][])
    if (ratio > best && HOLDS[kind]?.test(code) === true) best = ratio;
  return best;
}
