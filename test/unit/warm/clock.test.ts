import { describe, expect, it } from 'vitest';
import { OutOfTime, StepClock } from '../../../src/environment/warm/worker/clock.ts';

function busy(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

/** Steps that a loop takes until it is thrown out; each costs what `work` does. */
function stepsUntilThrown(clock: StepClock, work: (step: number) => void): number {
  for (let step = 1; ; step += 1) {
    try {
      clock.step();
    } catch (error) {
      expect(error).toBeInstanceOf(OutOfTime);
      return step;
    }
    work(step);
  }
}

describe('the clock of steps', () => {
  it('throws a loop out after the steps that it may take', () => {
    const clock = new StepClock();
    clock.begin(60_000);
    clock.allow(5000);
    expect(stepsUntilThrown(clock, () => undefined)).toBe(5001);
    expect(clock.overrun).toBe(false);
  });

  it('throws a loop out of time soon, though its steps become dear', () => {
    const clock = new StepClock();
    clock.begin(40);
    // Cheap at first, so that the looks are far between.
    const steps = stepsUntilThrown(clock, (step) => busy(step < 3000 ? 0 : (step - 3000) / 100));
    expect(clock.overrun).toBe(true);
    // A look in each 2048 steps would come at 4096.
    expect(steps).toBeLessThan(3500);
  });

  it('leaves a run that has computed little its time, and no more than that', () => {
    const clock = new StepClock();
    const wait = (milliseconds: number): void =>
      void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
    clock.begin(40, 60_000);
    wait(120);
    expect(clock.left).toBeGreaterThan(10);
    expect(clock.overrun).toBe(false);
    stepsUntilThrown(clock, () => busy(1));
    expect(clock.left).toBe(0);
    expect(clock.overrun).toBe(true);
    clock.begin(40, 100);
    wait(120);
    expect(clock.overrun).toBe(true);
    // Where nothing else is said the clock alone decides.
    clock.begin(40);
    wait(60);
    expect(clock.overrun).toBe(true);
  });

  it('counts anew for each test', () => {
    const clock = new StepClock();
    clock.begin(60_000);
    clock.allow(100);
    for (let step = 0; step < 90; step += 1) clock.step();
    expect(clock.allow(100)).toBe(90);
    expect(stepsUntilThrown(clock, () => undefined)).toBe(101);
  });
});
