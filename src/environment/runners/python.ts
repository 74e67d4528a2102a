import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runWithReporter } from './reported-run.ts';
import type { RunRequest, TestRunner } from './runner.ts';

/** A pytest plugin: outcomes with messages and frames as pytest itself knows them. */
const PYTEST_PLUGIN = `
import json, os

def _out(line):
    with open(os.environ["CREDENCE_REPORT"], "a", encoding="utf-8", errors="replace") as file:
        file.write(json.dumps(line) + "\\n")

def _frames(report):
    frames = []
    trace = getattr(report.longrepr, "reprtraceback", None)
    for entry in getattr(trace, "reprentries", []) or []:
        place = getattr(entry, "reprfileloc", None)
        if place is not None:
            frames.append({"path": os.path.abspath(str(place.path)), "line": int(place.lineno)})
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is not None:
        last = {"path": os.path.abspath(str(crash.path)), "line": int(crash.lineno)}
        if not frames or frames[-1] != last:
            frames.append(last)
    return list(reversed(frames))

def _message(report):
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash is not None else str(report.longrepr)
    return text or report.longreprtext

def _test(report, status):
    file, _, name = report.nodeid.partition("::")
    line = {"type": "test", "file": os.path.join(os.getcwd(), file), "name": name.replace("::", " > "), "status": status}
    if status == "failed":
        line["message"] = _message(report)
        line["frames"] = _frames(report)
    _out(line)

def pytest_runtest_logreport(report):
    if report.when == "call":
        if hasattr(report, "wasxfail"):
            _test(report, "skipped")
        else:
            _test(report, report.outcome)
    elif report.outcome == "failed":
        _test(report, "failed")
    elif report.when == "setup" and report.outcome == "skipped":
        _test(report, "skipped")

def pytest_collectreport(report):
    if report.outcome == "failed":
        file = report.nodeid.partition("::")[0]
        _out({"type": "file-error", "file": os.path.join(os.getcwd(), file), "message": str(report.longrepr), "frames": _frames(report)})

def pytest_sessionfinish(session, exitstatus):
    if int(exitstatus) in (0, 1, 2, 5):
        _out({"type": "end"})
`;

/** Loads and runs unittest's tests file by file, so that one that cannot be imported does not hide the others. */
const UNITTEST_SCRIPT = `
import importlib, importlib.util, json, os, sys, traceback, unittest

root = os.getcwd()

def out(line):
    with open(os.environ["CREDENCE_REPORT"], "a", encoding="utf-8", errors="replace") as file:
        file.write(json.dumps(line) + "\\n")

def frames(tb):
    found = [{"path": os.path.abspath(f.filename), "line": f.lineno} for f in traceback.extract_tb(tb) if f.lineno]
    return [f for f in reversed(found) if f["path"].startswith(root)]

def load(path):
    folder, name = os.path.split(os.path.abspath(path))
    stem = os.path.splitext(name)[0]
    parts = [stem]
    while os.path.exists(os.path.join(folder, "__init__.py")) and folder != root:
        folder, last = os.path.split(folder)
        parts.insert(0, last)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(".".join(parts))

class Result(unittest.TestResult):
    def line(self, test, status, err=None, suffix=""):
        case = getattr(test, "test_case", test)
        name = type(case).__qualname__ + " > " + getattr(case, "_testMethodName", str(case)) + suffix
        entry = {"type": "test", "file": current, "name": name, "status": status}
        if err is not None:
            entry["message"] = "".join(traceback.format_exception_only(err[0], err[1])).strip()
            entry["frames"] = frames(err[2])
        out(entry)
    def addSuccess(self, test):
        self.line(test, "passed")
    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.line(test, "failed", err)
    def addError(self, test, err):
        super().addError(test, err)
        self.line(test, "failed", err)
    def addSkip(self, test, reason):
        self.line(test, "skipped")
    def addExpectedFailure(self, test, err):
        self.line(test, "skipped")
    def addUnexpectedSuccess(self, test):
        self.failures.append((test, ""))
        self.line(test, "failed")
    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.line(test, "failed", err, " " + subtest._subDescription())

result = Result()
result.failfast = "--failfast" in sys.argv
failed = False
for path in [a for a in sys.argv[1:] if a != "--failfast"]:
    current = os.path.abspath(path)
    try:
        module = load(path)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        failed = True
        out({"type": "file-error", "file": current, "message": "".join(traceback.format_exception_only(type(error), error)).strip(), "frames": frames(error.__traceback__)})
        continue
    unittest.TestLoader().loadTestsFromModule(module).run(result)
    if result.shouldStop:
        break
out({"type": "end"})
sys.exit(1 if failed or not result.wasSuccessful() else 0)
`;

/** The interpreter of the workspace's own environment, else the person's. */
export function pythonOf(folder: string): string | undefined {
  for (const name of ['.venv', 'venv', 'env']) {
    for (const inner of ['bin/python', 'Scripts/python.exe']) {
      const own = join(folder, name, inner);
      if (existsSync(join(folder, name, 'pyvenv.cfg')) && existsSync(own)) return own;
    }
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of ['python3', 'python']) {
    const found = folders.map((path) => join(path, name)).find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The copy comes first, so that a package that is installed in place is imported from the copy. */
function variables(request: RunRequest, folder: string): Record<string, string> {
  const paths = [folder, request.root, join(request.root, 'src')];
  // The same order of sets and dictionaries in every run; chance must not look like a fix.
  return { PYTHONPATH: paths.join(delimiter), PYTHONHASHSEED: '0' };
}

export function pytestRunner(python: string, testFiles: readonly string[]): TestRunner {
  return {
    name: 'pytest',
    language: 'python',
    testFiles,
    run(request) {
      const args = [
        '-m',
        'pytest',
        '-q',
        '-p',
        'no:cacheprovider',
        ...(request.bail === true ? ['-x'] : []),
        ...(request.files ?? []),
      ];
      return runWithReporter(request, {
        reporter: { name: 'credence_report.py', text: PYTEST_PLUGIN },
        cwd: request.root,
        argv: () => [python, ...args.slice(0, 2), '-p', 'credence_report', ...args.slice(2)],
        shown: ['python', ...args],
        variables: (folder) => variables(request, folder),
      });
    },
  };
}

export function unittestRunner(python: string, testFiles: readonly string[]): TestRunner {
  return {
    name: 'unittest',
    language: 'python',
    testFiles,
    run(request) {
      const files = [...(request.bail === true ? ['--failfast'] : []), ...(request.files ?? testFiles)];
      return runWithReporter(request, {
        reporter: { name: 'credence_unittest.py', text: UNITTEST_SCRIPT },
        cwd: request.root,
        argv: (reporter) => [python, reporter, ...files],
        shown: ['python', '-m', 'unittest', ...files],
        variables: (folder) => variables(request, folder),
      });
    },
  };
}
