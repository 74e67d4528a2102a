import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ToldAssessment } from '../../src/engine/assess.ts';
import type { Diagnosis } from '../../src/engine/doctor/diagnosis.ts';
import type { VerificationReport } from '../../src/engine/verify/report.ts';
import { printHandbook } from '../../src/handbook/markdown.ts';
import { bytesOf, project, RUNNERS } from './support/projects.ts';
import { bundlesTheTerminal, scratch, terminal } from './support/terminal.ts';

const AGE = RUNNERS['node:test in TypeScript'];
const RIGHT = `--- a/src/age.ts
+++ b/src/age.ts
@@ -1,3 +1,3 @@
 export function isAdult(age: number): boolean {
-  return age > 18;
+  return age >= 18;
 }
`;
const WRONG = RIGHT.replace('+  return age >= 18;', '+  return age > 16;');
const CHEAT = RIGHT.replace(
  '+  return age >= 18;',
  '+  if (age === 18) return true;\n+  return age > 18;',
).replace('@@ -1,3 +1,3 @@', '@@ -1,3 +1,4 @@');

/** Another program's client, connected to `credence mcp FOLDER` as an agent outside the editor would. */
async function connected(folder: string, ...options: readonly string[]) {
  const { node, cli, env } = terminal();
  const state = mkdtempSync(join(scratch, 'state-'));
  const transport = new StdioClientTransport({
    command: node,
    args: [cli, 'mcp', folder, '--state-folder', state, ...options],
    env: env as Record<string, string>,
    stderr: 'ignore',
  });
  const client = new Client({ name: 'agent', version: '1.0.0' });
  await client.connect(transport);
  onTestFinished(() => client.close());
  const call = async <T>(name: string, given: Record<string, unknown>): Promise<T> => {
    const result = await client.callTool({ name, arguments: given }, { timeout: 50_000 });
    const [first] = result.content as readonly { readonly type: string; readonly text: string }[];
    if (result.isError === true) throw new Error(first?.text);
    return JSON.parse(first?.text ?? '') as T;
  };
  const verify = (given: Record<string, unknown>) => call<VerificationReport>('credence_verify_patch', given);
  return { client, call, verify };
}

describe('an agent that speaks the Model Context Protocol', () => {
  bundlesTheTerminal();

  it('learns what fails, has patches verified, and changes nothing by it', async () => {
    const folder = project(AGE);
    const before = bytesOf(folder);
    const { client, call, verify } = await connected(folder);
    const { tools } = await client.listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
      ['credence_assess', true],
      ['credence_verify_patch', true],
      ['credence_behaviors', true],
    ]);
    expect(tools[1]?.inputSchema.properties).toHaveProperty('diff');

    const assessed = await call<ToldAssessment>('credence_assess', {
      request: 'Make the failing tests pass',
    });
    expect(assessed).toMatchObject({ verdict: 'solve', tests: { passed: 2 } });
    expect(assessed.tests?.failed.map(({ id }) => id)).toEqual([
      expect.stringMatching(/eighteenth birthday/),
    ]);

    const right = await verify({ diff: RIGHT });
    expect(right).toMatchObject({
      verdict: 'verified',
      tests: {
        before: { passed: 2, failed: 1 },
        after: { passed: 3, failed: 0 },
        broken: [],
        stillFailing: [],
      },
      integrity: { status: 'passed', findings: [] },
    });
    expect(right.tests.fixed).toHaveLength(1);
    expect(right.credence).toBeGreaterThan(0.6);
    expect(right.diff).toMatch(/\+ {2}return age >= 18;/);

    const edits = [{ path: 'src/age.ts', oldText: 'age > 18', newText: 'age > 16' }];
    const wrong = await verify({ edits });
    expect(wrong).toMatchObject({ verdict: 'refuted', credence: 0 });
    expect(wrong.tests.broken).toEqual([expect.stringMatching(/the day before/)]);

    expect(bytesOf(folder)).toEqual(before);
  });

  it('is told of a cheat, of a patch that does not fit, and of a test that it does not fix', async () => {
    const { verify } = await connected(project(AGE));
    const cheat = await verify({ diff: CHEAT });
    expect([
      cheat.integrity.status === 'failed' || cheat.integrity.findings.length > 0,
      cheat.credence,
    ]).toEqual([true, expect.toSatisfy((credence: number) => credence < 0.75)]);
    const stale = await verify({ edits: [{ path: 'src/age.ts', oldText: 'age < 99', newText: 'age' }] });
    expect(stale).toMatchObject({ verdict: 'not-applied', reason: expect.stringMatching(/not in the file/) });
    const comment = { path: 'src/age.ts', oldText: "'minor';", newText: "'minor'; // not yet" };
    const besides = await verify({ edits: [comment], test: 'counts the eighteenth birthday' });
    expect(besides).toMatchObject({ verdict: 'refuted', reason: expect.stringMatching(/still fails/) });
    const same = { path: 'src/age.ts', oldText: 'age > 18', newText: '18 < age' };
    const leaves = await verify({ edits: [same] });
    expect(leaves).toMatchObject({
      verdict: 'verified',
      credence: expect.toSatisfy((credence: number) => credence < 0.4),
      reason: expect.stringMatching(/a failing test runs the changed code and fails as before/),
    });
  });

  it('gets nothing executed in a folder that is named as untrusted', async () => {
    const folder = project({ ...AGE, 'test/age.test.ts': 'process.exit(7);\n' });
    const { verify } = await connected(folder, '--untrusted');
    const report = await verify({ diff: RIGHT });
    expect(report).toMatchObject({ verdict: 'could-not-check', commands: [], rungs: [] });
    expect(report.reason).toMatch(/not trusted/);
    expect(report.credence).toBeUndefined();
  });

  it('recalls what was learned here, and only what fits', async () => {
    const line = (name: string, code: string, status: 'pinned' | 'disabled') => ({
      ...{ name, status, instruction: 'Look for the new name.', trigger: { code }, sources: [] },
      evidence: { usedSolved: 3, usedFailed: 0, withheldSolved: 0, withheldFailed: 1 },
    });
    const handbook = printHandbook([
      line('Include the limit', 'TS2322', 'pinned'),
      line('Names after a rename', 'TS2551', 'pinned'),
      line('Given up', 'TS2551', 'disabled'),
    ]);
    const { call } = await connected(project({ ...AGE, '.credence/handbook.md': handbook }));
    const names = async (query: Record<string, unknown>) => {
      const { behaviors } = await call<{ behaviors: { name: string }[] }>('credence_behaviors', query);
      return behaviors.map(({ name }) => name);
    };
    expect(await names({})).toEqual(['Include the limit', 'Names after a rename']);
    expect(await names({ code: 'TS2551' })).toEqual(['Names after a rename']);
    expect(await names({ code: 'TS1005' })).toEqual([]);
  });

  it('is refused what has not the form that was told', async () => {
    const { client } = await connected(project(AGE));
    const wrong = { name: 'credence_verify_patch', arguments: { diff: 7, command: 'rm -rf /' } };
    const told = await client.callTool(wrong).then(
      (result) => JSON.stringify(result),
      (error: unknown) => String(error),
    );
    expect(told).toMatch(/invalid/i);
  });
});

