import { describe, expect, it } from 'vitest';
import type { Arm, Tally } from '../../../src/loop/learned.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Handbook } from '../../../src/loop/ports.ts';
import { releasedAfter } from '../../../src/loop/release.ts';
import type { Behavior, Reflection } from '../../../src/loop/types.ts';
import { aCandidate, aTask, portsOf, type World } from '../../support/world.ts';

const NONE: Arm = { solved: 0, failed: 0, candidates: 0, spread: 1 };
const used = (solved: number, candidates: number): Readonly<Record<string, Tally>> => ({
  'k3f9 2026-11': { used: { ...NONE, solved, candidates }, withheld: NONE },
});

/** A behavior with which tasks were done within few candidates. */
const QUICK: Behavior = {
  name: 'mend-less',
  trigger: { taskKind: 'failing-test' },
  instruction: 'Try “<=” early.',
  prefer: 'idiom:< → <=',
  status: 'trial',
  evidence: { usedSolved: 40, usedFailed: 0, withheldSolved: 9, withheldFailed: 0 },
  tallies: used(40, 1),
  sources: ['episode-1'],
};

/** Plays a task in which the behavior is withheld, and whose patch is the candidate of this number. */
async function played(right: number) {
  const reflections: Reflection[] = [];
  const handbook: Handbook = {
    recall: async () => ({ behaviors: [], withheld: [QUICK], beliefs: {}, complaints: [] }),
    record: async (_task, reflection) => {
      reflections.push(reflection);
      return { complaints: [] };
    },
  };
  const candidates: World['candidates'] = Array.from({ length: 60 }, (_, at) => ({
    candidate: aCandidate(`c${at}`, 0.01),
    search: at === right ? 'passes' : 'tests',
  }));
  const ports = portsOf({ candidates, handbook });
  const known: string[][] = [];
  const { propose } = ports.proposer;
  const proposer = {
    ...ports.proposer,
    propose: (...asked: Parameters<typeof propose>) => {
      known.push(asked[1].behaviors.map(({ name }) => name));
      return propose(...asked);
    },
  };
  const steps = solve(
    aTask(),
    { ...ports, proposer },
    { version: 'test', assessOnly: false },
    new AbortController().signal,
  );
  const types: string[] = [];
  for await (const event of steps) types.push(event.type);
  return { known, types, credited: reflections[0]?.credited };
}

describe('a behavior that is withheld to measure its effect', () => {
  const limit = releasedAfter(QUICK);

  it('stays so in a task that is done without it before long, however many rivals are looked for', async () => {
    const { known, types, credited } = await played(3);
    expect(types).not.toContain('released');
    expect(known.flat()).toEqual([]);
    expect(credited).toEqual([{ name: QUICK.name, withheld: true, solved: true, candidates: 4 }]);
  });

  it('is used once the task has taken far longer than any with it, and the task still counts as one without', async () => {
    const { known, types, credited } = await played(limit + 5);
    expect(types.filter((type) => type === 'released')).toHaveLength(1);
    expect(known.slice(0, limit).flat()).toEqual([]);
    expect(known.slice(limit, limit + 5)).toEqual(Array.from({ length: 5 }, () => [QUICK.name]));
    expect(credited).toEqual([{ name: QUICK.name, withheld: true, solved: true, candidates: limit + 6 }]);
  });

  it('waits the longer the more a task takes with it, and longest where nothing is known', () => {
    const waits = [
      used(40, 1),
      used(10, 1),
      used(10, 8),
      used(40, 8),
      { ...used(20, 8), 'b2c1 2026-10': { used: { ...NONE, solved: 20, candidates: 70 }, withheld: NONE } },
      {},
    ].map((tallies) => releasedAfter({ tallies }));
    expect(waits[0]).toBeLessThan(waits[1] ?? 0);
    expect(waits[1]).toBeLessThan(waits[2] ?? 0);
    expect(waits[3]).toBeLessThan(waits[2] ?? 0);
    expect(waits[3]).toBeLessThan(waits[4] ?? 0);
    expect(Math.max(...waits)).toBe(waits.at(-1));
    // One that makes a task five times as long is seldom missed: it is released after what one task in fifty takes.
    expect(releasedAfter({ tallies: used(10, 300) })).toBeGreaterThan(2000);
  });
});
