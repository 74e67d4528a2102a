import { describe, expect, it } from 'vitest';
import { fixtureProject, lineOf, named, runIn } from '../../support/projects.ts';

/** The same story for each runner; the fixture projects hold the same tests in each runner's own words. */
const RUNNERS = [
  { fixture: 'vitest', extension: 'ts', source: 'ts', module: 'ts' },
  { fixture: 'jest', extension: 'js', source: 'js', module: 'js' },
  { fixture: 'mocha', extension: 'js', source: 'js', module: 'js' },
  { fixture: 'node-test', extension: 'ts', source: 'ts', module: 'mjs' },
] as const;

describe.each(RUNNERS)('$fixture', ({ fixture, extension, source, module }) => {
  const outcomes = `test/outcomes.test.${extension}`;
  const cart = `src/cart.${source}`;
  const missing = `test/missing.test.${extension}`;
  const syntax = `test/syntax.test.${fixture === 'node-test' ? 'mjs' : extension}`;

  it('reports what each test did, and the files that could not be loaded beside it', async () => {
    const folder = fixtureProject(fixture);
    const hook = `test/hook.test.${module}`;
    const report = await runIn(folder, [outcomes, missing, syntax, hook]);
    expect(report.reason).toBeUndefined();
    expect(report.status).toBe('ran');
    const only = (title: string) => {
      const found = named(report, title);
      expect(found, title).toHaveLength(1);
      return found[0];
    };
    expect(only('adds')).toMatchObject({ status: 'passed', file: outcomes, frames: [] });
    const failed = only('fails on the sum');
    expect(failed).toMatchObject({ status: 'failed', file: outcomes, expected: '4', actual: '3' });
    expect(failed?.message).toMatch(/3/);
    expect(failed?.frames[0]).toMatchObject({
      path: outcomes,
      line: lineOf(folder, outcomes, '// assertion'),
    });
    const deep = only('throws deep');
    expect(deep?.message).toContain('too few prices');
    expect(deep?.frames.map(({ path, line }) => ({ path, line }))).toEqual([
      { path: cart, line: lineOf(folder, cart, '// deep') },
      { path: cart, line: lineOf(folder, cart, '// middle') },
      { path: outcomes, line: lineOf(folder, outcomes, '// outer') },
    ]);
    expect(only('is skipped')?.status).toBe('skipped');
    const twice = named(report, 'twice');
    expect(twice.map((test) => test.status)).toEqual(['passed', 'failed']);
    expect(new Set(report.results.map((test) => test.id)).size).toBe(report.results.length);
    expect(only('ünïcode “quoted” \'single\' "double" 🦊')?.status).toBe('passed');
    expect(only('is noisy')?.status).toBe('passed');
    expect(report.fileErrors.map((error) => error.file).toSorted()).toEqual([missing, syntax].toSorted());
    expect(report.fileErrors.find((error) => error.file === missing)?.message).toContain('missing');
    const spoilt = report.fileErrors.find((error) => error.file === syntax);
    expect(`${spoilt?.message}`).not.toContain('/credence-');
    if (fixture === 'mocha' || fixture === 'node-test') expect(spoilt?.message).toMatch(/^SyntaxError: /);
    expect(report.results.filter((test) => test.file === hook && test.status === 'failed')).not.toEqual([]);
    expect(JSON.stringify(report.results)).toContain('no database');
    expect(report.results.every((test) => !test.file.startsWith('/'))).toBe(true);
  });

  it('calls a run in which a test ends the process crashed', async () => {
    const report = await runIn(fixtureProject(fixture), [`test/exits.test.${module}`]);
    expect(report.status === 'crashed' || named(report, 'exits')[0]?.status === 'failed').toBe(true);
    expect(named(report, 'exits').map((test) => test.status)).not.toContain('passed');
    if (fixture !== 'vitest') expect(report.status).toBe('crashed');
  });

  it('ends a test that never ends, and says so', async () => {
    const report = await runIn(fixtureProject(fixture), [`test/endless.test.${module}`], { limitSeconds: 4 });
    expect(report.status).toBe('timed-out');
    expect(report.evidence.seconds).toBeLessThan(30);
  });

  it('does not call a file without tests a pass', async () => {
    const report = await runIn(fixtureProject(fixture), [`test/nothing.test.${module}`]);
    expect(report.results).toEqual([]);
    expect(report.status === 'could-not-run' || report.fileErrors.length === 1).toBe(true);
  });
});

describe('what the project’s own script says', () => {
  it('reaches jest: its configuration', async () => {
    const report = await runIn(fixtureProject('jest'), ['test/outcomes.test.js']);
    expect(named(report, 'sees the configuration')[0]?.status).toBe('passed');
  });

  it('reaches mocha through another script: required modules, variables and file patterns', async () => {
    const folder = fixtureProject('mocha');
    const report = await runIn(folder, ['test/outcomes.test.js', 'test/await.test.mjs']);
    expect(named(report, 'sees the script')[0]?.status).toBe('passed');
    const [early] = report.fileErrors;
    expect(early).toMatchObject({
      file: 'test/await.test.mjs',
      frames: [{ path: 'test/await.test.mjs', line: 1 }],
    });
    expect(early?.message).toContain('too early');
  });

  it('reaches node:test: its preloaded modules', async () => {
    const report = await runIn(fixtureProject('node-test'), ['test/outcomes.test.ts']);
    expect(named(report, 'sees the script')[0]?.status).toBe('passed');
  });
});

describe('node:test', () => {
  it('reads CommonJS, modules, subtests, failing hooks and an await at the top that fails', async () => {
    const folder = fixtureProject('node-test');
    const files = ['common.test.cjs', 'module.test.mjs', 'await.test.mjs', 'hook.test.mjs'];
    const report = await runIn(
      folder,
      files.map((file) => `test/${file}`),
    );
    expect(report.status).toBe('ran');
    expect(named(report, 'inner')[0]).toMatchObject({ name: 'common > inner', status: 'passed' });
    expect(named(report, 'wrong')[0]).toMatchObject({ status: 'failed', expected: '2', actual: '1' });
    expect(named(report, 'wrong')[0]?.frames[0]?.line).toBe(
      lineOf(folder, 'test/common.test.cjs', '// inner'),
    );
    expect(named(report, 'module')[0]?.status).toBe('passed');
    expect(named(report, 'hooked')[0]).toMatchObject({ status: 'failed', message: 'no database' });
    expect(named(report, 'needs it')[0]?.status).toBe('failed');
    expect(named(report, 'closing')[0]).toMatchObject({ status: 'failed', message: 'cannot close' });
    expect(report.fileErrors).toHaveLength(1);
    expect(report.fileErrors[0]).toMatchObject({ file: 'test/await.test.mjs' });
    expect(report.fileErrors[0]?.message).toContain('too early');
    expect(report.fileErrors[0]?.frames[0]?.line).toBe(lineOf(folder, 'test/await.test.mjs', '// await'));
  });
});

describe('vitest', () => {
  it('calls a run crashed whose worker was lost, though no test failed', async () => {
    const report = await runIn(fixtureProject('vitest'), ['test/leaves.test.ts', 'test/outcomes.test.ts']);
    expect(report.status).toBe('crashed');
    expect(named(report, 'leaves').map((test) => test.status)).not.toContain('passed');
  });
});
