import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Behaviour, Candidate, Comparison, Difference, Outcome } from '../../../src/loop/types.ts';
import { aCandidate, aTask, portsOf, type World } from '../../support/world.ts';

async function play(
  world: World,
  task = aTask(),
): Promise<{ readonly events: readonly TraceEvent[]; readonly outcome: Outcome }> {
  const events: TraceEvent[] = [];
  const options = { version: 'test', assessOnly: false };
  const steps = solve(task, portsOf(world), options, new AbortController().signal);
  for (;;) {
    const next = await steps.next();
    if (next.done) return { events, outcome: next.value };
    events.push(next.value);
  }
}

const right = (id: string, share = 0.1) => ({ candidate: aCandidate(id, share), search: 'passes' as const });

/** Every candidate in the cluster that is told for it; what else differs is told too. */
function comparing(
  clusters: Readonly<Record<string, number>>,
  over: Readonly<Record<string, Partial<Behaviour>>> = {},
  differences: readonly Difference[] = [],
) {
  return (candidates: readonly Candidate[]): Comparison => ({
    behaviours: candidates.map(
      ({ id }): Behaviour => ({
        candidate: id,
        cluster: clusters[id] ?? 0,
        green: { kept: 2, of: 2 },
        near: { kept: 20, of: 30 },
        far: { kept: 5, of: 10 },
        broke: 0,
        mended: 0,
        examples: { held: 0, broken: 0 },
        irregular: [],
        words: 0,
        size: 1,
        ...over[id],
      }),
    ),
    inputs: 42,
    differences,
    seconds: 0.1,
  });
}

describe('patches that were compared', () => {
  it('lets what a patch does overrule what was believed of it', async () => {
    const { outcome, events } = await play({
      candidates: [right('a', 0.2), right('b', 0.1)],
      comparison: comparing({ a: 0, b: 1 }, { a: { examples: { held: 0, broken: 1 } } }),
    });
    expect(outcome.candidate?.id).toBe('b');
    expect(events.some(({ type }) => type === 'compared')).toBe(true);
    // What is offered was confirmed, also when the choice came late.
    expect(events.some((event) => event.type === 'confirmed' && event.candidate === 'b')).toBe(true);
  });

  it('is surer where the rival does the same than where it does otherwise', async () => {
    const candidates = [right('a', 0.1), right('b', 0.09)];
    const same = await play({ candidates, comparison: comparing({ a: 0, b: 0 }) });
    const other = await play({ candidates, comparison: comparing({ a: 0, b: 1 }) });
    expect(same.outcome.credence).toBeGreaterThan(0.9);
    expect(other.outcome.credence).toBeLessThan(0.6);
    expect(same.outcome.undecided).toBeUndefined();
  });

  it('is less sure of a lone patch that changes nearly every answer, and asks about it where it was unlikely', async () => {
    const all = { green: { kept: 0, of: 2 }, near: { kept: 1, of: 30 } };
    const credenceOf = async (share: number, over: Partial<Behaviour>): Promise<Outcome> =>
      (await play({ candidates: [right('a', share)], comparison: comparing({ a: 0 }, { a: over }) })).outcome;
    const few = await credenceOf(0.002, {});
    const most = await credenceOf(0.002, all);
    expect(most.credence).toBeLessThan(few.credence);
    expect(few.verdict).toBe('solved');
    const unlikely = await credenceOf(0.00001, all);
    expect(unlikely.verdict).toBe('asked');
    expect(unlikely.candidate?.id).toBe('a');
    expect(unlikely.question?.options.length).toBeGreaterThan(1);
  });

  it('says that it cannot decide, and with which input a person can', async () => {
    const told = async (input: string) => {
      const results = [
        { cluster: 0, result: '5' },
        { cluster: 1, result: '6' },
      ];
      const comparison = comparing({ a: 0, b: 1 }, {}, [{ input, before: '4', results }]);
      return (await play({ candidates: [right('a', 0.1), right('b', 0.09)], comparison })).outcome;
    };
    const outcome = await told('clamp(5)');
    expect(outcome.undecided?.candidates.map(({ candidate }) => candidate)).toEqual(['a', 'b']);
    expect(outcome.undecided?.telling).toEqual({ input: 'clamp(5)', results: ['5', '6'] });
    expect(outcome.reason).toContain('for clamp(5) this one gives 5, not 6');
    // Nobody reads whole records in the middle of a sentence.
    const long = await told(`book(${'{"seats": 4}, '.repeat(12)})`);
    expect(long.reason).toMatch(/another patch passes as well, and differs on inputs that no test tries$/);
  });

  it('takes what a person said of such an input for what is meant, whichever was believed more', async () => {
    const differences = [
      {
        ...{ input: 'clamp(5)', before: '4' },
        results: [
          { cluster: 0, result: '5' },
          { cluster: 1, result: '6' },
        ],
      },
    ];
    const world: World = {
      candidates: [right('a', 0.1), right('b', 0.09)],
      comparison: comparing({ a: 0, b: 1 }, {}, differences),
    };
    const saying = async (answer: string) =>
      (await play(world, aTask({ answers: [{ question: 'What should clamp(5) give?', answer }] }))).outcome;
    const before = (await play(world)).outcome;
    const [five, six, seven] = [await saying('5'), await saying('6'), await saying('7')];
    expect([five.candidate?.id, six.candidate?.id]).toEqual(['a', 'b']);
    expect(six.undecided).toBeUndefined();
    expect(six.credence).toBeGreaterThan(before.credence);
    // Neither gives what the person said: neither is offered as the answer.
    expect(seven).toMatchObject({ verdict: 'asked' });
    expect(seven.credence).toBeLessThan(0.1);
  });

  it('is compared again only when more has passed', async () => {
    const { events } = await play({
      candidates: [right('a', 0.1), right('b', 0.05)],
      comparison: comparing({ a: 0, b: 1 }),
    });
    expect(events.filter(({ type }) => type === 'compared')).toHaveLength(2);
  });

  it('stays as believed where nothing could be compared', async () => {
    const candidates = [right('a', 0.1), right('b', 0.3)];
    const nothing: Comparison = { behaviours: [], inputs: 0, differences: [], seconds: 0, reason: 'no test' };
    const without = await play({ candidates });
    const failed = await play({ candidates, comparison: () => nothing });
    expect(failed.outcome.candidate?.id).toBe('b');
    expect(failed.outcome.credence).toBe(without.outcome.credence);
  });
});
