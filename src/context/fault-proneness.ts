import type { Stretch } from '../syntax/outline.ts';

const THROWS = /^(?:throw|raise|try)_statement$/;
const LOADS = /\brequire\(|\bimport\(/;
const COMPUTES = /[<>]|[=!]==?|&&|\|\||\?\?|[-+*/%]|\b(?:and|or|not|in|is)\b/;
const LITERAL = /['"`]|\d/;
const PLAIN_RETURN = /^return\b\s*[\w.]*;?$/;

/**
 * How often a statement of this form holds a fault, against one that compares or computes (which is 1). The
 * order, not the exact numbers, is what matters: it decides between statements that all else treats alike.
 */
export function faultProneness(stretch: Stretch, code: string): number {
  if (THROWS.test(stretch.type)) return 0.45;
  if (LOADS.test(code)) return 0.2;
  if (COMPUTES.test(code.replaceAll('=>', ' '))) return 1;
  if (PLAIN_RETURN.test(code)) return 0.75;
  return LITERAL.test(code) ? 0.92 : 0.8;
}
