"""The process that never runs the project's own code: it knows pytest and what the project uses, and forks the rest."""

import importlib
import os
import socket
import time

from . import compiling, probing
from .children import Nursery, Reader, settle, write_line
from .loaded import Loaded, sessions
from .measure import Measurement
from .preload import preload
from .project import Project
from .record import Recorder

RESTARTS = 5  # A project that loses its process more often than this is loaded anew each time.


class Zygote:
    def __init__(self, requests, answers):
        self.requests, self.answers = requests, answers
        self.nursery = Nursery()
        self.nursery.private = [requests, answers]
        self.project = self.loaded = self.measured = None
        self.waiting = {}
        self.number, self.lost, self.restarts = 0, False, RESTARTS
        # Seconds of computing that a test may take in a child that loads its files afresh; 0 for as many as it likes.
        self.test_seconds = 0

    def serve(self):
        reader = Reader(self.requests)

        def hear():
            requests = reader.lines()
            if requests is None:
                self.nursery.close()
                os._exit(0)
            for request in requests:
                getattr(self, "_" + request["type"])(request)

        self.nursery.watch(self.requests, hear)
        while True:
            self.nursery.step(3600)
            # Not while hearing others, since the load takes its time.
            if self.lost and self.restarts > 0:
                self.lost, self.restarts = False, self.restarts - 1
                self.start_loaded(time.monotonic() + self.measured.patience([], True))

    def _answer(self, message):
        write_line(self.answers, message)

    def _open(self, request):
        self.project = Project(request["facts"])
        os.chdir(self.project.folder)
        self.measured = Measurement(self, time.monotonic() + request["limit"], request["coverage"], request["fromStart"])
        self._answer({"type": "opened", **self.measured.open()})

    def _compile(self, request):
        problems = [each for path, text in request["texts"] for each in compiling.problems(path, text)]
        self._answer({"type": "compiled", "problems": problems})

    def _run(self, request):
        """Answers when the run has ended."""
        asked = request["tests"]
        expanded, bail = self._planned(asked, request["bail"])
        changed = [[os.path.join(self.project.root, path), kind] for path, kind in request["changed"]]
        began = time.monotonic()

        def ended(how, status, lines, reason):
            record = [line for line in lines if line["type"] == "record"]
            kept = [line for line in lines if line["type"] in ("test", "file-error") and self._is_asked(line, asked)]
            failed = any(line["type"] == "file-error" or line["status"] == "failed" for line in kept)
            heard = {self.project.id(line) for line in kept if line["type"] == "test"}
            if status == "ran" and not failed and not heard.issuperset(asked):
                status, reason = "could-not-run", "some of the tests are no longer there"
            dirty = status != "ran" or any(each["wrote"] or each["processes"] for each in record)
            self._answer(
                {
                    "type": "ran",
                    "id": request["id"],
                    "how": how,
                    "status": status,
                    "lines": kept,
                    "reason": reason,
                    "dirty": dirty,
                    "seconds": time.monotonic() - began,
                }
            )

        def anew():
            files = {}
            for test in expanded:
                files.setdefault(test.partition("::")[0], None)
            limit = self.measured.patience(expanded, True)
            on_end = lambda *how: ended("loaded anew", *how)
            self.fresh(list(files), expanded, bail, limit, on_end, request["limit"])

        limit = self.measured.patience(expanded, False)
        message = {"changed": changed, "tests": expanded, "bail": bail, "limit": limit, "trace": False}
        message["most"], message["seconds"] = request["limit"], self.measured.clock(expanded)

        def heard(answer):
            if answer is None or answer.get("reload"):
                anew()
            else:
                ended("in place", answer["status"], answer["lines"], answer["reason"])

        self.ask(message, heard)

    def _planned(self, asked, bails):
        """The tests that are run, and when their run ends."""
        expanded = self.measured.expand(asked)
        return expanded, asked if bails and len(expanded) == len(asked) else False

    def _judge(self, request):
        """Runs candidates one after another in one child; answers with what failed there."""
        control = self.measured.control({id for each in request["candidates"] for id in each["tests"]})
        candidates = []
        for each in request["candidates"]:
            expanded, bail = self._planned(each["tests"], True)
            texts = [[os.path.join(self.project.root, path), text] for path, text in each["texts"]]
            limit, seconds = self.measured.patience(expanded, False), self.measured.clock(expanded)
            candidate = {"texts": texts, "tests": expanded, "bail": bail, "limit": limit, "seconds": seconds}
            candidates.append({**candidate, "most": request["limit"]})

        def heard(answer):
            answer = answer or {"verdicts": [None] * len(candidates), "holds": True, "dirty": True}
            verdicts = []
            for asked, verdict in zip(request["candidates"], answer["verdicts"]):
                if verdict is not None:
                    kept = [line for line in verdict["lines"] if self._is_asked(line, asked["tests"])]
                    verdict = {**verdict, "lines": kept} if self._is_refuted(verdict["status"], kept) else None
                verdicts.append(verdict)
            told = {"type": "judged", "id": request["id"], "verdicts": verdicts}
            self._answer({**told, "holds": answer["holds"], "dirty": answer["dirty"]})

        if control is None:
            heard({"verdicts": [None] * len(candidates), "holds": False, "dirty": False})
        else:
            self.ask({"candidates": candidates, "control": control}, heard)

    def _is_refuted(self, status, lines):
        """Something fails or does not end, and nothing that failed untouched passes: that may be what another candidate has
        left."""
        passed = [self.project.id(line) for line in lines if line["type"] == "test" and line["status"] == "passed"]
        mended = any(self.measured.statuses.get(id, (None,))[0] == "failed" for id in passed)
        failed = any(line["type"] == "file-error" or line["status"] == "failed" for line in lines)
        return not mended and (failed or status == "timed-out")

    def _probe(self, request):
        """Records the calls of tests and runs inputs; answers when the run has ended. With `again` two runs go on at once,
        and the second takes the inputs from the last to the first."""
        tests = self.measured.expand(request["tests"])
        changed = [[os.path.join(self.project.root, path), kind] for path, kind in request["changed"]]
        limit, told = request["limit"], {}
        inputs = {"outcomes": request["inputs"]}
        if request["again"]:
            inputs["again"] = request["inputs"][::-1]

        def start(which):
            probe = {name: request[name] for name in ("wanted", "steps", "enough")}
            probe["inputs"] = inputs[which]

            def ended(status, lines, reason):
                told[which] = probing.probed(self.project, status, lines, reason)
                if len(told) == len(inputs):
                    again = told.get("again", {"outcomes": [], "longest": 0, "dirty": False})
                    longest = max(told["outcomes"]["longest"], again["longest"])
                    dirty = told["outcomes"]["dirty"] or again["dirty"]
                    answer = {**told["outcomes"], "again": again["outcomes"], "longest": longest, "dirty": dirty}
                    self._answer({"type": "probed", "id": request["id"], **answer})

            def heard(answer):
                if answer is None or answer.get("reload"):
                    files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
                    self.fresh(files, tests, False, limit, ended, limit, probe)
                else:
                    ended(answer["status"], answer["lines"], answer["reason"])

            message = {"changed": changed, "tests": tests, "limit": limit, "most": limit, "trace": False, "probe": probe}
            self.ask(message, heard)

        for which in inputs:
            start(which)

    def _is_asked(self, line, asked):
        """Results of tests that only had to run before; what is no test, such as a class's fixture, always counts."""
        if line["type"] != "test":
            return True
        id = self.project.id(line)
        return id in asked or id not in self.measured.statuses

    def fresh(self, files, ids, bail, seconds, on_end, most, probe=None):
        """Loads these test files (paths of the workspace) in a child and runs tests; all when `ids` is None."""
        project = self.project
        within = [os.path.relpath(os.path.join(project.root, file), project.folder) for file in files]
        store = None if probe is None else probing.Store()

        def body(emit):
            importlib.invalidate_caches()
            recorder, session, over = Recorder(project), sessions(project), []
            session.report.clock["seconds"] = self.test_seconds

            def forward(line):
                (over.append if line["type"] == "end" else emit)(line)

            def begin():
                over.append("begun")
                if store is not None:
                    probing.run(project, session, probe, ids, recorder, emit, store)
                    emit(recorder.told())
                    emit({"type": "end"})
                    os._exit(0)
                chosen = session.ids() if ids is None else ids
                complete = session.run(chosen, bail, forward, recorder.started)
                emit(recorder.told())
                emit({"type": "end", "complete": complete, "ids": session.ids()})
                os._exit(0)

            code = session.load(within, bail, forward, begin)
            if over == [{"type": "end"}]:
                emit(recorder.told())
                emit({"type": "end", "complete": False, "ids": []})
            elif over:
                emit({"type": "broken", "status": "crashed", "reason": "a test broke the run off"})
            else:
                emit({"type": "broken", "status": "could-not-run", "reason": "pytest ended with exit code %d" % code})

        def ended(status, lines, reason):
            on_end(status, lines if store is None else lines + store.take(), reason)

        self.nursery.fork(body, seconds, ended, most)

    def start_loaded(self, until):
        """Forks the process that holds the project; what it told of the load, or a sentence."""
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            try:
                ours.close()
                for descriptor in self.nursery.private:
                    os.close(descriptor)
                Loaded(self.project, theirs.detach()).load()
            finally:
                os._exit(70)
        theirs.close()
        told = []
        channel = ours.detach()
        reader = Reader(channel)

        def hear():
            try:
                lines = reader.lines()
            except OSError:
                lines = None
            if lines is None:
                self.nursery.unwatch(channel)
                os.close(channel)
                self.loaded, self.lost = None, True
                told.append(None)
                waiting, self.waiting = self.waiting, {}
                for heard in waiting.values():
                    heard(None)
                return
            for line in lines:
                if line.get("type") == "loaded":
                    told.append(line)
                else:
                    self.waiting.pop(line["id"])(line)

        self.nursery.watch(channel, hear)
        while not told and time.monotonic() < until:
            self.nursery.step(0.1)
        if told and told[0] is not None:
            self.loaded = channel
            return told[0]
        try:
            os.kill(pid, 9)
        except OSError:
            pass
        return "the project could not be held loaded" if told else "there was no time left to load it"

    def ask(self, message, heard):
        if self.loaded is None:
            heard(None)
            return
        self.number += 1
        self.waiting[self.number] = heard
        write_line(self.loaded, {"id": self.number, **message})

    def preload(self, names, seconds):
        preload(self.nursery, names, seconds)
        settle()

