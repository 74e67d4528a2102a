import { describe, expect, it } from 'vitest';
import { TellingRun } from '../../../src/environment/warm/worker/telling-run.ts';

describe('a run of tests in the order of their file', () => {
  it('ends at the first failure when all that was asked for before it has been told', () => {
    const run = new TellingRun(new Set(['target', 'first', 'last']));
    run.ended('first', false);
    expect(run.isOver).toBe(false);
    run.ended('target', true);
    expect(run.isOver).toBe(true);
  });

  it('goes on to what was asked for before the test that failed, and spares the others', () => {
    const run = new TellingRun(new Set(['half', 'whole', 'other']));
    expect(run.spares('other')).toBe(false);
    run.ended('whole', true);
    expect([run.isOver, run.spares('other'), run.spares('half'), run.spares('unasked')]).toEqual([
      ...[false, true, false, false],
    ]);
    run.ended('half', false);
    expect(run.isOver).toBe(true);
  });

  it('does not end where nothing fails', () => {
    const run = new TellingRun(new Set(['one']));
    run.ended('one', false);
    expect(run.isOver).toBe(false);
  });
});
