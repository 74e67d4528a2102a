"""Runs inputs made from recorded calls. Only ever in a child, after the tests whose calls were recorded."""

import collections.abc
import fcntl
import itertools
import json
import linecache
import os
import signal
import sys
import tempfile

from .calls import Calls
from .children import HIGH, write_line
from .values import Writer, copied, read

# Lines of the project that one input may run, and seconds on a processor for what takes long within one line.
PATIENT, IMPATIENT = (30000, 0.4), (3000, 0.1)
MOST_HUNG, ENOUGH_HUNG = 4, 12  # Inputs that may hang before the others are given less, and before no other is run,
HALF, MOSTLY = 0.5, 0.8  # where they are such a share of those that were run: what takes long on some need not on others.
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = ("os.", "shutil.", "subprocess.", "socket.", "ctypes.", "sqlite3.", "urllib.", "http.", "ftplib.", "smtplib.", "pty.")
_ALLOWED = {"os.listdir", "os.scandir", "os.walk", "os.putenv", "os.unsetenv", "os.fwalk"}


class OutOfSteps(BaseException):
    pass


def _forbid(event, args):
    """Inputs that nobody wrote could delete or send what no test would."""
    if event == "open":
        if isinstance(args[2], int) and args[2] & _WRITING:
            raise PermissionError("not while inputs are tried")
    elif event.startswith(_FORBIDDEN) and event not in _ALLOWED:
        raise PermissionError("not while inputs are tried")


class Store:
    """Outcomes that stand when the child that wrote them has ended early. Nobody is woken for each, as by a channel."""

    def __init__(self):
        with tempfile.TemporaryFile() as file:
            self.descriptor = fcntl.fcntl(file.fileno(), fcntl.F_DUPFD_CLOEXEC, HIGH)

    def add(self, line):
        write_line(self.descriptor, line)

    def take(self):
        """What was written; it ends with that."""
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        with os.fdopen(self.descriptor, "rb") as file:
            *whole, _ = file.read().split(b"\n")
        return [json.loads(line) for line in whole]


def run(project, session, request, tests, recorder, emit, store):
    """Runs the tests, tells their calls, then runs the inputs; what has been told stands when the child ends early."""
    calls = Calls(project, request["wanted"])

    def started(test):
        calls.test = test
        del calls.stack[:]
        recorder.started(test)

    forward = lambda line: None if line["type"] == "end" else emit(line)
    calls.start()
    try:
        session.run(tests, False, forward, started)
    finally:
        calls.stop()
    bases = calls.bases()
    emit({"type": "calls", "calls": [base.wire for base in bases.values()]})
    if hasattr(sys, "addaudithook"):
        sys.addaudithook(_forbid)
    signal.signal(signal.SIGVTALRM, _late)
    hung, steps = 0, 0
    for ran, wanted in enumerate(request["inputs"]):
        if (hung >= ENOUGH_HUNG and hung >= MOSTLY * ran) or steps >= request["steps"]:
            break
        base = bases.get(wanted["base"])
        taken = [0]
        if base is None:
            outcome = {"kind": "unmatched", "value": None, "changed": []}
        else:
            outcome = _probe(project, base, dict(wanted["args"]), _patience(hung, ran, request["enough"]), taken)
            if outcome["kind"] == "hung":
                hung += 1
        steps += taken[0]
        store.add({"type": "outcome", "steps": taken[0], "outcome": {"input": wanted["id"], **outcome}})


def _late(number, frame):
    raise OutOfSteps


def _patience(hung, ran, enough):
    """`enough`: lines after which any version is taken for endless, where that is known."""
    lines, seconds = PATIENT if hung < MOST_HUNG or hung < HALF * ran else IMPATIENT
    return (lines if enough is None else min(lines, enough)), seconds


def _probe(project, base, given, most, taken):
    last = 0 if base.receiver is None else 1
    receiver = None
    try:
        if base.receiver is not None:
            receiver = copied(base.receiver[0]) if 0 not in given else read(given[0][0], base.live)
        args = [copied(each) for each in base.args] if last not in given else [read(each, base.live) for each in given[last]]
    except BaseException:
        return {"kind": "unmatched", "value": None, "changed": []}
    before = [_written(each) for each in args]

    def told(kind, value):
        after = [[index, _written(each)] for index, each in enumerate(args)]
        outcome = {"kind": kind, "value": value, "changed": [pair for pair in after if pair[1] != before[pair[0]]]}
        if receiver is not None:
            outcome["receiver"] = _written(receiver)
        return outcome

    at = len(args) - len(base.keywords)
    positional, keywords = args[:at], dict(zip(base.keywords, args[at:]))
    try:
        return told("returned", _bounded(project, most, taken, lambda: _result(base.call(receiver, positional, keywords))))
    except OutOfSteps:
        return told("hung", None)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return told("threw", {"t": "array", "v": [type(error).__name__, _message(project, error)]})


def _result(value):
    if isinstance(value, collections.abc.Coroutine):
        if "asyncio" not in sys.modules:
            value.close()
            return {"t": "cut"}
        value = _awaited(value)
    if isinstance(value, collections.abc.Iterator):
        value = list(itertools.islice(value, 50))
    return _written(value)


def _awaited(coroutine):
    # Late, since what a project has no use for is not loaded for it.
    from .virtual_loop import Idle, result_of

    try:
        return result_of(coroutine)
    except Idle:
        raise OutOfSteps from None


def _bounded(project, most, taken, body):
    """Runs it for so many lines of the project and so long; counts the lines in `taken`."""

    def entered(frame, event, argument):
        if not project.is_own(frame.f_code.co_filename):
            return None
        # A generator that a test has left is known to count no lines.
        frame.f_trace_lines = True
        return line

    def line(frame, event, argument):
        taken[0] += 1
        if taken[0] > most[0]:
            raise OutOfSteps
        return line

    signal.setitimer(signal.ITIMER_VIRTUAL, most[1])
    sys.settrace(entered)
    try:
        return body()
    finally:
        sys.settrace(None)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _written(value):
    return Writer(outcome=True).write(value)


def _message(project, error):
    """What the project says itself; what Python says names expressions, which differ where the fault does not."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    path = None if at is None else at.tb_frame.f_code.co_filename
    if not project.is_own(path):
        return ""
    linecache.checkcache(path)
    line = linecache.getline(path, at.tb_lineno).strip()
    return str(error)[:200] if line.startswith(("raise", "assert")) else ""


def probed(project, status, lines, reason):
    """What a run told, as the engine is answered."""
    record = [line for line in lines if line["type"] == "record"]
    passed = {project.id(line) for line in lines if line["type"] == "test" and line["status"] == "passed"}
    calls = [each for line in lines if line["type"] == "calls" for each in line["calls"]]
    outcomes = [line for line in lines if line["type"] == "outcome"]
    return {
        "status": "ran" if any(line["type"] == "calls" for line in lines) else "could-not-run",
        "calls": [{**each, "passed": each["test"] in passed} for each in calls],
        "outcomes": [line["outcome"] for line in outcomes],
        "steps": sum(line["steps"] for line in outcomes),
        "longest": max((line["steps"] for line in outcomes if line["outcome"]["kind"] != "hung"), default=0),
        "reason": reason,
        "dirty": status != "ran" or any(each["wrote"] or each["processes"] for each in record),
    }
