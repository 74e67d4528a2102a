import { describe, expect, it } from 'vitest';
import type { Behaviour, Candidate, Comparison } from '../../../src/loop/types.ts';
import { whyNot } from '../../../src/trace/why-not.ts';

const candidate = (id: string): Candidate => ({
  ...{ id, skills: ['template-repair'], title: id, edits: [], share: 0.1, why: '' },
});
const behaviour = (id: string, cluster: number, over: Partial<Behaviour> = {}): Behaviour => ({
  ...{ candidate: id, cluster, green: { kept: 5, of: 5 }, near: { kept: 0, of: 0 }, far: { kept: 0, of: 0 } },
  ...{ broke: 0, mended: 0, examples: { held: 0, broken: 0 }, irregular: [], words: 0, size: 4 },
  ...over,
});
const compared = (behaviours: Behaviour[], over: Partial<Comparison> = {}): Comparison => ({
  ...{ behaviours, inputs: 40, differences: [], seconds: 1 },
  ...over,
});
const OUTCOME = { candidate: candidate('chosen') };
const NO_TESTS = new Map<string, ReadonlySet<string>>();

describe('why another patch was not the one', () => {
  it('is a telling input where they do different things', () => {
    const comparison = compared([behaviour('chosen', 0), behaviour('other', 1, { broke: 2 })], {
      differences: [
        {
          input: 'f(1)',
          results: [
            { cluster: 0, result: '1' },
            { cluster: 1, result: '1' },
          ],
        },
        {
          input: 'f(0)',
          results: [
            { cluster: 0, result: 'true' },
            { cluster: 1, result: 'false' },
          ],
        },
      ],
    });
    expect(whyNot(candidate('other'), OUTCOME, { comparison, failing: NO_TESTS })).toEqual({
      differs: true,
      why: 'for f(0) it gives false, the chosen one true; it fails on 2 inputs that worked before',
    });
  });

  it('is that it refuses what no failing test is about, more than the chosen one', () => {
    const directed = { kept: 9, of: 20, refused: 1 };
    const comparison = compared([
      behaviour('chosen', 0, { directed }),
      behaviour('other', 1, { directed: { ...directed, refused: 4 } }),
    ]);
    expect(whyNot(candidate('other'), OUTCOME, { comparison, failing: NO_TESTS }).why).toBe(
      'it does something else; it refuses 3 inputs that no failing test is about',
    );
  });

  it('is that it does the same, with a larger edit', () => {
    const comparison = compared([behaviour('chosen', 0), behaviour('other', 0, { size: 9 })]);
    expect(whyNot(candidate('other'), OUTCOME, { comparison, failing: NO_TESTS })).toEqual({
      differs: false,
      why: 'it does the same on all 40 inputs that were tried, with a larger edit',
    });
  });

  it('is a test that it leaves failing, also where nothing was compared', () => {
    const failing = new Map([
      ['chosen', new Set(['a::old'])],
      ['other', new Set(['a::old', 'a::price'])],
    ]);
    expect(whyNot(candidate('other'), OUTCOME, { comparison: undefined, failing })).toEqual({
      differs: true,
      why: 'it leaves 1 test failing that the chosen one mends',
    });
  });

  it('claims nothing that was not seen', () => {
    const undecided = { candidates: [{ candidate: 'other', credence: 0.34 }] };
    const seen = { comparison: undefined, failing: new Map([['other', new Set(['a::x'])]]) };
    expect(whyNot(candidate('other'), { ...OUTCOME, undecided }, seen)).toEqual({
      differs: false,
      why: 'it passes the same tests and was believed less; believed 34%',
    });
  });
});
