import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOf, project, RUNNERS } from './support/projects.ts';
import { bundlesTheTerminal, run } from './support/terminal.ts';

describe('a one-token bug is found, proved and fixed', () => {
  bundlesTheTerminal();

  it.each(Object.entries(RUNNERS))('with %s', async (name, files) => {
    const folder = project(files);
    const before = bytesOf(folder);
    const ended = await run([folder, '--budget-seconds', '50', '--budget-candidates', '24']);

    expect(ended.outcome, ended.stderr).toMatchObject({ verdict: 'solved' });
    expect(ended.code).toBe(0);
    expect(ended.outcome?.diff).toMatch(/^\+.*age >= 18/m);
    const evidence = ended.outcome?.outcome.evidence;
    expect(evidence?.testsBefore).toEqual({ passed: 2, failed: 1 });
    expect(evidence?.testsAfter).toEqual({ passed: 3, failed: 0 });
    expect(evidence?.commands.length).toBeGreaterThanOrEqual(2);
    expect(bytesOf(folder), `${name}: nothing is written before it is accepted`).toEqual(before);
  });

  it('writes exactly the patch with --apply, and finds nothing to do afterwards', async () => {
    const folder = project(RUNNERS['node:test in JavaScript']);
    const before = bytesOf(folder);
    const first = await run([folder, '--apply', '--budget-seconds', '50', '--budget-candidates', '24']);
    expect(first.code, first.stderr).toBe(0);
    const after = bytesOf(folder);
    expect(after).toEqual({
      ...before,
      'src/age.js': before['src/age.js']?.replace('age > 18', 'age >= 18'),
      '.credence/handbook.md': after['.credence/handbook.md'],
    });
    expect(readFileSync(join(folder, '.credence/handbook.md'), 'utf8')).toMatch(/comparison/);

    const second = await run([folder, '--budget-seconds', '50', '--budget-candidates', '24']);
    expect(second.code).toBe(2);
    expect(second.outcome?.reason).toMatch(/all 3 tests pass/);
    expect(bytesOf(folder)).toEqual(after);
  });
});
