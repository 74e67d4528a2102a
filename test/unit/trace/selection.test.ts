import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TraceFold } from '../../../src/trace/fold.ts';
import { standingOf } from '../../../src/trace/ladder.ts';
import { selectCandidates, selectEvents } from '../../../src/trace/selection.ts';
import { Replay } from '../../../src/webview/trace/replay.ts';
import { longTrace } from './long-trace.ts';
import { sampleTrace } from './sample-trace.ts';

const events = longTrace(10_000);
const { candidates } = TraceFold.of(events).view;

describe('searching ten thousand events', () => {
  it('finds candidates by words of title, skill, critique and change, in any order and case', () => {
    const found = selectCandidates(candidates, 'WAY 3 comparison', 'all', 'sequence');
    expect(found.length).toBeGreaterThan(100);
    for (const view of found) expect(JSON.stringify(view).toLowerCase()).toContain('way');
    expect(selectCandidates(candidates, '#1234', 'all', 'sequence').map((view) => view.step)).toEqual([1233]);
    expect(selectCandidates(candidates, 'nowhere', 'all', 'sequence')).toEqual([]);
  });

  it('filters by how they stand, and puts the best first when asked', () => {
    const confirmed = selectCandidates(candidates, '', 'confirmed', 'reward');
    expect(confirmed.length).toBeGreaterThan(10);
    expect(new Set(confirmed.map(standingOf))).toEqual(new Set(['confirmed']));
    const rewards = selectCandidates(candidates, '', 'all', 'reward').map((view) => view.reward?.total ?? -1);
    expect(rewards).toEqual(rewards.toSorted((a, b) => b - a));
  });

  it('shows of the events those of a chapter, up to a moment', () => {
    const say = (): string => '';
    const all = selectEvents(events, 5000, '', 'all', say);
    expect(all.map((entry) => entry.index)).toEqual(Array.from({ length: 5000 }, (_, index) => index));
    const decisions = selectEvents(events, events.length, '', 'decisions', say);
    expect(new Set(decisions.map((entry) => entry.event.type))).toEqual(new Set(['confirmed']));
    expect(selectEvents(events, events.length, 'dreamt', 'all', say)).toEqual([]);
  });
});

describe('a replay', () => {
  const whole = sampleTrace();

  it('shows at any moment what was known then, in whichever order moments are looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: whole.length + 3 }), { maxLength: 8 }), (moments) => {
        const replay = new Replay();
        replay.reset(whole);
        for (const moment of moments) {
          replay.seek(moment);
          const until = Math.min(moment, whole.length);
          expect(replay.position).toBe(until);
          expect(replay.isAtEnd).toBe(until === whole.length);
          expect(replay.view).toEqual(TraceFold.of(whole.slice(0, until)).view);
        }
      }),
    );
  });

  it('stays where the person went back to while the episode goes on, and catches up at the end', () => {
    const replay = new Replay();
    replay.reset(whole.slice(0, 8));
    replay.seek(3);
    replay.add(whole.slice(8));
    expect([replay.position, replay.isAtEnd]).toEqual([3, false]);
    replay.seek(whole.length);
    expect(replay.isAtEnd).toBe(true);
    expect(replay.view.outcome?.verdict).toBe('solved');
  });
});
