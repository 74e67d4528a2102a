"""Measures the untouched project: results, how long tests take, what each of them runs, and which lean on others."""

import os
import re
import statistics
import time

from .coverage import Statements
from .preload import foreign

# Where tests take a millisecond or two, one that takes a hundred times as long will most likely never end: each such costs
# as much as a dozen other candidates. What a mended test computes is as much as the slowest of the others at times; one
# that fails may have stopped at once, so that nobody knows what it takes.
PATIENCE = {"floor": 0.5, "least": 0.12, "usual": 60, "slowest": 5, "failing": 0.25, "tests": 10, "load": 4}
TRACED, FORK = 3, 0.02  # How much slower a measured test is, and the seconds that a child takes.
CLOCK = {"share": 0.08, "floor": 2, "known": 0.2, "tests": 10}  # Seconds of computing for a test that may never end.
SHARE = 0.6  # Of the time that is left, for the measuring of each test by itself.


class Measurement:
    def __init__(self, zygote, until, coverage, from_start):
        self.zygote, self.project, self.until, self.coverage = zygote, zygote.project, until, coverage
        # What an earlier server has found out already.
        self.known = from_start is not None
        # By test, by the clock and on a processor.
        self.seconds, self.computed, self.load = {}, {}, 1.0
        self.floor = self.least = PATIENCE["floor"]
        self.unsupported, self.from_start = {}, set(from_start or ())
        self.endless = set()
        self.ids, self.statuses, self.reached, self.lines = [], {}, {}, []

    def left(self):
        return max(0.1, self.until - time.monotonic())

    def patience(self, ids, loads):
        """Seconds by the clock of a free machine that a run may take: what takes far longer than untouched most likely never
        ends."""
        seconds = PATIENCE["tests"] * sum(self.seconds.get(id, 0) for id in ids)
        if loads:
            return seconds + PATIENCE["floor"] + PATIENCE["load"] * self.load
        return seconds + max(self.floor, self._unknown(ids))

    def computing(self, ids):
        """The same on a processor, once everything is loaded: a busy machine makes nobody wait longer."""
        seconds = PATIENCE["tests"] * sum(self.computed.get(id, 0) for id in ids)
        return seconds + max(self.least, self._unknown(ids))

    def _unknown(self, ids):
        return PATIENCE["failing"] if any(self.statuses.get(id, (None,))[0] == "failed" for id in ids) else 0

    def clock(self, ids):
        """Seconds of computing after which a test is thrown out; 0 where all of these are known to end."""
        if not self.endless.intersection(ids):
            return 0
        ending = [seconds for id, seconds in self.computed.items() if id not in self.endless]
        return max(CLOCK["known"], CLOCK["tests"] * max(ending, default=0))

    def control(self, asked):
        """Tests that show whether the untouched code still does what it did: one that fails and one that passes, of those
        that are asked for where there are such. None where too little can be shown."""
        files = {id.partition("::")[0] for id in asked}

        def quickest(status, ids):
            fitting = [id for id in ids if id not in self.endless and self.statuses[id][0] == status]
            return min(fitting, key=lambda id: (self.seconds.get(id, 0), id), default=None)

        known = [id for id in self.ids if id in self.statuses and id.partition("::")[0] in files]
        own = [id for id in known if id in asked]
        passing = quickest("passed", own) or quickest("passed", known)
        failing = quickest("failed", own)
        chosen = [id for id in (failing, passing) if id is not None]
        if passing is None or (failing is None and any(self.statuses[id][0] == "failed" for id in own)):
            return None
        tests = self.expand(chosen)
        statuses = {id: self.statuses[id][0] for id in tests}
        return {"tests": tests, "statuses": statuses, "limit": 3 * self.patience(tests, False)}

    def expand(self, ids):
        """In the order of their files, as one may read what another has made. Tests that lean on those before them are run
        from their file's start."""
        order, files = {id: turn for turn, id in enumerate(self.ids)}, {}
        for id in ids:
            files.setdefault(id.partition("::")[0], []).append(id)
        ids = [id for own in files.values() for id in sorted(own, key=lambda id: order.get(id, len(order)))]
        if not any(file in self.from_start for file in files):
            return ids
        wanted, done = [], set()
        for id in ids:
            file = id.partition("::")[0]
            until = self.ids.index(id) if id in self.ids else -1
            before = [each for each in self.ids[: until + 1] if each.startswith(file + "::")]
            for each in (before if file in self.from_start else []) + [id]:
                if each not in done:
                    done.add(each)
                    wanted.append(each)
        return wanted

    def open(self):
        reason = self._scout() or self._untouched()
        if reason is not None:
            return {"reason": reason, "lines": [], "unsupported": [], "seconds": {}}
        told = self.zygote.start_loaded(self.until)
        files = list(dict.fromkeys(id.partition("::")[0] for id in self.ids))
        if isinstance(told, str) or told["threads"]:
            why = told if isinstance(told, str) else "the project starts threads while it loads"
            return {"reason": why, "lines": [], "unsupported": [], "seconds": {}}
        if not self.known:
            self._lean(files)
        for file in files:
            wrote = [path for id, path in self.wrote.items() if id and id.startswith(file + "::")]
            if wrote:
                where = self.project.relative(wrote[0])
                self.unsupported.setdefault(file, "its tests write into the project's folder (%s)" % where)
        return {
            "lines": [line for line in self.lines if line["type"] in ("test", "file-error")],
            "unsupported": list(self.unsupported.items()),
            "fromStart": sorted(self.from_start),
            "coverage": self._coverage(told) if self.coverage else None,
        }

    def _scout(self):
        """Finds out what the project uses, and has that imported once."""
        project, zygote = self.project, self.zygote

        def body(emit):
            from .loaded import sessions

            def begin():
                emit({"type": "names", "names": foreign(project)})
                emit({"type": "end"})
                os._exit(0)

            sessions(project).load(project.files, False, lambda line: None, begin)
            emit({"type": "broken", "reason": "no test could be collected"})

        status, lines, reason = zygote.nursery.run(body, self.left())
        if status != "ran":
            return reason
        zygote.preload(lines[0]["names"], self.left())
        return None

    def _untouched(self):
        over = []
        files = [self.project.relative(os.path.join(self.project.folder, file)) for file in self.project.files]
        loading = {"files": files, "tests": None, "bail": False, "probe": None, "limit": None, "seconds": self.left()}
        loading["test"] = max(CLOCK["floor"], CLOCK["share"] * self.left())
        self.zygote.fresh(loading, lambda *how: over.append(how), self.left())
        while not over:
            self.zygote.nursery.step(0.1)
        status, lines, reason = over[0]
        if status != "ran":
            return reason
        self.lines, self.ids, self.wrote = lines, lines[-1]["ids"], {}
        for line in lines:
            if line["type"] == "record":
                self.seconds, self.computed, self.load = line["seconds"], line["computed"], line["load"]
                self.wrote = dict(line["wrote"])
        for line in lines:
            if line["type"] != "test":
                continue
            id = self.project.id(line)
            if id in self.statuses:
                self.unsupported[id.partition("::")[0]] = "it has two tests of one name"
            elif id not in self.ids:
                self.unsupported[id.partition("::")[0]] = "a fixture of it fails"
            self.statuses[id] = ending(line)
            if line["status"] == "failed" and "DidNotEnd" in line.get("message", ""):
                self.endless.add(id)
                self.seconds[id] = self.computed[id] = CLOCK["known"]
        self.floor, self.least = self._floor(self.seconds), self._floor(self.computed)
        return None

    def _floor(self, taken):
        """By the tests that end."""
        ending = [seconds for id, seconds in taken.items() if id not in self.endless]
        if not ending:
            return PATIENCE["floor"]
        usual, slowest = PATIENCE["usual"] * statistics.median(ending), PATIENCE["slowest"] * max(ending)
        return min(PATIENCE["floor"], max(PATIENCE["least"], usual, slowest))

    def _lean(self, files):
        """Which tests lean on others; and what each of them runs."""
        each = sum(self.seconds.values()) * TRACED + len(self.ids) * FORK
        if self.coverage and each < SHARE * self.left():
            alone = self._alone()
            self._whole([file for file in files if self._leans(file, alone)])
            return
        self._whole(files)
        for file in files:
            statuses, waiting = {}, []
            self._ask([id for id in reversed(self.ids) if id.startswith(file + "::")], statuses, waiting)
            while waiting:
                self.zygote.nursery.step(0.02)
            if not self._leans(file, statuses):
                self.from_start.discard(file)

    def _alone(self):
        """Each test by itself, so that what others have left in caches hides nothing of what it runs."""
        alone, left = {}, [id for id in self.ids if id.partition("::")[0] not in self.unsupported]
        waiting = []
        while left or waiting:
            while left and len(waiting) < 2 and time.monotonic() < self.until:
                self._ask([left.pop(0)], alone, waiting)
            if not waiting:
                break
            self.zygote.nursery.step(0.02)
        for id in left:
            self.unsupported.setdefault(id.partition("::")[0], "there was no time left to measure it")
        return alone

    def _ask(self, ids, into, waiting):
        waiting.append(ids)
        limit = 3 * self.patience(ids, False)

        def heard(answer):
            waiting.remove(ids)
            lines = answer["lines"] if answer is not None else []
            for line in lines:
                if line["type"] == "test":
                    into[self.project.id(line)] = ending(line)
                if line["type"] == "reached":
                    for id in ids:
                        self.reached[id] = line["lines"]

        self.zygote.ask(
            {
                "changed": [],
                "tests": ids,
                "bail": False,
                "limit": limit,
                "seconds": TRACED * self.clock(ids),
                "trace": True,
                "most": self.left(),
            },
            heard,
        )

    def _differs(self, file, statuses):
        own = [id for id in self.ids if id.startswith(file + "::")]
        return any(statuses.get(id, (None,))[0] != self.statuses.get(id, (None,))[0] for id in own)

    def _leans(self, file, statuses):
        """One that fails in every order leans too where it says otherwise why: mended, it may pass in one of them alone."""
        own = [id for id in self.ids if id.startswith(file + "::")]
        return any(statuses.get(id) != self.statuses.get(id) for id in own)

    def _whole(self, files):
        for file in files:
            if file in self.unsupported:
                continue
            if time.monotonic() > self.until:
                self.unsupported[file] = "there was no time left to measure it"
                continue
            statuses, waiting = {}, []
            self._ask([id for id in self.ids if id.startswith(file + "::")], statuses, waiting)
            while waiting:
                self.zygote.nursery.step(0.02)
            if self._differs(file, statuses):
                self.unsupported[file] = "its tests end otherwise when other files are not run before it"
            else:
                self.from_start.add(file)

    def _coverage(self, told):
        project, known = self.project, {}

        def statements(path):
            if path not in known:
                try:
                    known[path] = Statements(path)
                except (OSError, SyntaxError, ValueError):
                    known[path] = None
            return known[path]

        def reached(lines):
            found = []
            for path, own in sorted(lines.items()):
                if statements(path) is not None:
                    found.append([project.relative(path), statements(path).reached(own)])
            return found

        tests = [[id, reached(lines)] for id, lines in self.reached.items()]
        load, loaded = [], []
        every = {path: reached({path: lines}) for path, lines in told["lines"].items()}
        for test, files in told["files"].items():
            loaded.append([project.relative(test), [project.relative(path) for path in files]])
            load.append([project.relative(test), [each for path in files for each in every.get(path, [])]])
        ranges = [[project.relative(path), each.ranges] for path, each in known.items() if each is not None]
        return {"statements": ranges, "tests": tests, "load": load, "loaded": loaded}


# Addresses, and what lies in a run's own folder for temporary files.
_OF_ONE_RUN = re.compile(r"0x[0-9a-fA-F]+|\brun-\w{8}\b[^\s'\"]*")


def ending(line):
    """How a test ended, and why it failed, without what differs from run to run."""
    return line["status"], _OF_ONE_RUN.sub("", line.get("message") or "") if line["status"] == "failed" else ""
