"""unittest's tests, loaded file by file as the cold run does it."""

import os
import sys
import types
import unittest

from .telling import Telling


class Session:
    def __init__(self, project):
        self.project = project
        self.report = types.ModuleType("credence_unittest")
        self.report.__dict__.update(root=project.folder)
        exec(compile(project.reporter, "credence_unittest.py", "exec"), self.report.__dict__)
        self.emit = None
        self.report.out = lambda line: self.emit(line)

    def load(self, files, bail, emit, begin, _=None):
        self.emit, self.tests, failed = emit, {}, False
        sys.argv = sys.argv[:1]
        # The cold run's script lies in a folder of its own, so the working folder is not first.
        for file in files:
            path = os.path.join(self.project.folder, file)
            try:
                module = self.report.load(path)
            except BaseException as error:
                if isinstance(error, (KeyboardInterrupt, SystemExit)):
                    raise
                failed = True
                emit({"type": "file-error", "file": path, **self.report.told(error)})
                continue
            for test in self._flat(unittest.TestLoader().loadTestsFromModule(module)):
                self.tests.setdefault(self._id(path, test), (path, test))
        if not (failed and bail):
            begin()
        emit({"type": "end"})
        return 0

    def _flat(self, suite):
        for test in suite:
            if isinstance(test, unittest.TestSuite):
                yield from self._flat(test)
            else:
                yield test

    def _id(self, path, test):
        return self.project.relative(path) + "::" + self.report.named(test)

    def ids(self):
        return list(self.tests)

    def stop(self):
        """No other test begins in this run."""
        self.result.shouldStop = True

    def again(self):
        """Makes ready for another run in this process, which is to find nothing of the one before."""
        self.report.clock["late"] = 0

    def given(self):
        """What tests are run with, and what they themselves are."""
        return [test for _, test in self.tests.values()], []

    def run(self, ids, bail, emit, started):
        self.emit = emit
        telling = Telling([id for id in ids if id in self.tests], bail)
        chosen = [self.tests[id] for id in ids if id in self.tests]
        identify = lambda test: self._id(self.report.current, test)

        class Told(self.report.Result):
            def startTest(self, test):
                started(identify(test))
                self.failfast = telling.ends_with(identify(test))
                super().startTest(test)

            def stopTest(self, test):
                failed = self.line is not None and self.line["status"] == "failed"
                super().stopTest(test)
                if telling.ended(identify(test), failed):
                    self.stop()

        result = self.result = Told()
        # What is no test, such as a class's fixture, ends the run at once.
        result.failfast = bool(bail)
        at = 0
        while at < len(chosen) and not result.shouldStop:
            path = chosen[at][0]
            end = at
            while end < len(chosen) and chosen[end][0] == path:
                end += 1
            self.report.current = path
            unittest.TestSuite([test for _, test in chosen[at:end]]).run(result)
            os.chdir(self.project.folder)
            at = end
        return len(chosen) == len(ids) or result.shouldStop
