import { describe, expect, it } from 'vitest';
import { fixtureProject, lineOf, named, projectOf, runIn } from '../../support/projects.ts';

describe.each(['pytest', 'unittest'])('%s', (fixture) => {
  const outcomes = 'tests/test_outcomes.py';
  const cart = fixture === 'pytest' ? 'src/shop/cart.py' : 'shop/cart.py';
  const missing = 'tests/test_missing.py';
  const syntax = 'tests/test_syntax.py';

  it('reports what each test did, and the files that could not be loaded beside it', async () => {
    const folder = fixtureProject(fixture);
    const report = await runIn(folder, [outcomes, missing, syntax]);
    expect(report.reason).toBeUndefined();
    expect(report.status).toBe('ran');
    const status = (title: string) => named(report, title).map((test) => test.status);
    expect(status('test_adds')).toEqual(['passed']);
    expect(named(report, 'test_fails_on_the_sum')).toMatchObject([
      {
        file: outcomes,
        name: 'TestCart > test_fails_on_the_sum',
        expected: '4',
        actual: '3',
        frames: [{ path: outcomes, line: lineOf(folder, outcomes, '# assertion') }],
      },
    ]);
    const deep = named(report, 'test_throws_deep')[0];
    expect(deep?.message).toContain('ValueError: too few prices');
    expect(deep?.frames[0]).toMatchObject({ path: cart, line: lineOf(folder, cart, '# deep') });
    expect(deep?.frames.at(-1)?.path).toBe(outcomes);
    expect(status('test_is_skipped')).toEqual(['skipped']);
    expect(status('test_is_expected_to_fail')).toEqual(['skipped']);
    expect(status('test_is_noisy')).toEqual(['passed']);
    expect(report.fileErrors.map((error) => error.file).toSorted()).toEqual([missing, syntax]);
    const lost = report.fileErrors.find((error) => error.file === missing);
    expect(lost?.message).toContain("No module named 'shop.nothing'");
    expect(lost?.frames[0]).toMatchObject({ path: missing });
    const spoilt = report.fileErrors.find((error) => error.file === syntax);
    expect(spoilt?.message).toContain('SyntaxError');
    expect(spoilt?.frames[0]).toMatchObject({ path: syntax });
    expect(JSON.stringify(report.results)).toContain('no database');
  });

  it('never calls a run in which a test ends the process a pass', async () => {
    const report = await runIn(fixtureProject(fixture), ['tests/test_exits.py']);
    expect(report.status).toBe('crashed');
  });

  it('ends a test that never ends, and says so', async () => {
    const report = await runIn(fixtureProject(fixture), ['tests/test_endless.py'], { limitSeconds: 3 });
    expect(report.status).toBe('timed-out');
  });

  it('does not call a file without tests a pass', async () => {
    expect((await runIn(fixtureProject(fixture), ['tests/test_nothing.py'])).status).toBe('could-not-run');
  });
});

describe('pytest', () => {
  it('names parametrised tests, and reports fixtures and a changed folder', async () => {
    const folder = fixtureProject('pytest');
    const outcomes = 'tests/test_outcomes.py';
    const report = await runIn(folder, [outcomes]);
    expect(report.results.map((test) => test.name)).toContain('TestCart > test_names[a::b]');
    expect(named(report, 'test_moves_away')).toMatchObject([
      {
        status: 'failed',
        file: outcomes,
        frames: [{ path: outcomes, line: lineOf(folder, outcomes, '# moved') }],
      },
    ]);
    expect(named(report, 'test_fails_while_closing')).toMatchObject([{ status: 'failed' }]);
    expect(named(report, 'test_needs_a_database')[0]?.frames[0]?.line).toBe(
      lineOf(folder, outcomes, '# hook'),
    );
  });

  it('calls a run that a test broke off crashed', async () => {
    expect((await runIn(fixtureProject('pytest'), ['tests/test_leaves.py'])).status).toBe('crashed');
  });

  it('runs the tests of a nested project from its own folder', async () => {
    const folder = projectOf({
      'backend/pyproject.toml': '[project]\nname = "api"\nversion = "1"\n',
      'backend/app.py': 'def answer():\n    return 42\n',
      'backend/tests/test_app.py':
        'from app import answer\n\n\ndef test_answer():\n    assert answer() == 42\n',
    });
    const report = await runIn(folder, ['backend/tests/test_app.py']);
    expect(report).toMatchObject({
      status: 'ran',
      results: [{ file: 'backend/tests/test_app.py', status: 'passed' }],
    });
  });
});

describe('unittest', () => {
  it('has one result for a test with failing parts, so that its repair can be seen', async () => {
    const report = await runIn(fixtureProject('unittest'), ['tests/test_outcomes.py']);
    const parts = named(report, 'test_parts');
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ name: 'TestCart > test_parts', status: 'failed' });
    expect(parts[0]?.message).toContain('(n=1)');
    expect(named(report, 'test_ünï')[0]?.status).toBe('passed');
  });

  it('runs two files of one name that are no packages', async () => {
    const text = (value: number) =>
      `import unittest\n\n\nclass T(unittest.TestCase):\n    def test_value(self):\n        self.assertEqual(${value}, 1)\n`;
    const folder = projectOf({ 'a/test_same.py': text(1), 'b/test_same.py': text(2) });
    const report = await runIn(folder, ['a/test_same.py', 'b/test_same.py']);
    expect(report.results.map(({ file, status }) => [file, status])).toEqual([
      ['a/test_same.py', 'passed'],
      ['b/test_same.py', 'failed'],
    ]);
  });
});
