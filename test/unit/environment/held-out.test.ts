import { describe, expect, it } from 'vitest';
import { splitRun } from '../../../src/environment/held-out.ts';
import type { TestReport, TestResult } from '../../../src/loop/types.ts';

const TESTS = ['a.test.ts::adds', 'b.test.ts::sorts'];
const HELD_OUT = ['a.test.ts::rounds', 'c.test.ts::joins'];

function reportOf(ended: Readonly<Record<string, TestResult['status']>>, over: Partial<TestReport> = {}) {
  const results = Object.entries(ended).map(([id, status]): TestResult => {
    const [file = '', name = ''] = id.split('::');
    return { id, file, name, status, frames: [] };
  });
  const evidence = { command: ['vitest, warm'], seconds: 0, tail: '' } as const;
  return { status: 'ran', results, fileErrors: [], evidence, ...over } satisfies TestReport;
}
const counting = { 'a.test.ts::adds': 'passed', 'b.test.ts::sorts': 'passed' } as const;

describe('a run that ends with the tests that are held out', () => {
  it('counts a failure among them for them alone', () => {
    const all = reportOf({ ...counting, 'a.test.ts::rounds': 'failed' });
    const { report, heldOut } = splitRun(all, TESTS, HELD_OUT, true);
    expect(report.results.map(({ id }) => id)).toEqual(TESTS);
    expect(report.status).toBe('ran');
    expect(heldOut).toEqual({ passed: 0, failed: 1 });
    const passing = reportOf({ ...counting, 'a.test.ts::rounds': 'passed', 'c.test.ts::joins': 'passed' });
    expect(splitRun(passing, TESTS, HELD_OUT, true).heldOut).toEqual({ passed: 2, failed: 0 });
  });

  it('says nothing of them when it ended before', () => {
    const early = reportOf({ 'a.test.ts::adds': 'failed' });
    expect(splitRun(early, TESTS, HELD_OUT, true)).toEqual({ report: early });
    const hung = reportOf({}, { status: 'timed-out', reason: 'the tests did not end in time' });
    expect(splitRun(hung, TESTS, HELD_OUT, true)).toEqual({ report: hung });
  });

  it('holds it against them, and not against the others, when it ends among them', () => {
    const hung = reportOf(counting, { status: 'timed-out', reason: 'the tests did not end in time' });
    const { report, heldOut } = splitRun(hung, TESTS, HELD_OUT, true);
    expect([report.status, report.reason, heldOut]).toEqual(['ran', undefined, { passed: 0, failed: 1 }]);
    const unloaded = reportOf(counting, {
      fileErrors: [{ file: 'c.test.ts', message: 'no such export', frames: [] }],
    });
    expect(splitRun(unloaded, TESTS, HELD_OUT, true)).toMatchObject({
      report: { status: 'ran', fileErrors: [] },
      heldOut: { passed: 0, failed: 1 },
    });
  });

  it('keeps what ends the others after the last of their results', () => {
    const hung = reportOf(counting, { status: 'timed-out', reason: 'the tests did not end in time' });
    expect(splitRun(hung, TESTS, HELD_OUT, false)).toEqual({ report: hung });
    const crashed = reportOf(counting, { status: 'crashed', reason: 'boom' });
    expect(splitRun(crashed, TESTS, HELD_OUT, false)).toEqual({ report: crashed });
  });

  it('is no verdict on them when it could not be run', () => {
    const unable = reportOf(counting, { status: 'could-not-run', reason: 'a loader of its own' });
    expect(splitRun(unable, TESTS, HELD_OUT, true)).toEqual({ report: unable });
  });

  it('keeps what is wrong with a file of the others', () => {
    const spoilt = reportOf(counting, {
      fileErrors: [{ file: 'b.test.ts', message: 'its clean-up failed', frames: [] }],
    });
    expect(splitRun(spoilt, TESTS, HELD_OUT, true)).toEqual({ report: spoilt });
  });
});
