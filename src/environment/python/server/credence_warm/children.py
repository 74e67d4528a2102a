"""Forked children, each with a state, a folder for temporary files and a time limit of its own."""

import ctypes
import fcntl
import gc
import json
import math
import os
import resource
import select
import selectors
import shutil
import signal
import sys
import tempfile
import time
import traceback

HIGH = 200
MEGABYTE = 1024 * 1024
GROWTH = 1536 * MEGABYTE  # What a child may take beyond what it was born with.
TICK = 0.02
SLACK = 0.5  # Seconds by the clock that every child is given besides.
SLEEP = 3  # How much longer a child may take by the clock than on a processor.
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG

try:
    _prctl = ctypes.CDLL(None, use_errno=True).prctl if sys.platform == "linux" else None
except (OSError, AttributeError):
    _prctl = None


def high_pipe():
    ends = []
    for end in os.pipe():
        ends.append(fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, HIGH))
        os.close(end)
    return ends


def die_with_parent():
    if _prctl is not None:
        _prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)


def write_line(descriptor, message):
    data = (json.dumps(message) + "\n").encode("utf-8", "surrogatepass")
    while data:
        data = data[os.write(descriptor, data):]


class Reader:
    """Whole lines of a channel."""

    def __init__(self, descriptor):
        self.descriptor, self.rest = descriptor, b""

    def lines(self):
        """The messages that have come; None once the channel is closed."""
        data = os.read(self.descriptor, 1 << 16)
        if not data:
            return None
        *whole, self.rest = (self.rest + data).split(b"\n")
        return [json.loads(line) for line in whole if line]


def _limit(kind, value):
    soft, hard = resource.getrlimit(kind)
    top = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (top, hard))


def patience(seconds):
    """Seconds by the clock in which a process may be expected to have computed for so long."""
    return seconds * SLEEP + SLACK


def give(seconds, passed=signal.SIG_DFL, again=0):
    """Ends this process once it has computed for so long from now on, or calls `passed`, if need be after each `again`
    seconds; 0 for as long as it likes."""
    # Its own time on a processor, so that a busy machine condemns nobody; what only sleeps has the clock against it.
    signal.signal(signal.SIGPROF, passed)
    signal.setitimer(signal.ITIMER_PROF, seconds, again)
    _limit(resource.RLIMIT_CPU, int(time.process_time() + seconds) + 2 if seconds else resource.getrlimit(resource.RLIMIT_CPU)[1])


def _confine(seconds):
    give(seconds)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        with open("/proc/self/statm", "rb") as file:
            pages = int(file.read().split()[0])
        _limit(resource.RLIMIT_AS, pages * resource.getpagesize() + GROWTH)
    except OSError:
        pass


def _silence():
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (1, 2):
        os.dup2(null, descriptor)
    os.close(null)


