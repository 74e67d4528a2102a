"""pytest's own session, held where its tests would begin."""

import importlib
import importlib.util
import os
import sys
import tempfile
import types

import pytest

from .telling import Telling


class _Guide:
    """Lets pytest find its tests, then hands the session over."""

    def __init__(self, begin, hold):
        self.begin, self.hold = begin, hold

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config):
        # pytest-xdist would run the tests in processes of its own.
        if hasattr(config.option, "numprocesses"):
            config.option.numprocesses, config.option.dist, config.option.tx = None, "no", []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session):
        if self.hold is not None:
            self.hold(session)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):
        if session.config.option.collectonly:
            return None
        self.begin(session)
        return True


class _Place:
    def __init__(self, entry):
        self.path, self.lineno = entry.path, entry.lineno + 1
        self.reprfileloc = self


KEPT = 30  # Frames of either end of a traceback.


def _shorten(excinfo):
    """What calls itself without end leaves a thousand frames, which tell no more than the first and the last of them."""
    frames, each = [], excinfo.tb
    while each is not None:
        frames.append(each)
        each = each.tb_next
    if len(frames) > 2 * KEPT:
        shorter = None
        for each in reversed(frames[:KEPT] + frames[-KEPT:]):
            shorter = types.TracebackType(shorter, each.tb_frame, each.tb_lasti, each.tb_lineno)
        excinfo.traceback = importlib.import_module("_pytest._code").Traceback(shorter)


class _Failure:
    """Where a test failed and how, as a report holds it. The text that pytest makes of it for people reads and parses
    every source in its way, which takes three times as long as a fork and a test."""

    def __init__(self, item, excinfo):
        _shorten(excinfo)
        self.reprentries = [_Place(entry) for entry in item._traceback_filter(excinfo)]
        self.reprtraceback, self.reprcrash = self, _Place(excinfo.traceback[-1])
        if self.reprentries:
            self.reprcrash = self.reprentries[-1]
        self.reprcrash.message = excinfo.exconly(tryshort=True)

    def __str__(self):
        return self.reprcrash.message

    def toterminal(self, writer):
        writer.line(str(self))


def _be_brief():
    def be_brief(kind, name):
        whole = getattr(kind, name, None)

        def brief(node, excinfo, *style, **styles):
            # An exception with words of its own for people, and any other version of pytest, keeps what it has.
            if not isinstance(excinfo.value, own_words) and getattr(excinfo.value, "pytrace", True):
                try:
                    return _Failure(node, excinfo)
                except Exception:
                    pass
            return whole(node, excinfo, *style, **styles)

        if whole is not None:
            setattr(kind, name, brief)

    own_words = (pytest.FixtureLookupError, pytest.Collector.CollectError)
    for kind in (pytest.Function, pytest.Collector):
        be_brief(kind, "repr_failure")
    # What fails in a fixture is told by this one alone.
    be_brief(pytest.Function, "_repr_failure_py")


def _look_once():
    """A traceback of a thousand frames names its few files a thousand times, and each is looked for on the disk."""
    code = importlib.import_module("_pytest._code.code").Code
    whole, known = getattr(code, "path", None), {}
    if not isinstance(whole, property):
        return

    def path(self):
        name = self.raw.co_filename
        if name not in known:
            known[name] = whole.fget(self)
        return known[name]

    code.path = property(path)