describe('credence verify and credence doctor', () => {
  bundlesTheTerminal();

  const run = (...argv: readonly string[]) => {
    const { node, cli, env } = terminal();
    const state = mkdtempSync(join(scratch, 'state-'));
    const ended = spawnSync(node, [cli, ...argv, '--state-folder', state], {
      cwd: scratch,
      env,
      encoding: 'utf8',
    });
    return { code: ended.status, stdout: ended.stdout, stderr: ended.stderr };
  };

  it('ends with 0 for a right patch and with 2 for a wrong one', () => {
    const folder = project(AGE);
    const [right, wrong] = [RIGHT, WRONG].map((diff, at) => {
      const file = join(scratch, `patch-${at}.diff`);
      writeFileSync(file, diff);
      return run('verify', file, folder, '--json');
    });
    expect([right?.code, wrong?.code]).toEqual([0, 2]);
    expect(JSON.parse(right?.stdout ?? '')).toMatchObject({ verdict: 'verified' });
    expect(JSON.parse(wrong?.stdout ?? '')).toMatchObject({ verdict: 'refuted' });
  });

  it('says which patch is missing, which folder, and what can confine tests', () => {
    expect(run('verify')).toMatchObject({ code: 1, stderr: expect.stringMatching(/Which patch/) });
    expect(run('verify', 'no-such.diff', scratch)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/cannot be read/),
    });
    // Who mistypes what is to confine the tests does not want less than that.
    expect(run('verify', 'any.diff', scratch, '--sandbox', 'dcker:shop')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/--sandbox takes/),
    });
    expect(run('doctor', 'no-such-folder')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/no folder/),
    });
  });

  it('finds what an episode would use, and what is missing', () => {
    const fine = run('doctor', project(AGE), '--json');
    const { checks }: Diagnosis = JSON.parse(fine.stdout);
    expect(fine.code).toBe(0);
    expect(checks.find(({ area }) => area === 'runner')?.found).toMatch(/node:test, 1 test file/);
    const none = run(
      'doctor',
      project({ 'package.json': '{"scripts":{"test":"jest"}}', 'a.js': '' }, { linked: false }),
      '--json',
    );
    expect(none.code).toBe(2);
    const missing = (JSON.parse(none.stdout) as Diagnosis).checks.filter(
      ({ status }) => status === 'missing',
    );
    expect(missing).toMatchObject([{ area: 'runner', next: expect.stringMatching(/./) }]);
    const untrusted = run('doctor', project(AGE), '--untrusted', '--json');
    expect(untrusted.code).toBe(2);
    expect((JSON.parse(untrusted.stdout) as Diagnosis).checks.some(({ area }) => area === 'runner')).toBe(
      false,
    );
  });
});
