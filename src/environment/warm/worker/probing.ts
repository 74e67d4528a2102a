import type { FromWorker, ToWorker } from '../protocol.ts';
import type { Calls } from './calls.ts';
import { now, type StepClock } from './clock.ts';
import type { GlobalsGuard } from './globals.ts';
import { harmlessly } from './harmless.ts';
import { IMPATIENT, PATIENT, probe } from './prober.ts';

/** Inputs that may hang before the others are given less time. */
const MOST_HUNG = 4;

interface Parts {
  readonly calls: Calls;
  readonly clock: StepClock;
  readonly guard: GlobalsGuard;
  /** Runs the tests. */
  run(): Promise<FromWorker>;
}

type Request = Extract<ToWorker, { type: 'probe' }>;

/**
 * Runs the tests of one version while their calls are recorded, then inputs made from these calls.
 */
export async function probeCalls(request: Request, { calls, clock, guard, run }: Parts): Promise<FromWorker> {
  const began = now();
  const { id } = request;
  calls.begin(request.wanted);
  const ran = await run();
  const bases = calls.end();
  if (ran.type !== 'ran' || ran.status !== 'ran' || ran.fileErrors.length > 0) {
    const reason = ran.type === 'ran' ? (ran.reason ?? 'its tests could not be loaded') : 'it did not run';
    return { type: 'probed', id, calls: [], outcomes: [], reason };
  }
  const left = request.limit - (now() - began);
  clock.begin(left);
  const outcomes = await harmlessly(async () => {
    const all: Extract<FromWorker, { type: 'probed' }>['outcomes'][number][] = [];
    for (const input of request.inputs) {
      const base = bases.get(input.base);
      if (clock.overrun) break;
      if (base === undefined) all.push({ input: input.id, kind: 'unmatched', value: null, changed: [] });
      else {
        const hung = all.filter(({ kind }) => kind === 'hung').length;
        all.push(await probe(input, base, clock, hung < MOST_HUNG ? PATIENT : IMPATIENT));
      }
    }
    return all;
  });
  // An error that nobody caught is no outcome of a later candidate.
  await guard.takeUncaught();
  return { type: 'probed', id, calls: [...bases.values()].map(({ wire }) => wire), outcomes };
}
