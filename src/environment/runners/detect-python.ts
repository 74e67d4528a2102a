import { spawnSync } from 'node:child_process';
import { posix } from 'node:path';
import type { Sources } from '../../loop/ports.ts';
import { pytestRunner, pythonOf, unittestRunner } from './python.ts';
import type { Detection } from './runner.ts';

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
  const texts = testFiles.map((path) => sources.read(path) ?? '');
  const classes = texts.some((text) => /unittest/.test(text));
  const functions = texts.some((text) =>
    /^(?:async )?def test_|^import pytest|^from pytest|@pytest\./m.test(text),
  );
  const configured = isPytestConfigured(sources);
  if (hasPytest(python) && (functions || configured || !classes))
    return found(pytestRunner(python, testFiles));
  if (classes && !functions) return found(unittestRunner(python, testFiles));
  return {
    kind: 'none',
    obstacle: {
      kind: 'missing-dependency',
      message: 'The tests are written for pytest, but it is not installed for this interpreter.',
      hint: 'Install it (`python -m pip install pytest`, or Debian’s python3-pytest) and try again.',
    },
  };
}

function found(runner: ReturnType<typeof pytestRunner>): Detection {
  return { kind: 'found', runners: [runner] };
}

function isPytestConfigured(sources: Sources): boolean {
  const mentions = (path: string, pattern: RegExp): boolean => pattern.test(sources.read(path) ?? '');
  return (
    sources.list().some((path) => posix.basename(path) === 'conftest.py' || path === 'pytest.ini') ||
    mentions('pyproject.toml', /\[tool\.pytest/) ||
    mentions('setup.cfg', /\[tool:pytest\]/) ||
    mentions('tox.ini', /\[pytest\]/)
  );
}

/** Asks the interpreter; the only thing that detection runs, and never in an untrusted folder. */
function hasPytest(python: string): boolean {
  return spawnSync(python, ['-I', '-c', 'import pytest'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}
