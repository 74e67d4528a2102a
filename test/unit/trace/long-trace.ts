import type { TraceEvent } from '../../../src/loop/events.ts';
import type { Observation } from '../../../src/loop/types.ts';
import { aCandidate, anObservation, aTask } from '../../support/world.ts';

/** A trace of about so many events, as a search of thousands of candidates leaves it: three for each candidate. */
export function longTrace(events: number): readonly TraceEvent[] {
  const trace: TraceEvent[] = [{ at: 0, type: 'started', task: aTask(), version: '0' }];
  for (let step = 0; trace.length < events; step += 1) {
    const at = step / 100;
    const id = `c${step}`;
    const passes = step % 100 === 99;
    const observation: Observation = {
      ...anObservation(id, passes ? 'passes' : 'tests'),
      signature: passes ? '' : `way ${step % 7}`,
    };
    trace.push({ at, type: 'proposed', step, candidate: aCandidate(id), diff: `@@ -${step} @@\n-a\n+b` });
    trace.push({ at, type: 'observed', step, observation, reward: { total: (step % 50) / 50, parts: [] } });
    if (step % 250 === 0)
      trace.push({
        at,
        type: 'strategy',
        strategy: {
          weights: [
            { skill: 'template-repair', weight: 1 / (1 + step), why: '' },
            { skill: 'direct-edit', weight: step / (1 + step), why: '' },
          ],
        },
      });
    trace.push(
      passes
        ? { at, type: 'confirmed', candidate: id, observation }
        : {
            at,
            type: 'critiqued',
            critique: { candidate: id, type: 'logic', evidence: `way ${step % 7}`, advice: '' },
          },
    );
  }
  return trace;
}
