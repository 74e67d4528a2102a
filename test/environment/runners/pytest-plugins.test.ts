import { describe, expect, it, onTestFinished } from 'vitest';
import { withoutUnusedPlugins } from '../../../src/environment/runners/pytest-plugins.ts';
import { named, projectOf, runIn } from '../../support/projects.ts';

/** What is installed beside pytest: a plugin of the name that Hypothesis has, which lets every test fail. */
const INSTALLED = {
  'loud.py': 'import pytest\n\ndef pytest_runtest_setup(item):\n    pytest.fail("loaded")\n',
  'loud-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: loud\nVersion: 1.0\n',
  'loud-1.0.dist-info/entry_points.txt': '[pytest11]\nhypothesispytest = loud\n',
};
const PROJECT = { 'tests/test_sum.py': 'def test_sum():\n    assert 1 + 1 == 2\n' };

function install(): void {
  const before = process.env.PYTHONPATH;
  process.env.PYTHONPATH = projectOf(INSTALLED);
  onTestFinished(() => {
    if (before === undefined) delete process.env.PYTHONPATH;
    else process.env.PYTHONPATH = before;
  });
}

describe('a plugin of pytest that is installed', () => {
  it.each([
    ['is left out where nobody names it', {}, 'passed'],
    [
      'is loaded where a test imports what it is for',
      { 'tests/test_more.py': 'import hypothesis\n' },
      'failed',
    ],
    [
      'is loaded where the configuration names it',
      { 'setup.cfg': '[tool:pytest]\n# hypothesis\n' },
      'failed',
    ],
  ])('%s', async (_, more, status) => {
    install();
    const report = await runIn(projectOf({ ...PROJECT, ...more }), ['tests/test_sum.py']);
    expect(named(report, 'test_sum').map((test) => test.status)).toEqual([status]);
  });

  it('is loaded where a variable of the run names it', () => {
    const sources = { list: () => [], read: () => undefined };
    expect(withoutUnusedPlugins(sources, {})).toContain('no:hypothesispytest');
    expect(withoutUnusedPlugins(sources, { PYTEST_ADDOPTS: '--hypothesis-seed=1' })).not.toContain(
      'no:hypothesispytest',
    );
  });
});
