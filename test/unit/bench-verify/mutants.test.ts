import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { Mutants } from '../../../bench/verify/mutants/draw.ts';
import { findSites } from '../../../bench/verify/mutants/find-sites.ts';
import { functionsOf } from '../../../bench/verify/mutants/functions.ts';
import { seededRandom } from '../../../src/belief/random.ts';
import type { Candidate } from '../../../src/loop/types.ts';

const SOURCE = `import { round } from './round.ts';

export type Rate = 'low' | 'high';

export interface Item { readonly price: number }

export function total(items: readonly Item[], factor: number, rate: Rate): number {
  if (items.length === 0 || factor < 0) return 0;
  let sum = 0;
  for (const item of items) sum += item.price;
  const scaled = sum * factor;
  log(scaled, 'total');
  return rate === 'high' ? round(scaled, 2) : sum;
}

declare function log(n: number, what: string): void;
`;

function applied(text: string, candidate: Candidate): string {
  const [edit] = candidate.edits;
  const [replacement] = edit?.kind === 'modify' ? edit.replacements : [];
  if (replacement === undefined) throw new Error('a mutant is one replacement');
  return text.slice(0, replacement.start) + replacement.text + text.slice(replacement.end);
}

function syntaxErrors(text: string): number {
  return ts.transpileModule(text, { reportDiagnostics: true }).diagnostics?.length ?? 0;
}

const kinds = (text: string): readonly string[] => [...new Set(findSites('a.ts', text).map((s) => s.kind))];
const results = (text: string, kind: string): readonly string[] =>
  findSites('a.ts', text)
    .filter((site) => site.kind === kind)
    .map(({ start, end, text: put }) => text.slice(0, start) + put + text.slice(end));

describe('mutants of the bench', () => {
  it('come in every kind', () => {
    expect(kinds(SOURCE).toSorted()).toEqual([
      'argument order',
      'condition',
      'constant',
      'deleted statement',
      'early return',
      'operator',
      'string',
      'variable',
    ]);
  });

  it('leave types, imports and declarations alone', () => {
    expect(
      kinds("import a from 'a'; export type T = 'x' | 1; declare const b: 2; interface I { c: 'd' }"),
    ).toEqual([]);
  });

  it('swap what the call is given', () => {
    expect(results('f(a, b);', 'argument order')).toEqual(['f(b, a);']);
  });

  it('take another variable of the same function, and none of another', () => {
    const text = 'const f = (a, b) => { const g = (c) => c; return a; };';
    expect(results(text, 'variable')).toContain(text.replace('return a', 'return b'));
    expect(results(text, 'variable').some((each) => each.includes('return c'))).toBe(false);
  });

  it('change the text, stay syntactically whole, and never come twice', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const drawn = new Mutants(new Map([['a.ts', SOURCE]]), seededRandom(seed)).draw(30);
        const texts = drawn.map((candidate) => applied(SOURCE, candidate));
        expect(texts).not.toContain(SOURCE);
        expect(new Set(drawn.map((c) => JSON.stringify(c.edits))).size).toBe(drawn.length);
        for (const text of texts) expect(syntaxErrors(text)).toBe(0);
      }),
      { numRuns: 20 },
    );
  });

  it('are the same for the same seed', () => {
    const draw = (seed: number) =>
      new Mutants(new Map([['a.ts', SOURCE]]), seededRandom(seed)).draw(10).map((c) => c.title);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('come from large files more often than from small ones', () => {
    const large = SOURCE.replaceAll('total', 'large').repeat(20);
    const drawn = new Mutants(
      new Map([
        ['small.ts', SOURCE],
        ['large.ts', large],
      ]),
      seededRandom(1),
    ).draw(100);
    const share = drawn.filter((c) => c.edits[0]?.path === 'large.ts').length / drawn.length;
    expect(share).toBeGreaterThan(0.8);
  });

  it('end when there are no more places', () => {
    expect(new Mutants(new Map([['a.ts', 'const a = true;']]), seededRandom(1)).draw(50)).toHaveLength(1);
  });
});

describe('functions for template candidates', () => {
  it('are those with a body worth it, outermost first', () => {
    expect(functionsOf('a.ts', SOURCE).map(({ symbol }) => symbol)).toEqual(['total']);
  });
});