class Nursery:
    """Starts children and hears them. `body(emit)` runs in the child; its last line must be of type `end`."""

    def __init__(self):
        self.selector = selectors.DefaultSelector()
        self.children = {}
        # Channels that are not for children.
        self.private = []

    def watch(self, descriptor, callback):
        self.selector.register(descriptor, selectors.EVENT_READ, callback)

    def unwatch(self, descriptor):
        self.selector.unregister(descriptor)

    def fork(self, body, seconds, on_end, most=None, heard=None, computing=None):
        """Gives it so many seconds, on a processor too unless it has `computing` of those, and no more than `most` by the
        clock.

        `on_end(status, lines, reason)` is called once, when the child and its group are gone; each line is told to
        `heard(line)` before, where that is given.
        """
        emit, pid = self._fork(seconds, on_end, most, heard, seconds if computing is None else computing)
        if emit is None:
            return pid
        code = 70
        try:
            body(emit)
            code = 0
        except BaseException as error:
            told = "".join(traceback.format_exception_only(type(error), error)).strip()
            try:
                emit({"type": "broken", "reason": told[-2000:]})
            except BaseException:
                pass
        finally:
            os._exit(code)

    def fork_here(self, seconds, on_end, most=None):
        """The same, but it returns in the child: what emits its lines, and None in the parent. The child must not return
        to what called this nursery."""
        return self._fork(seconds, on_end, most, None, seconds)[0]

    def _fork(self, seconds, on_end, most, heard, computing):
        reading, writing = high_pipe()
        temporary = tempfile.mkdtemp(prefix="run-")
        pid = os.fork()
        if pid == 0:
            try:
                os.setpgid(0, 0)
                die_with_parent()
                # Closed without a word to the kernel's list, which the parent shares.
                for child in self.children.values():
                    os.close(child["reader"].descriptor)
                for descriptor in [reading, *self.private]:
                    os.close(descriptor)
                _silence()
                _confine(computing)
                os.environ["TMPDIR"] = temporary
                tempfile.tempdir = None
            except BaseException:
                os._exit(70)
            return (lambda message: write_line(writing, message)), 0
        os.close(writing)
        try:
            os.setpgid(pid, pid)
        except OSError:
            pass  # It was faster.
        child = {"reader": Reader(reading), "lines": [], "temporary": temporary, "heard": heard}
        child["on_end"], child["closed"] = on_end, False
        self.children[pid] = child
        self.grant(pid, seconds, most)
        self.watch(reading, lambda: self._hear(pid))
        return None, pid

    def grant(self, pid, seconds, most=None, longer=0):
        """How long it is waited for from now on; None for as long as it likes. It has `longer` to end by itself."""
        child = self.children.get(pid)
        if child is not None:
            waits = math.inf if seconds is None else patience(seconds)
            child["until"] = time.monotonic() + (waits if most is None else min(most, waits)) + longer

    def end(self, pid):
        if pid in self.children:
            self._finish(pid, "ended")

    def _hear(self, pid):
        child = self.children[pid]
        try:
            lines = child["reader"].lines()
        except ValueError:
            lines = None
        if lines is None:
            self.unwatch(child["reader"].descriptor)
            child["closed"] = True
            return
        child["lines"].extend(lines)
        for line in lines:
            if child["heard"] is not None:
                child["heard"](line)
        if pid in self.children and any(line.get("type") in ("end", "broken") for line in lines):
            self._finish(pid, None)

    def _finish(self, pid, status, code=None):
        child = self.children.pop(pid)
        if not child["closed"]:
            self.unwatch(child["reader"].descriptor)
        os.close(child["reader"].descriptor)
        try:
            os.killpg(pid, signal.SIGKILL)
        except OSError:
            pass
        if code is None:
            try:
                code = os.waitpid(pid, 0)[1]
            except ChildProcessError:
                code = 0
        shutil.rmtree(child["temporary"], ignore_errors=True)
        lines, reason = child["lines"], None
        broken = [line for line in lines if line.get("type") == "broken"]
        if status is None:
            if broken:
                status, reason = broken[0].get("status", "crashed"), broken[0]["reason"]
            elif lines and lines[-1].get("type") == "end":
                status = "ran"
            elif os.WIFSIGNALED(code) and os.WTERMSIG(code) in (signal.SIGXCPU, signal.SIGPROF):
                status, reason = "timed-out", "the tests did not end in time"
            else:
                how = "signal %d" % os.WTERMSIG(code) if os.WIFSIGNALED(code) else "exit code %d" % (code >> 8)
                status, reason = "crashed", "the test process ended before its last test (%s)" % how
        else:
            reason = "the tests did not end in time"
        child["on_end"](status, [line for line in lines if line.get("type") != "broken"], reason)

    def step(self, seconds):
        """Hears what there is to hear, for at most so long."""
        wait = min(seconds, TICK) if self.children else seconds
        for key, _ in self.selector.select(wait):
            if key.fileobj in self.selector.get_map():
                key.data()
        now = time.monotonic()
        for pid, child in list(self.children.items()):
            if now > child["until"]:
                self._finish(pid, "timed-out")
                continue
            gone, code = os.waitpid(pid, os.WNOHANG)
            if gone == 0:
                continue
            while not child["closed"] and pid in self.children and self._pending(child):
                self._hear(pid)
            if pid in self.children:
                self._finish(pid, None, code)

    def _pending(self, child):
        return bool(select.select([child["reader"].descriptor], [], [], 0)[0])

    def run(self, body, seconds):
        """Forks and waits: (status, lines, reason)."""
        ended = []
        self.fork(body, seconds, lambda *how: ended.append(how))
        while not ended:
            self.step(TICK)
        return ended[0]

    def close(self):
        for pid in list(self.children):
            self._finish(pid, "timed-out")


def settle():
    """Before forking: what is there now is not looked through by the collector in every child."""
    gc.collect()
    if hasattr(gc, "freeze"):
        gc.freeze()
