"""Judges candidates one after another in one child: puts in the code of each, runs its tests, puts everything back.

What fails here has failed; whoever reads this asks about everything else again, in a child that runs nothing else.
"""

import linecache
import tempfile
import time

from . import patch
from .children import Reader
from .deadline import Deadline
from .measure import ending
from .record import Recorder
from .surroundings import Surroundings

MOST = 120  # Candidates of one child, since what runners keep for their reports grows.


class Shared:
    def __init__(self, project, session, index, state, emit):
        self.project, self.session, self.index, self.state, self.emit = project, session, index, state, emit
        self.recorder = Recorder(project)
        self.surroundings = Surroundings(project)
        self.deadline = Deadline(project, session.stop)
        self.known, self.judged, self.usable = {}, 0, True

    def serve(self, channel):
        """Takes stretches of candidates until the other end is closed."""
        reader = Reader(channel)
        while True:
            for request in reader.lines() or ():
                self._stretch(request["candidates"], request["control"])
                if not self.usable or self.judged > MOST:
                    return

    def _stretch(self, candidates, control):
        """Its verdicts hold only if the untouched code did the same before and after them."""
        holds = self._check(control)
        for number, candidate in candidates if holds else ():
            self.emit({"type": "begun", "number": number, "seconds": candidate["limit"], "most": candidate["most"]})
            self._judge(number, candidate)
            self.judged += 1
            if not self.usable:
                break
            if self.deadline.passed:
                # What took so long is not to be done again for what another does after it.
                holds = self._check(control)
                if not holds:
                    break
                self.emit({"type": "held"})
        changed = not self.usable
        holds = holds and self._check(control)
        self.emit({"type": "stretch", "holds": holds, "changed": changed, "over": not self.usable or self.judged > MOST})

    def _judge(self, number, candidate):
        began, lines = time.monotonic(), []
        try:
            planned = [each for path, text in candidate["texts"] for each in self.index.plan(path, text.encode("utf-8"))]
        except patch.Impossible:
            self.emit({"type": "judged", "number": number, "verdict": None, "anew": True})
            return
        for path, text in candidate["texts"]:
            put_text(path, text.encode("utf-8"))
        before = patch.put(planned)
        limits = [candidate[name] for name in ("computing", "limit", "most", "seconds")]
        ended = self._run(candidate["tests"], candidate["bail"], limits, lines.append)
        told = self.recorder.told()
        patch.put(before)
        for path, _ in candidate["texts"]:
            put_text(path, self.index.sources[path])
        dirty = bool(told["wrote"] or told["processes"])
        if dirty:
            self.usable = ended = False
        status = "timed-out" if self.deadline.passed else "ran"
        lines = [line for line in lines if line["type"] in ("test", "file-error")]
        verdict = {"status": status, "lines": lines} if ended else None
        self.emit({"type": "judged", "number": number, "verdict": verdict, "dirty": dirty, "took": time.monotonic() - began})

    def _run(self, tests, bail, limits, emit):
        """Runs tests and puts everything back; False where the run was broken off. What does not end in time is thrown out,
        and nothing is told of the test that did not."""
        self.recorder.afresh()
        computing, limit, most, self.session.report.clock["seconds"] = limits
        forward = lambda line: None if self.deadline.passed else emit(line)
        ended = True
        self.deadline.start(computing, limit, most)
        try:
            self.session.run(tests, bail, forward, self.recorder.started)
            self.session.again()
        except BaseException:
            ended = self.usable = False
        self.deadline.end()
        tempfile.tempdir = None
        try:
            self.usable = self.state.put_back() and self.surroundings.put_back() and self.usable
        except Exception:
            self.usable = False
        return ended

    def _check(self, control):
        """Whether tests of the untouched code end as they did."""
        lines = []
        seconds = control["limit"]
        self.emit({"type": "begun", "number": None, "seconds": seconds, "most": seconds})
        if not self._run(control["tests"], False, (seconds, seconds, seconds, 0), lines.append) or self.deadline.passed:
            return False
        for line in lines:
            if line["type"] == "test":
                id, told = self.project.id(line), ending(line)
                if id in control["statuses"] and (told[0] != control["statuses"][id] or self.known.setdefault(id, told) != told):
                    return False
        heard = {self.project.id(line) for line in lines if line["type"] == "test"}
        return heard.issuperset(control["tests"])


def put_text(path, data):
    linecache.cache.pop(path, None)
    with open(path, "wb") as file:
        file.write(data)
