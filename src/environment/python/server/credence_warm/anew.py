"""A child that loads test files afresh and runs tests of them."""

import importlib
import os

from . import probing
from .children import give
from .loaded import sessions
from .record import Recorder


class Anew:
    """`request` has the files, the `tests` (None for all), when the run ends (`bail`), seconds of computing for a `test`
    (0 for as many as it likes) and for all of them once they are loaded (`limit`, may be None), and what is to be probed
    (`probe`, may be None)."""

    def __init__(self, project):
        self.project, self.session, self.over = project, sessions(project), False

    def within(self, files):
        """Paths of the workspace as the runner is told them."""
        project = self.project
        return [os.path.relpath(os.path.join(project.root, file), project.folder) for file in files]

    def take(self, request, emit, store=None):
        """Called in the child before anything is loaded."""
        importlib.invalidate_caches()
        self.request, self.emit, self.store = request, emit, store
        self.recorder = Recorder(self.project)
        self.session.report.clock["seconds"] = request["test"]

    def load(self, files, bail, hold=None):
        """Ends this process where tests could be run."""
        code = self.session.load(self.within(files), bail, self.forward, self._begin, hold)
        if self.over:
            self.emit({"type": "broken", "status": "crashed", "reason": "a test broke the run off"})
        else:
            self.emit({"type": "broken", "status": "could-not-run", "reason": "pytest ended with exit code %d" % code})

    def forward(self, line):
        if line["type"] != "end":
            self.emit(line)
        elif not self.over:
            # No test could be run; what pytest has to say of that to people takes its time.
            self.emit(self.recorder.told())
            self.emit({"type": "end", "complete": False, "ids": []})
            os._exit(0)

    def _begin(self):
        self.over = True
        request, session = self.request, self.session
        if self.store is not None:
            probing.run(self.project, session, request["probe"], request["tests"], self.recorder, self.emit, self.store)
            self.emit(self.recorder.told())
            self.emit({"type": "end"})
            os._exit(0)
        if request["limit"] is not None:
            give(request["limit"])
        chosen = session.ids() if request["tests"] is None else request["tests"]
        complete = session.run(chosen, request["bail"], self.forward, self.recorder.started)
        self.emit(self.recorder.told())
        self.emit({"type": "end", "complete": complete, "ids": session.ids()})
        os._exit(0)
