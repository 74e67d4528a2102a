import { describe, expect, it } from 'vitest';
import { EarlyFixes } from '../../../src/engine/early-fixes.ts';
import type { VerifiedFix } from '../../../src/engine/protocol.ts';

const fix = (id: string, more: Partial<VerifiedFix> = {}): VerifiedFix => ({
  ...{ id, title: 'Change a to b', credence: 0.8, patch: [], types: 'TypeScript' },
  ...more,
});
const TESTS = { passed: 3, failed: 0 };
const learn = async () => ['learned'];

/** What a person is told of each problem: the fix, whether its tests are to come, or that it is taken back. */
function scene() {
  const told: string[] = [];
  const taken = new Map<number, () => Promise<readonly string[]>>();
  const early = new EarlyFixes({
    onNotice: () => undefined,
    onFix: (problem, { id, testing, tests }, learned) => {
      told.push(`${problem}: ${id} ${testing ? 'testing' : tests ? 'tested' : 'untested'}`);
      taken.set(problem, learned);
    },
    onTakenBack: (problem) => told.push(`${problem}: none`),
  });
  early.onFix(0, fix('early-0'), learn);
  early.onFix(1, fix('early-1'), learn);
  early.onFix(-1, fix('early-all'), learn);
  return { told, early, take: (problem: number) => taken.get(problem)?.() };
}

describe('a fix that the compiler has found in order before the tests have run', () => {
  const BEFORE = ['0: early-0 testing', '1: early-1 testing'];

  it('is followed by what the tests say, and taken back where they fail; all at once is told only once tested', () => {
    const { told, early } = scene();
    expect(told).toEqual(BEFORE);
    early.tested().onFix(1, fix('late-1', { tests: TESTS }), learn);
    early.tested().onFix(-1, fix('late-all', { tests: TESTS }), learn);
    early.settle(true);
    early.settle(true);
    expect(told).toEqual([...BEFORE, '1: late-1 tested', '-1: late-all tested', '0: none']);
  });

  it('stays as it is where the tests take too long, and says so', () => {
    const { told, early } = scene();
    early.settle(false);
    expect(told).toEqual([...BEFORE, '0: early-0 untested', '1: early-1 untested', '-1: early-all untested']);
  });

  it('is taken back as soon as the tests refute it, whatever becomes of the others', () => {
    const { told, early } = scene();
    early.tested().onNone?.(0);
    early.tested().onNone?.(2);
    early.settle(false);
    expect(told).toEqual([...BEFORE, '0: none', '1: early-1 untested']);
  });

  it('teaches nothing to who takes it before the tests have run', async () => {
    const { early, take } = scene();
    expect(await take(0)).toEqual([]);
    early.tested().onFix(1, fix('late-1', { tests: TESTS }), learn);
    expect(await take(1)).toEqual(['learned']);
  });
});
