"""The process that never runs the project's own code: it knows pytest and what the project uses, and forks the rest."""

import os
import time

from . import compiling, probing
from .anew import Anew
from .children import Nursery, Reader, settle, write_line
from .held import Held
from .loaded import Loaded
from .measure import Measurement
from .preload import preload
from .prepared import Prepared
from .project import Project

RESTARTS = 5  # A project that loses its process more often than this is loaded anew each time.
STARTS = 2  # The same of the process that is prepared for loading anew.


class Zygote:
    def __init__(self, requests, answers):
        self.requests, self.answers = requests, answers
        self.nursery = Nursery()
        self.nursery.private = [requests, answers]
        self.project = self.loaded = self.prepared = self.measured = None
        self.lost, self.restarts, self.starts = False, RESTARTS, STARTS

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
            loading = {"files": list(files), "tests": expanded, "bail": bail, "probe": None, "test": 0}
            loading["seconds"], loading["limit"] = self.measured.patience(expanded, True), computing
            self.load_anew(loading, changed, lambda *how: ended("loaded anew", *how), request["limit"])

        limit, computing = self.measured.patience(expanded, False), self.measured.computing(expanded)
        message = {"changed": changed, "tests": expanded, "bail": bail, "limit": limit, "trace": False}
        message["most"], message["seconds"] = request["limit"], self.measured.clock(expanded)
        message["computing"] = computing

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
            candidate["computing"] = self.measured.computing(expanded)
            candidates.append({**candidate, "most": request["limit"]})

        def heard(answer):
            answer = answer or {"verdicts": [None] * len(candidates), "holds": True, "dirty": True, "anew": False}
            verdicts = []
            for asked, verdict in zip(request["candidates"], answer["verdicts"]):
                if verdict is not None:
                    kept = [line for line in verdict["lines"] if self._is_asked(line, asked["tests"])]
                    verdict = {**verdict, "lines": kept} if self._is_refuted(verdict["status"], kept) else None
                verdicts.append(verdict)
            told = {"type": "judged", "id": request["id"], "verdicts": verdicts}
            end = lambda dirty: self._answer({**told, "holds": answer["holds"], "dirty": dirty})
            # While the folder is as it was: the texts of who asks next are put into it.
            self.prepare(end) if answer["anew"] and not answer["dirty"] else end(answer["dirty"])

        if control is None:
            heard({"verdicts": [None] * len(candidates), "holds": False, "dirty": False, "anew": False})
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
                    loading = {"files": files, "tests": tests, "bail": False, "probe": probe, "test": 0}
                    self.fresh({**loading, "seconds": limit, "limit": None}, ended, limit)
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

    def fresh(self, request, on_end, most):
        """Loads the test files of a request (see `Anew`) in a child and runs tests; `seconds` are what it is given."""
        store = None if request["probe"] is None else probing.Store()

        def body(emit):
            anew = Anew(self.project)
            anew.take(request, emit, store)
            anew.load(request["files"], request["bail"])

        def ended(status, lines, reason):
            on_end(status, lines if store is None else lines + store.take(), reason)

        self.nursery.fork(body, request["seconds"], ended, most)

    def load_anew(self, request, changed, on_end, most):
        """The same in a child of the process that is prepared for it, where there is one that `changed` leaves as it is."""

        def heard(answer):
            if answer is None or answer.get("reload"):
                self.fresh(request, on_end, most)
            else:
                on_end(answer["status"], answer["lines"], answer["reason"])

        if self.prepared is None or request["probe"] is not None or any(kind != "modify" for _, kind in changed):
            self.fresh(request, on_end, most)
        else:
            message = {**request, "changed": [path for path, _ in changed], "most": most}
            self.prepared.ask(message, heard)

    def prepare(self, ready):
        """Starts that process while nothing is changed, and calls `ready(dirty)` once it is there or will not be: whether
        something of the folder may have changed."""
        if self.project.kind != "pytest" or self.prepared is not None or self.starts == 0:
            ready(False)
            return
        self.starts -= 1

        def lost():
            self.prepared = None

        self.prepared = Held(self.nursery, lost)
        self.prepared.start(lambda channel: Prepared(self.project, channel).start(), lambda told: ready(told is None or told["dirty"]))

    def start_loaded(self, until):
        """Forks the process that holds the project; what it told of the load, or a sentence."""

        def lost():
            self.loaded, self.lost = None, True

        self.loaded = Held(self.nursery, lost)
        told = self.loaded.start_and_wait(lambda channel: Loaded(self.project, channel).load(), until)
        if told:
            return told
        self.loaded = None
        return "there was no time left to load it" if told is False else "the project could not be held loaded"

    def ask(self, message, heard):
        if self.loaded is None:
            heard(None)
        else:
            self.loaded.ask(message, heard)

    def preload(self, names, seconds):
        preload(self.nursery, names, seconds)
        settle()

