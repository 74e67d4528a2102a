import { describe, expect, it } from 'vitest';
import { accidentOf } from '../../../src/skills/template-repair/accident.ts';
import { allCandidates, aSituation } from './scene.ts';

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

const OWN = 'template-repair:missing-update';

const QUEUE = `class Queue {
  active = 0;
  done = 0;
  start(job) {
    this.active += 1;
    return job();
  }
  end(job) {
    this.done += 1;
    return job();
  }
}
`;

describe('a member that is set back to what it starts from', () => {
  it('passes by accident more often than one that is counted down', async () => {
    const candidates = await allCandidates(aSituation('a.js', QUEUE), { 'a.js': QUEUE });
    const accidentsOf = (update: string): readonly number[] =>
      candidates
        .filter(({ skills, title }) => skills.slice(1).join() === OWN && title.includes(update))
        .map(({ accident = 1 }) => accident);
    expect(new Set(accidentsOf('this.active = 0;'))).toEqual(new Set([3]));
    expect(new Set(accidentsOf('this.active -= 1;'))).toEqual(new Set([1]));
  });
});
