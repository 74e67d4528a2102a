import { spawnSync } from 'node:child_process';
import { dirname, posix } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';
import type { Obstacle } from '../../loop/types.ts';
import { commandEnvironment } from '../command-environment.ts';
import { pytestRunner } from './pytest.ts';
import { pythonOf } from './python-interpreter.ts';
import type { Detection, TestRunner } from './runner.ts';
import { unittestRunner } from './unittest.ts';

const TEST_FILE = /^(test_.*|.*_test|tests?)\.py$/;

export function isPythonTestFile(path: string): boolean {
  return TEST_FILE.test(posix.basename(path));
}

/** The runner of a Python project; undefined when there is no Python here. */
export function detectPython(folder: string, sources: Sources): Detection | undefined {
  const files = sources.list().filter((path) => path.endsWith('.py'));
  if (files.length === 0) return undefined;
  const testFiles = files.filter(isPythonTestFile);
  if (testFiles.length === 0) {
    return {
      kind: 'none',
      obstacle: {
        kind: 'no-tests',
        message: 'There is Python here, but no test file (test_*.py).',
        hint: 'Add a test that shows the problem.',
      },
    };
  }
  const python = pythonOf(folder);
  if (python === undefined) {
    return {
      kind: 'none',
      obstacle: {
        kind: 'missing-dependency',
        message: 'There is no Python interpreter.',
        hint: 'Install Python 3, or create a virtual environment in .venv.',
      },
    };
  }
  const runners: TestRunner[] = [];
  for (const [within, files] of byProject(sources, testFiles)) {
    const runner = runnerFor(python, sources, within, files);
    if (runner === undefined) return { kind: 'none', obstacle: NO_PYTEST };
    runners.push(runner);
  }
  return { kind: 'found', runners };
}

const NO_PYTEST: Obstacle = {
  kind: 'missing-dependency',
  message: 'The tests are written for pytest, but it is not installed for this interpreter.',
  hint: 'Install it (`python -m pip install pytest`, or Debian’s python3-pytest) and try again.',
};

const PROJECT_FILES = ['pyproject.toml', 'setup.py', 'setup.cfg', 'pytest.ini', 'tox.ini'];

/** Test files by the Python project they belong to; one project at the root holds everything below it. */
function byProject(sources: Sources, testFiles: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const projects = new Set(
    sources
      .list()
      .filter((path) => PROJECT_FILES.includes(posix.basename(path)))
      .map((path) => posix.dirname(path)),
  );
  const groups = new Map<string, string[]>();
  for (const file of testFiles) {
    let folder = projects.has('.') ? '.' : posix.dirname(file);
    while (folder !== '.' && !projects.has(folder)) folder = posix.dirname(folder);
    const within = folder === '.' ? '' : folder;
    groups.set(within, [...(groups.get(within) ?? []), file]);
  }
  return groups;
}

function runnerFor(
  python: string,
  sources: Sources,
  within: string,
  testFiles: readonly string[],
): TestRunner | undefined {
  const texts = testFiles.map((path) => sources.read(path) ?? '');
  const classes = texts.some((text) => /unittest/.test(text));
  const functions = texts.some((text) =>
    /^(?:async )?def test_|^import pytest|^from pytest|@pytest\./m.test(text),
  );
  const wantsPytest = functions || isPytestConfigured(sources, within) || !classes;
  if (wantsPytest && hasPytest(python)) return pytestRunner(python, within, testFiles);
  return classes && !functions ? unittestRunner(python, within, testFiles) : undefined;
}

function isPytestConfigured(sources: Sources, within: string): boolean {
  const mentions = (name: string, pattern: RegExp): boolean =>
    pattern.test(sources.read(posix.join(within, name)) ?? '');
  const here = within === '' ? '' : `${within}/`;
  return (
    sources.list().some((path) => path.startsWith(here) && posix.basename(path) === 'conftest.py') ||
    sources.read(posix.join(within, 'pytest.ini')) !== undefined ||
    mentions('pyproject.toml', /\[tool\.pytest/) ||
    mentions('setup.cfg', /\[tool:pytest\]/) ||
    mentions('tox.ini', /\[pytest\]/)
  );
}

/** Asks the interpreter; the only thing that detection runs, and never in an untrusted folder. */
function hasPytest(python: string): boolean {
  const asked = spawnSync(python, ['-c', 'import pytest'], {
    // Python looks for modules in its working folder first; nothing of a workspace lies beside the interpreter.
    cwd: dirname(python),
    env: commandEnvironment({}),
    timeout: 20_000,
    stdio: 'ignore',
  });
  return asked.status === 0;
}
