import type { FromWorker, ToWorker } from '../protocol.ts';
import type { Calls } from './calls.ts';
import { now, type StepClock } from './clock.ts';
import type { GlobalsGuard } from './globals.ts';
import { harmlessly } from './harmless.ts';
import { patienceFor, probe } from './prober.ts';
import { VirtualTime } from './virtual-time.ts';

/** So many inputs hang, and so large a share of those that were run, before no other is run: what takes long on some need not on others. */
const MOST_HUNG = 20;
const MOSTLY = 0.8;

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
    return { type: 'probed', id, calls: [], outcomes: [], steps: 0, longest: 0, reason };
  }
  const left = request.limit - (now() - began);
  clock.begin(left);
  let steps = 0;
  let longest = 0;
  const time = new VirtualTime();
  const outcomes = await harmlessly(async () => {
    const all: Extract<FromWorker, { type: 'probed' }>['outcomes'][number][] = [];
    let hung = 0;
    for (const input of request.inputs) {
      const base = bases.get(input.base);
      const isGivenUp = hung >= MOST_HUNG && hung >= MOSTLY * all.length;
      if (clock.overrun || steps >= request.steps || isGivenUp) break;
      if (base === undefined) all.push({ input: input.id, kind: 'unmatched', value: null, changed: [] });
      else {
        const { outcome, taken } = await probe(
          input,
          base,
          { clock, time },
          patienceFor(hung, all.length, request.enough),
        );
        steps += taken;
        if (outcome.kind === 'hung') hung += 1;
        else longest = Math.max(longest, taken);
        all.push(outcome);
      }
    }
    return all;
  }).finally(() => time.end());
  // An error that nobody caught is no outcome of a later candidate.
  await guard.takeUncaught();
  return { type: 'probed', id, calls: [...bases.values()].map(({ wire }) => wire), outcomes, steps, longest };
}
