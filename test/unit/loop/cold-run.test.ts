import { describe, expect, it } from 'vitest';
import type { TraceEvent } from '../../../src/loop/events.ts';
import { solve } from '../../../src/loop/loop.ts';
import type { Environment } from '../../../src/loop/ports.ts';
import type { Comparison } from '../../../src/loop/types.ts';
import { aCandidate, anObservation, aTask, portsOf, type World } from '../../support/world.ts';

const right = (id: string, share: number) => ({
  candidate: aCandidate(id, share),
  search: 'passes' as const,
});
const wrong = (id: string) => ({ candidate: aCandidate(id, 0.02), search: 'tests' as const });

/** Plays an episode whose cold runs last until something happens. */
async function play(
  world: World,
  confirm: Environment['confirm'],
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly TraceEvent[]> {
  const ports = portsOf(world);
  const environment = { ...ports.environment, confirm };
  const events: TraceEvent[] = [];
  const options = { version: 'test', assessOnly: false };
  for await (const event of solve(aTask(), { ...ports, environment }, options, signal)) events.push(event);
  return events;
}

/** A cold run that ends when it is told to, or cancelled. */
function held(signal: Parameters<Environment['confirm']>[2], until: Promise<void>): Promise<void> {
  return Promise.race([
    until,
    new Promise<void>((resolve) => signal.addEventListener('abort', resolve, { once: true })),
  ]);
}

/** Whose cold run was counted, in order. */
function confirmedIn(events: readonly TraceEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'confirmed' ? [event.candidate] : []));
}

