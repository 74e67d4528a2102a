import { join } from 'node:path';
import { clockVariables, TEST_CLOCK } from './python-clock.ts';
import { variables } from './python-interpreter.ts';
import { filesWithin, IS_NAMED, onlyVariable, runWithReporter } from './reported-run.ts';
import type { TestRunner } from './runner.ts';

/**
 * How unittest's tests are loaded, named and reported, in a cold run and in a warm process alike. A test has one line,
 * written when it ends, however many of its subtests failed.
 */
export const UNITTEST_REPORT = `
import importlib, importlib.util, json, os, re, sys, traceback, unittest
${TEST_CLOCK}
root = os.getcwd()
current = None

def out(line):
    with open(os.environ["CREDENCE_REPORT"], "a", encoding="utf-8", errors="replace") as file:
        file.write(json.dumps(line) + "\\n")

def named(test):
    return type(test).__qualname__ + " > " + test._testMethodName if hasattr(test, "_testMethodName") else str(test)

def told(error):
    message = "".join(traceback.format_exception_only(type(error), error)).strip()
    walked = traceback.walk_tb(error.__traceback__)
    found = [{"path": os.path.join(root, frame.f_code.co_filename), "line": line} for frame, line in walked if line]
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        found.append({"path": os.path.join(root, error.filename), "line": error.lineno})
        message = type(error).__name__ + ": " + str(error)
    entry = {"message": message, "frames": [f for f in reversed(found) if f["path"].startswith(root + os.sep)]}
    compared = re.match(r"AssertionError: (.+?) != (.+?)(?: : .*)?$", message.split("\\n", 1)[0])
    if compared:
        entry.update(actual=compared.group(1), expected=compared.group(2))
    return entry

def load(path):
    folder, name = os.path.split(path)
    parts = [os.path.splitext(name)[0]]
    while os.path.exists(os.path.join(folder, "__init__.py")) and folder != root:
        folder, last = os.path.split(folder)
        parts.insert(0, last)
    if folder in sys.path:
        sys.path.remove(folder)
    sys.path.insert(0, folder)
    dotted = ".".join(parts)
    known = sys.modules.get(dotted)
    if known is not None and os.path.abspath(getattr(known, "__file__", None) or "") != path:
        # Two files of one name in folders that are not packages, or the name of a module of Python's own.
        spec = importlib.util.spec_from_file_location("credence_" + re.sub(r"\\W", "_", os.path.relpath(path, root)), path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module
    return importlib.import_module(dotted)

class Result(unittest.TestResult):
    def startTest(self, test):
        super().startTest(test)
        self.line = None
        self.limited = Limited().__enter__()
    def keep(self, test, status, error=None, note=""):
        single = hasattr(test, "_testMethodName")
        entry = {"type": "test", "file": current, "name": named(test), "status": status}
        if error is not None:
            entry.update(told(error))
            entry["message"] = note + entry["message"]
        if not single:
            out(entry)
        elif getattr(self, "line", None) is None or (status == "failed" and self.line["status"] != "failed"):
            self.line = entry
    def stopTest(self, test):
        self.limited.__exit__()
        super().stopTest(test)
        if self.line is not None:
            out(self.line)
        self.line = None
    def addSuccess(self, test):
        self.keep(test, "passed")
    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.keep(test, "failed", err[1])
    def addError(self, test, err):
        super().addError(test, err)
        self.keep(test, "failed", err[1])
    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.keep(getattr(test, "test_case", test), "skipped")
    def addExpectedFailure(self, test, err):
        self.keep(test, "skipped")
    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self.keep(test, "failed", AssertionError("it was expected to fail, but it passed"))
    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.keep(test, "failed", err[1], subtest._subDescription() + ": ")
`;

/** Runs file by file, so that one that cannot be imported does not hide the others. */
const SCRIPT = `${UNITTEST_REPORT}${IS_NAMED}
only = json.loads(os.environ.get("CREDENCE_ONLY", "null"))

def each(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from each(test)
        else:
            yield test

def chosen(suite):
    if only is None:
        return suite
    wanted = [one for one in only if one["file"] == current]
    return unittest.TestSuite(test for test in each(suite) if any(is_named(named(test), one) for one in wanted))

files = [a for a in sys.argv[1:] if a != "--failfast"]
failfast = "--failfast" in sys.argv
sys.argv = sys.argv[:1]
open(os.environ["CREDENCE_REPORT"], "a").close()
result = Result()
result.failfast = failfast
failed = False
for path in files:
    current = os.path.join(root, path)
    try:
        module = load(current)
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        failed = True
        out({"type": "file-error", "file": current, **told(error)})
        continue
    chosen(unittest.TestLoader().loadTestsFromModule(module)).run(result)
    os.chdir(root)
    if result.shouldStop:
        break
out({"type": "end"})
sys.stdout.flush()
sys.exit(1 if failed or not result.wasSuccessful() else 0)
`;

export function unittestRunner(python: string, within: string, testFiles: readonly string[]): TestRunner {
  return {
    name: 'unittest',
    language: 'python',
    testFiles,
    python: { kind: 'unittest', python, within, options: [] },
    run(request) {
      const files = filesWithin({ ...request, files: request.files ?? testFiles }, within);
      const args = [...(request.bail === true ? ['--failfast'] : []), ...files];
      return runWithReporter(request, {
        reporter: { name: 'credence_unittest.py', text: SCRIPT },
        cwd: join(request.root, within),
        argv: (reporter) => [python, reporter, ...args],
        shown: ['python', '-m', 'unittest', ...args],
        variables: (folder) => ({
          ...variables(request, within, folder),
          ...clockVariables(request.limitSeconds),
          ...onlyVariable(request),
        }),
      });
    },
  };
}