class Session:
    def __init__(self, project):
        self.project = project
        self.report = types.ModuleType("credence_report")
        exec(compile(project.reporter, "credence_report.py", "exec"), self.report.__dict__)
        self.emit, self.apart = None, False
        self.report._out = lambda line: self.emit(line)

    def load(self, files, bail, emit, begin, hold=None):
        """Collects and calls `begin`; returns pytest's exit code when there was nothing to begin with. `hold()` is called
        before, where it is given, and has the last word on `bail` and the files."""
        self.emit = emit
        _be_brief()
        _look_once()

        def held(session):
            self.session = session
            bail, session.config.args[:] = hold()
            session.config.option.maxfail = 1 if bail else 0
            self.apart = True
            self._own_capture()

        args = [*self.project.options, "--maxfail=%d" % (1 if bail else 0), *files]
        if importlib.util.find_spec("pytest_cov") is not None:
            args.insert(0, "--no-cov")
        sys.argv = [os.path.join(os.path.dirname(pytest.__file__), "__main__.py"), *args]

        def started(session):
            self.session = session
            self.items = {}
            for item in session.items:
                self.items.setdefault(self._id(item), item)
            begin()

        return pytest.main(args, plugins=[self.report, _Guide(started, None if hold is None else held)])

    def _id(self, item):
        file, name = self.report._named(item.nodeid)
        return self.project.relative(os.path.join(str(item.config.rootpath), file)) + "::" + name

    def ids(self):
        return list(self.items)

    def run(self, ids, bail, emit, started):
        """Runs these tests; `started(id)` is called before each. Tells whether all of them were there. `bail` is False, or
        has them in the order in which they tell most: one that fails then ends the run."""
        self.emit = emit
        session = self.session
        if not self.apart:
            self.apart = True
            self._own_capture()
        known = [id for id in ids if id in self.items]
        session.items, session.testsfailed = [self.items[id] for id in known], 0
        session.shouldfail = session.shouldstop = False
        telling, over, expected = Telling(known, bail), False, None
        for index, id in enumerate(known):
            if telling.skips(id):
                continue
            item, before = self.items[id], session.testsfailed
            if expected not in (None, id):
                self._leave_for(item)
            expected = next((each for each in known[index + 1:] if not telling.skips(each)), None)
            session.config.option.maxfail = before + 1 if telling.ends_with(id) else 0
            started(id)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=self.items.get(expected))
            over = telling.ended(id, session.testsfailed > before)
            if over or session.shouldfail or session.shouldstop:
                break
        if not self.report._state["cut"]:
            return len(known) == len(ids) or over or bool(session.shouldfail)
        raise KeyboardInterrupt

    def _leave_for(self, item):
        """What was left set up for a test that is skipped after all; a run in which a test has failed ends no other way."""
        leave = self.session._setupstate.teardown_exact
        try:
            # Before pytest 7 it is told the test that has ended as well, and does nothing with it.
            leave(item, item) if leave.__code__.co_argcount == 3 else leave(item)
        except Exception:
            pass

    def stop(self):
        """No other test begins in this run."""
        self.session.shouldstop = "the tests did not end in time"

    def again(self):
        """Makes ready for another run in this process, which is to find nothing of the one before; may raise what a
        fixture raises."""
        self.report._state.update(cut=False, compared=None)
        self.report._state["pending"].clear()
        self.report.clock["late"] = 0
        # Pytest 8 and later lets nobody take back that a session is to end.
        for name in ("_shouldfail", "_shouldstop"):
            if hasattr(self.session, name):
                setattr(self.session, name, False)
        # A run that was broken off has left what the tests after it would have shared.
        self.session._setupstate.teardown_exact(None)

    def given(self):
        """What tests are run with, and what they themselves are."""
        items = list(self.items.values())
        for item in items:
            # As pytest leaves a test that has run: what was put back to before would keep the fixtures of its first run.
            if hasattr(item, "_request") and hasattr(item, "_initrequest"):
                item._request, item.funcargs = False, None
        return [item.callspec for item in items if hasattr(item, "callspec")], items

    def _own_capture(self):
        """What is captured goes to files that siblings do not share."""
        manager = self.session.config.pluginmanager.getplugin("capturemanager")
        capturing = getattr(manager, "_global_capturing", None)
        null = os.open(os.devnull, os.O_RDWR)
        for name in ("out", "err"):
            stream = getattr(capturing, name, None)
            file = getattr(stream, "tmpfile", None)
            if not hasattr(stream, "targetfd_save"):
                continue
            with tempfile.TemporaryFile() as fresh:
                os.dup2(fresh.fileno(), file.fileno())
            os.dup2(null, stream.targetfd_save)
        os.close(null)
