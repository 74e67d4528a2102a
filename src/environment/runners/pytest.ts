import { join } from 'node:path';
import { clockVariables, TEST_CLOCK } from './python-clock.ts';
import { variables } from './python-interpreter.ts';
import { filesWithin, IS_NAMED, onlyVariable, runWithReporter } from './reported-run.ts';
import type { TestRunner } from './runner.ts';

/**
 * A pytest plugin: outcomes with messages, compared values and frames as pytest itself knows them. A test's line is
 * written after its teardown, which may still fail it.
 */
export const PYTEST_PLUGIN = `
import json, os, re
import pytest
${TEST_CLOCK}${IS_NAMED}
_here = os.getcwd()
_state = {"root": _here, "quiet": False, "cut": False, "pending": {}, "compared": None}

def _out(line):
    with open(os.environ["CREDENCE_REPORT"], "a", encoding="utf-8", errors="replace") as file:
        file.write(json.dumps(line) + "\\n")

def _frames(report):
    frames = []
    def add(path, line):
        place = {"path": os.path.normpath(os.path.join(_here, str(path))), "line": int(line)}
        if not frames or frames[-1] != place:
            frames.append(place)
    trace = getattr(report.longrepr, "reprtraceback", None)
    for entry in getattr(trace, "reprentries", []) or []:
        place = getattr(entry, "reprfileloc", None)
        if place is not None:
            add(place.path, place.lineno)
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is not None:
        add(crash.path, crash.lineno)
    if not frames:
        for path, line in re.findall(r'(?m)^(?:E\\s+File ")?([^\\s":][^":\\n]*)"?(?::|, line )(\\d+)', report.longreprtext):
            add(path, line)
    return list(reversed(frames))

def _message(report):
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is not None and crash.message:
        return crash.message
    text = report.longreprtext
    errors = [line[1:].strip() for line in text.splitlines() if line.startswith("E ")]
    last = errors[-1:] if errors and not errors[0].startswith("assert") else errors
    return "\\n".join(last + errors[:-1]) if errors else text

def _compared(message):
    known = _state["compared"]
    first = message.split("\\n", 1)[0]
    if known is not None and "assert" in first:
        return {"actual": known[0], "expected": known[1]}
    told = re.match(r"AssertionError: (.+?) != (.+?)(?: : .*)?$", first)
    return {"actual": told.group(1), "expected": told.group(2)} if told else {}

def _named(nodeid):
    file, _, name = nodeid.partition("::")
    bare, bracket, rest = name.partition("[")
    return file, bare.replace("::", " > ") + bracket + rest

def _test(report, status):
    file, name = _named(report.nodeid)
    line = {"type": "test", "file": os.path.join(_state["root"], file), "name": name, "status": status}
    if status == "failed":
        message = _message(report)
        line.update(message=message, frames=_frames(report), **_compared(message))
    return line

def pytest_configure(config):
    _state["root"] = str(config.rootpath)
    # With pytest-xdist the workers load this plugin too; only the main process reports.
    _state["quiet"] = hasattr(config, "workerinput")
    if hasattr(config.option, "cov_fail_under"):
        config.option.cov_fail_under = 0

def _chosen(item, only):
    file, name = _named(item.nodeid)
    path = os.path.normpath(os.path.join(_state["root"], file))
    bare = name.partition("[")[0]
    return any(path == each["file"] and (is_named(name, each) or is_named(bare, each)) for each in only)

def pytest_collection_modifyitems(config, items):
    only = json.loads(os.environ.get("CREDENCE_ONLY", "null"))
    if only is None:
        return
    left = [item for item in items if not _chosen(item, only)]
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=left)

def pytest_sessionstart(session):
    if not _state["quiet"]:
        open(os.environ["CREDENCE_REPORT"], "a").close()

def pytest_runtest_setup(item):
    _state["compared"] = None

@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_call(item):
    with Limited():
        yield

def pytest_assertrepr_compare(config, op, left, right):
    if op == "==":
        try:
            _state["compared"] = (repr(left)[:500], repr(right)[:500])
        except Exception:
            _state["compared"] = None

def pytest_runtest_logreport(report):
    if _state["quiet"]:
        return
    pending = _state["pending"]
    if report.when == "call":
        expected = hasattr(report, "wasxfail")
        pending[report.nodeid] = _test(report, "skipped" if expected else report.outcome)
    elif report.outcome == "failed":
        pending[report.nodeid] = _test(report, "failed")
    elif report.when == "setup" and report.outcome == "skipped":
        pending[report.nodeid] = _test(report, "skipped")
    if report.when == "teardown" and report.nodeid in pending:
        _out(pending.pop(report.nodeid))

def pytest_collectreport(report):
    if report.outcome == "failed" and not _state["quiet"]:
        file = report.nodeid.partition("::")[0]
        _out({"type": "file-error", "file": os.path.join(_state["root"], file), "message": _message(report), "frames": _frames(report)})

def pytest_keyboard_interrupt(excinfo):
    _state["cut"] = True

def pytest_sessionfinish(session, exitstatus):
    if not _state["quiet"] and not _state["cut"] and int(exitstatus) in (0, 1, 2, 5):
        _out({"type": "end"})
`;

/** Options of every run, however it is started. */
const OPTIONS: readonly string[] = [
  '-q',
  '-p',
  'no:cacheprovider',
  // A file that cannot be imported must not hide the others; the configuration may ask to stop early.
  '--continue-on-collection-errors',
];

/** @param more options that the workspace needs beside those of every run */
export function pytestRunner(
  python: string,
  within: string,
  testFiles: readonly string[],
  more: readonly string[],
): TestRunner {
  const options = [...OPTIONS, ...more];
  return {
    name: 'pytest',
    language: 'python',
    testFiles,
    python: { kind: 'pytest', python, within, options },
    run(request) {
      const args = [
        ...options,
        `--maxfail=${request.bail === true ? 1 : 0}`,
        ...filesWithin(request, within),
      ];
      return runWithReporter(request, {
        reporter: { name: 'credence_report.py', text: PYTEST_PLUGIN },
        cwd: join(request.root, within),
        argv: () => [python, '-m', 'pytest', '-p', 'credence_report', ...args],
        shown: ['python', '-m', 'pytest', ...args],
        variables: (folder) => ({
          ...variables(request, within, folder),
          ...clockVariables(request.limitSeconds),
          ...onlyVariable(request),
        }),
      });
    },
  };
}
