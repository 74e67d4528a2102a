import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Outcome, Task } from '../../../src/loop/types.ts';
import { aCandidate, aSurvey, aTask, aTest, portsOf, type World } from '../../support/world.ts';

async function play(
  world: World,
  task: Task = aTask(),
  signal: AbortSignal = new AbortController().signal,
  assessOnly = false,
) {
  const ports = portsOf(world);
  const events: TraceEvent[] = [];
  const steps = solve(task, ports, { version: 'test', assessOnly }, signal);
  let outcome: Outcome;
  for (;;) {
    const next = await steps.next();
    if (next.done) {
      outcome = next.value;
      break;
    }
    events.push(next.value);
  }
  return { events, outcome, recorded: ports.recorded, types: events.map((event) => event.type) };
}

const wrong = (id: string) => ({ candidate: aCandidate(id), search: 'tests' as const });
const right = (id: string, share = 0.1) => ({ candidate: aCandidate(id, share), search: 'passes' as const });

describe('the loop', () => {
  it('finds, confirms, learns from and offers the candidate that passes', async () => {
    const { events, outcome, recorded } = await play({ candidates: [wrong('a'), wrong('b'), right('c')] });
    expect(outcome).toMatchObject({ verdict: 'solved', candidate: { id: 'c' } });
    expect(outcome.credence).toBeGreaterThan(0.5);
    expect(outcome.evidence?.fixed).toEqual(['cart.test.ts::adds']);
    expect(recorded[0]?.learned[0]).toMatchObject({ status: 'trial', prefer: 'template-repair:comparison' });
    expect(events.at(-1)).toMatchObject({
      type: 'outcome',
      verdict: 'solved',
      diff: 'diff of c',
      candidates: 3,
    });
    // Nothing is called done before it was confirmed cold.
    const confirmed = events.findIndex((e) => e.type === 'confirmed');
    expect(confirmed).toBeGreaterThan(-1);
    expect(confirmed).toBeLessThan(events.findIndex((e) => e.type === 'outcome'));
  });

  it('drops a candidate that passes the search but breaks the rest of the suite', async () => {
    const { outcome } = await play({
      candidates: [
        { candidate: aCandidate('a'), search: 'passes', confirm: 'suite' },
        wrong('b'),
        right('c'),
      ],
    });
    expect(outcome).toMatchObject({ verdict: 'solved', candidate: { id: 'c' } });
  });

  it('prefers the more believed of two that pass, names the other, and is less sure', async () => {
    const alone = await play({ candidates: [wrong('a'), right('b', 0.1)] });
    const rivals = await play({ candidates: [right('a', 0.1), right('b', 0.3), wrong('c')] });
    expect(rivals.outcome.candidate?.id).toBe('b');
    expect(rivals.outcome.alternatives.map((c) => c.id)).toEqual(['a']);
    expect(rivals.outcome.credence).toBeLessThan(alone.outcome.credence);
  });

  it('ends exhausted, with the reason, when no idea is left', async () => {
    const { outcome, recorded } = await play({ candidates: [wrong('a'), wrong('b')] });
    expect(outcome).toMatchObject({ verdict: 'exhausted', credence: 0 });
    expect(outcome.reason).toContain('no skill has another idea');
    expect(recorded[0]?.learned).toEqual([]);
    expect(recorded[0]?.updates).toContainEqual(
      expect.objectContaining({ key: 'failing-test/template-repair', failure: 1 }),
    );
  });

  it('stops when another candidate is worth less than its price', async () => {
    const poor = Array.from({ length: 80 }, (_, i) => ({
      candidate: aCandidate(`c${i}`, 0.000002),
      search: 'tests' as const,
    }));
    const { outcome } = await play({ candidates: poor });
    expect(outcome.verdict).toBe('exhausted');
    expect(outcome.reason).toContain('below its price');
    expect(outcome.spend.candidates).toBeLessThan(5);
  });

  it('goes on through long odds while there is nothing to show, and stops sooner once there is', async () => {
    const long = Array.from({ length: 40 }, (_, i) => ({
      candidate: aCandidate(`c${i}`, 0.001),
      search: 'tests' as const,
    }));
    const without = await play({ candidates: long });
    expect(without.outcome.reason).toContain('no skill has another idea');
    const withOne = await play({ candidates: [right('a', 0.3), ...long] });
    expect(withOne.outcome.verdict).toBe('solved');
    expect(withOne.outcome.spend.candidates).toBeLessThan(10);
  });

  it('that the time is up is not taken for a word of the person', async () => {
    const controller = new AbortController();
    const world: World = {
      candidates: [wrong('a'), wrong('b'), right('c')],
      onEvaluate: (count) =>
        count === 2 && controller.abort(new DOMException('the time is up', 'TimeoutError')),
    };
    const { outcome } = await play(world, aTask(), controller.signal);
    expect(outcome.verdict).toBe('exhausted');
    expect(outcome.reason).toContain('60 seconds is used up');
  });

  it('sees through what was found with the last candidate of the budget', async () => {
    const task = aTask({ budget: { seconds: 60, candidates: 1, tokens: 0, dollars: 0 } });
    const { events, outcome } = await play(
      { candidates: [{ candidate: aCandidate('a'), search: 'passes' }] },
      task,
    );
    expect(events.filter((event) => event.type === 'confirmed')).toHaveLength(1);
    expect(outcome.verdict).toBe('solved');
  });

  it('never evaluates more candidates than the budget allows', async () => {
    const many = Array.from({ length: 50 }, (_, i) => wrong(`c${i}`));
    const task = aTask({ budget: { seconds: 60, candidates: 7, tokens: 0, dollars: 0 } });
    const { outcome } = await play({ candidates: many }, task);
    expect(outcome.spend.candidates).toBe(7);
    expect(outcome.reason).toContain('7 candidates is used up');
  });

  it('stops by the clock', async () => {
    const many = Array.from({ length: 50 }, (_, i) => wrong(`c${i}`));
    const { outcome } = await play(
      { candidates: many, tick: 1 },
      aTask({ budget: { seconds: 20, candidates: 99, tokens: 0, dollars: 0 } }),
    );
    expect(outcome.reason).toContain('20 seconds is used up');
  });

  it('stops at once when cancelled, and learns nothing from what was cut off', async () => {
    const controller = new AbortController();
    const world: World = {
      candidates: [wrong('a'), wrong('b'), right('c')],
      onEvaluate: (count) => count === 2 && controller.abort(),
    };
    const { outcome, recorded } = await play(world, aTask(), controller.signal);
    expect(outcome.verdict).toBe('cancelled');
    expect(recorded[0]?.learned).toEqual([]);
    expect(outcome.spend.candidates).toBe(1);
  });

  it('only assesses when that is all it was asked', async () => {
    const { outcome, types } = await play({ candidates: [right('a')] }, aTask(), undefined, true);
    expect(types).toEqual(['started', 'surveyed', 'recalled', 'assessed', 'outcome']);
    expect(outcome.credence).toBeGreaterThan(0.2);
  });

  it('gives the same trace for the same seed', async () => {
    const world: World = { candidates: [wrong('a'), wrong('b'), right('c')] };
    expect((await play(world)).events).toEqual((await play(world)).events);
  });

  it('says nothing of a flaky test: what changed its mind is no target', async () => {
    const survey = aSurvey({ flaky: ['cart.test.ts::adds'] });
    const { outcome } = await play({ survey, candidates: [right('a')] });
    expect(outcome.verdict).toBe('asked');
  });

  it('does not take "could not check" for "passed"', async () => {
    const survey = aSurvey({
      tests: {
        status: 'could-not-run',
        results: [aTest('adds', 'failed')],
        fileErrors: [],
        evidence: { command: ['vitest'], seconds: 0, tail: '' },
        reason: 'vitest is not installed',
      },
      obstacles: [
        { kind: 'missing-dependency', message: 'vitest is not installed.', hint: 'Run npm install.' },
      ],
    });
    const { outcome } = await play({ survey, candidates: [right('a')] });
    expect(outcome.verdict).not.toBe('solved');
    expect(outcome.reason).toContain('vitest is not installed. Run npm install.');
  });
});