describe('the cold run of a patch that passed the search', () => {
  it('goes on beside the search for rivals, and nothing is offered before it has ended', async () => {
    let end = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      end = resolve;
    });
    const candidates = [right('a', 0.1), wrong('b'), wrong('c'), wrong('d')];
    const events = await play(
      { candidates, onEvaluate: (count) => count === 3 && end() },
      async (candidate, _target, signal) => {
        await held(signal, until);
        return anObservation(candidate.id, 'passes');
      },
    );
    const types = events.map(({ type }) => type);
    const [first, second] = events.flatMap(({ type }, at) => (type === 'observed' ? [at] : []));
    expect(second).toBeGreaterThan(first ?? 0);
    expect(second).toBeLessThan(types.indexOf('confirmed'));
    expect(types.filter((type) => type === 'confirmed')).toHaveLength(1);
    expect(types.indexOf('confirmed')).toBeLessThan(types.indexOf('outcome'));
    expect(events.at(-1)).toMatchObject({ type: 'outcome', verdict: 'solved' });
  });

  it('begins as soon as one passes, before those that pass are compared', async () => {
    const done: string[] = [];
    const comparison = (): Comparison => {
      done.push('compared');
      return { behaviours: [], inputs: 0, differences: [], seconds: 0, reason: 'nothing to compare by' };
    };
    await play({ candidates: [right('a', 0.1), wrong('b')], comparison }, async (candidate) => {
      done.push(`begun ${candidate.id}`);
      return anObservation(candidate.id, 'passes');
    });
    expect(done.slice(0, 2)).toEqual(['begun a', 'compared']);
  });

  it('is not begun for one that passes later and would not take the place of what is confirmed', async () => {
    const runs: string[] = [];
    const events = await play(
      { candidates: [right('a', 0.1), right('b', 0.02), wrong('c')] },
      async (candidate) => {
        runs.push(candidate.id);
        return anObservation(candidate.id, 'passes');
      },
    );
    const observed = events.flatMap((event) =>
      event.type === 'observed' ? [event.observation.candidate] : [],
    );
    expect(observed).toContain('b');
    expect(runs).toEqual(['a']);
  });

  it('is ended at once when a better patch takes over, whose own is seen through', async () => {
    const cancelled: string[] = [];
    const events = await play(
      { candidates: [right('a', 0.05), right('b', 0.6)] },
      async (candidate, _target, signal) => {
        if (candidate.id === 'a') {
          await held(signal, new Promise(() => undefined));
          cancelled.push('a');
        }
        return anObservation(candidate.id, 'passes');
      },
    );
    expect(cancelled).toEqual(['a']);
    expect(confirmedIn(events)).toEqual(['b']);
    const last = events.at(-1);
    expect(last?.type === 'outcome' && last.outcome.candidate?.id).toBe('b');
  });

  it('counts when it was done before the budget ended', async () => {
    const controller = new AbortController();
    const late = new DOMException('the time is up', 'TimeoutError');
    const events = await play(
      {
        candidates: [right('a', 0.1), wrong('b'), wrong('c'), wrong('d')],
        onEvaluate: (count) => count === 2 && controller.abort(late),
      },
      async (candidate) => anObservation(candidate.id, 'passes'),
      controller.signal,
    );
    expect(confirmedIn(events)).toEqual(['a']);
    const last = events.at(-1);
    expect(last).toMatchObject({ type: 'outcome', verdict: 'solved' });
    expect(last?.type === 'outcome' && last.outcome.candidate?.id).toBe('a');
  });

  it('proves nothing when the budget cuts it off, whatever it says', async () => {
    const controller = new AbortController();
    const late = new DOMException('the time is up', 'TimeoutError');
    const events = await play(
      {
        candidates: [right('a', 0.1), wrong('b'), wrong('c'), wrong('d')],
        onEvaluate: (count) => count === 2 && controller.abort(late),
      },
      async (candidate, _target, signal) => {
        await held(signal, new Promise(() => undefined));
        return anObservation(candidate.id, 'passes');
      },
      controller.signal,
    );
    expect(confirmedIn(events)).toEqual([]);
    expect(events.at(-1)).toMatchObject({ type: 'outcome', verdict: 'exhausted' });
  });

  it.each(['passes', 'suite'] as const)(
    'counts once when it was done before a better patch took over, and ended with: %s',
    async (ending) => {
      const runs: string[] = [];
      const events = await play({ candidates: [right('a', 0.05), right('b', 0.6)] }, async (candidate) => {
        runs.push(candidate.id);
        return anObservation(candidate.id, candidate.id === 'a' ? ending : 'passes');
      });
      expect(runs).toEqual(['a', 'b']);
      expect(confirmedIn(events)).toEqual(['a', 'b']);
      const last = events.at(-1);
      expect(last?.type === 'outcome' && last.outcome.candidate?.id).toBe('b');
      const reflected = events.flatMap((event) => (event.type === 'reflected' ? [event.reflection] : []));
      const path = reflected.flatMap(({ updates }) => updates).filter(({ key }) => /search-path/.test(key));
      expect(path.some(({ failure }) => failure > 0)).toBe(ending === 'suite');
    },
  );

  it('is left to nobody when the person stops the episode', async () => {
    const controller = new AbortController();
    let running = 0;
    const world: World = {
      candidates: [right('a', 0.1), ...Array.from({ length: 9 }, (_, at) => wrong(`w${at}`))],
      onEvaluate: (count) => count === 3 && controller.abort(),
    };
    const events = await play(
      world,
      async (candidate, _target, signal) => {
        running += 1;
        await held(signal, new Promise(() => undefined));
        running -= 1;
        return anObservation(candidate.id, 'passes');
      },
      controller.signal,
    );
    expect(events.at(-1)).toMatchObject({ type: 'outcome', verdict: 'cancelled' });
    expect(running).toBe(0);
  });

  it('is left to nobody when the search throws', async () => {
    let running = 0;
    const world: World = {
      candidates: [right('a', 0.1), wrong('b'), wrong('c')],
      onEvaluate: (count) => {
        if (count === 2) throw new Error('the search is broken');
      },
    };
    const episode = play(world, async (candidate, _target, signal) => {
      running += 1;
      await held(signal, new Promise(() => undefined));
      running -= 1;
      return anObservation(candidate.id, 'passes');
    });
    await expect(episode).rejects.toThrow('the search is broken');
    expect(running).toBe(0);
  });

  it('that throws ends the episode with what it threw', async () => {
    const failing = async (): Promise<never> => {
      throw new Error('the disk is gone');
    };
    await expect(play({ candidates: [right('a', 0.1), wrong('b')] }, failing)).rejects.toThrow('the disk');
  });
});
