import { describe, expect, it } from 'vitest';
import { accidentOf } from '../../../src/skills/template-repair/accident.ts';

const idea = (path: string, accident: number, leavesUnused = false) => ({ path, accident, leavesUnused });

describe('how often edits pass by accident', () => {
  it('is as often as the worst of one file, and for each file again', () => {
    expect(accidentOf([idea('a.ts', 1)])).toEqual({});
    expect(accidentOf([idea('a.ts', 1.5), idea('a.ts', 0.5)])).toEqual({ accident: 1.5 });
    expect(accidentOf([idea('a.ts', 1.5), idea('b.ts', 2)])).toEqual({ accident: 3 });
    expect(accidentOf([idea('a.ts', 1.5), idea('b.ts', 2), idea('b.ts', 1)], 2)).toEqual({ accident: 6 });
  });

  it('is no rarer for an edit elsewhere that seldom does', () => {
    expect(accidentOf([idea('a.ts', 1.5), idea('b.ts', 0.5)])).toEqual({ accident: 1.5 });
    expect(accidentOf([idea('a.ts', 0.8), idea('b.ts', 0.5)])).toEqual({ accident: 0.8 });
  });

  it('is more often for what leaves a variable without a use', () => {
    expect(accidentOf([idea('a.ts', 1, true), idea('b.ts', 1)])).toEqual({ accident: 3 });
  });
});
