import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { posix } from 'node:path';
import type { Sources } from '../../loop/rooms.ts';
import type { Obstacle } from '../../loop/types.ts';
import { commandEnvironment } from '../command-environment.ts';
import { pytestRunner } from './pytest.ts';
import { withoutUnusedPlugins } from './pytest-plugins.ts';
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
  let asked: { readonly pytest: Pytest | undefined } | undefined;
  const withPytest = (): Pytest | undefined => {
    asked ??= { pytest: pytestOf(python, folder, sources) };
    return asked.pytest;
  };
  for (const [within, files] of byProject(sources, testFiles)) {
    const runner = runnerFor(python, withPytest, sources, within, files);
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

/** What each pytest run of a workspace has in common: the interpreter, and options that all its projects need. */
interface Pytest {
  readonly python: string;
  readonly options: readonly string[];
}

function pytestOf(python: string, folder: string, sources: Sources): Pytest | undefined {
  const own = pythonWithPytest(python, folder);
  return own === undefined ? undefined : { python: own, options: withoutUnusedPlugins(sources) };
}

function runnerFor(
  python: string,
  withPytest: () => Pytest | undefined,
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
  const own = wantsPytest ? withPytest() : undefined;
  if (own !== undefined) return pytestRunner(own.python, within, testFiles, own.options);
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

/**
 * It is found rather than imported, which takes longer than all else that happens here. Modules are first looked for in
 * the working folder, where a workspace may have anything of that name.
 */
const ASKED = `import sys
sys.path[:1] = [] if sys.path[:1] == [""] else sys.path[:1]
import importlib.util
found = importlib.util.find_spec("pytest")
if found is None or found.origin is None:
    sys.exit(1)
sys.stdout.buffer.write(sys.executable.encode("utf-8"))
`;

/**
 * The interpreter that has pytest, undefined where it has none: the one that was found, or the one that this starts where it
 * is a script, as those of pyenv are, so that none of our starts takes that way again. Asking it is the only thing that
 * detection runs, and never in an untrusted folder.
 */
function pythonWithPytest(python: string, folder: string): string | undefined {
  const asked = spawnSync(python, ['-c', ASKED], {
    // Such a script may choose by the folder that it is started in.
    cwd: folder,
    env: commandEnvironment({}),
    timeout: 20_000,
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
  if (asked.status !== 0) return undefined;
  return isScript(python) && existsSync(asked.stdout) ? asked.stdout : python;
}

function isScript(path: string): boolean {
  const start = Buffer.alloc(2);
  try {
    const file = openSync(path, 'r');
    readSync(file, start);
    closeSync(file);
  } catch {
    return false;
  }
  return start.toString('latin1') === '#!';
}
