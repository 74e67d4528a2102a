import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BROKEN, bytesOf, project, RUNNERS } from './support/projects.ts';
import { bundlesTheTerminal, run, scratch, start } from './support/terminal.ts';

/** A word that only this project's processes have on their command line or in their folder's name. */
function processesIn(temporary: string): readonly string[] {
  const listing = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' });
  return listing.split('\n').filter((line) => line.includes(temporary));
}

const ENDLESS = {
  ...BROKEN,
  'test/age.test.js': `${BROKEN['test/age.test.js']}\ntest('never ends', () => { for (;;) {} });\n`,
};
const ENDLESS_PYTHON = {
  ...RUNNERS.pytest,
  'tests/test_endless.py': 'def test_endless():\n    while True:\n        pass\n',
};

describe('an episode that is cut off', () => {
  bundlesTheTerminal();

  it.each([
    ['JavaScript', ENDLESS],
    ['Python', ENDLESS_PYTHON],
  ])('ends within its budget although a %s test never does', async (_what, files) => {
    const temporary = mkdtempSync(join(scratch, 'temporary-'));
    const folder = project(files);
    const before = bytesOf(folder);
    const running = start([folder, '--budget-seconds', '3'], { temporary });
    const ended = await running.ended;
    expect(ended.code, ended.stderr).toBe(2);
    // Far from the minute that one run of a test may take, however busy the machine is.
    expect(ended.seconds).toBeLessThan(30);
    expect(ended.outcome?.reason).toMatch(/budget|3 seconds|time/);
    expect(running.leftovers()).toEqual([]);
    expect(processesIn(temporary)).toEqual([]);
    expect(bytesOf(folder)).toEqual(before);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('by %s says so and leaves nothing', async (signal) => {
    const temporary = mkdtempSync(join(scratch, 'temporary-'));
    const folder = project(ENDLESS);
    const before = bytesOf(folder);
    const running = start([folder, '--budget-seconds', '60'], { temporary });
    await running.seen('started');
    await wait(1500);
    running.child.kill(signal);
    const ended = await running.ended;
    expect(ended.code, ended.stderr).toBe(130);
    expect(ended.outcome).toMatchObject({ verdict: 'cancelled', diff: '' });
    expect(ended.seconds).toBeLessThan(20);
    expect(running.leftovers()).toEqual([]);
    expect(processesIn(temporary)).toEqual([]);
    expect(bytesOf(folder)).toEqual(before);
  });

  it('by SIGKILL leaves what the next start takes away', async () => {
    const temporary = mkdtempSync(join(scratch, 'temporary-'));
    const first = start([project(ENDLESS), '--budget-seconds', '60'], { temporary });
    await first.seen('started');
    while (first.leftovers().length === 0) await wait(50);
    await wait(1000);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(first.leftovers()).not.toEqual([]);

    const next = await run([project(BROKEN), '--assess', '--budget-seconds', '30'], { temporary });
    expect(next.code, next.stderr).toBe(0);
    expect(first.leftovers()).toEqual([]);
    expect(processesIn(temporary)).toEqual([]);
  });
});
