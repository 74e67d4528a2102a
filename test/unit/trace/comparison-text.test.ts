import { describe, expect, it } from 'vitest';
import type { Behaviour, Comparison } from '../../../src/loop/types.ts';
import { comparisonText } from '../../../src/trace/comparison-text.ts';

const behaviour = (candidate: string, cluster: number): Behaviour => ({
  candidate,
  cluster,
  green: { kept: 0, of: 0 },
  near: { kept: 0, of: 0 },
  far: { kept: 0, of: 0 },
  broke: 0,
  mended: 0,
  examples: { held: 0, broken: 0 },
  irregular: [],
  words: 0,
  size: 1,
});

const compared = (over: Partial<Comparison>): Comparison => ({
  behaviours: [behaviour('a', 0), behaviour('b', 1)],
  inputs: 120,
  differences: [
    {
      input: 'clamp(5)',
      results: [
        { cluster: 0, result: '5' },
        { cluster: 1, result: '6' },
      ],
    },
  ],
  seconds: 0.1,
  ...over,
});

describe('a comparison as a person reads it', () => {
  it('names an input that tells the patches apart', () => {
    expect(comparisonText(compared({}))).toEqual([
      '2 patches pass, run on 120 further inputs: 2 behaviours; clamp(5) gives 5 or 6',
    ]);
  });

  it('keeps whole records out of the sentence', () => {
    const results = [0, 1].map((cluster) => ({ cluster, result: `[${'{seats: 4}, '.repeat(9)}${cluster}]` }));
    expect(comparisonText(compared({ differences: [{ input: 'book()', results }] }))).toEqual([
      '2 patches pass, run on 120 further inputs: 2 behaviours',
    ]);
  });

  it('says that all do the same', () => {
    const same = compared({ behaviours: [behaviour('a', 0), behaviour('b', 0)], differences: [] });
    expect(comparisonText(same)).toEqual(['2 patches pass, run on 120 further inputs: all do the same']);
  });

  it('says nothing of one patch, or where nothing was compared', () => {
    expect(comparisonText(compared({ behaviours: [behaviour('a', 0)] }))).toEqual([]);
    expect(comparisonText(compared({ behaviours: [], reason: 'no test' }))).toEqual([]);
  });
});
