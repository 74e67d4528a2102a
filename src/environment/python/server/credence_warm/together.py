"""Has candidates judged together: by a child that they share, and by another one where that child is lost."""

import os

from .children import high_pipe, write_line
from .shared import Shared, put_text
from .state import State, Unknown

START = 10  # Seconds that a child may take until it judges.
THROWN = 0.5  # Seconds in which it has thrown out by itself what does not end.


class Together:
    """One request at a time. `session` and `index` are those of the process that holds the project."""

    def __init__(self, project, session, index, nursery):
        self.project, self.session, self.index, self.nursery = project, session, index, nursery
        self.pid = self.channel = self.request = self.state = self.reason = None

    def judge(self, request, answer):
        """Calls `answer(verdicts, holds, dirty, anew)`: for each candidate how its run ended and the lines of its tests, or
        None for no verdict; whether all that was tried left no trace; whether something of the folder may have changed; and
        whether any has to be loaded anew."""
        self.request, self.answer = request, answer
        self.left = list(enumerate(request["candidates"]))
        self.verdicts, self.holds, self.dirty, self.anew = [None] * len(self.left), True, False, False
        self._go_on()

    def _go_on(self):
        if self.request is None:
            return
        if not self.left or self.dirty or not self._is_there():
            self.request = None
            self.answer(verdicts=self.verdicts, holds=self.holds, dirty=self.dirty, anew=self.anew)
            return
        self.tried, self.begun = {}, None
        # Asked all at once, since it tells where it is.
        self.nursery.grant(self.pid, START)
        write_line(self.channel, {"candidates": self.left, "control": self.request["control"]})

    def _is_there(self):
        if self.pid is not None:
            return True
        try:
            if self.state is None and self.reason is None:
                self.state = State(self.project, *self.session.given())
        except Unknown as error:
            self.reason = str(error)
        if self.reason is not None:
            self.holds = False
            return False
        try:
            for _, candidate in self.left:
                for path, _ in candidate["texts"]:
                    if path in self.index.sources:
                        self.index.prepare(path)
        except Exception:
            return False
        reading, writing = high_pipe()

        def body(emit):
            os.close(writing)
            Shared(self.project, self.session, self.index, self.state, emit).serve(reading)
            emit({"type": "end"})

        self.channel = writing
        self.pid = self.nursery.fork(body, START, self._ended, None, self._heard)
        os.close(reading)
        self.nursery.private.append(writing)
        return True

    def _heard(self, line):
        if line["type"] == "begun":
            self.begun = line["number"]
            self.nursery.grant(self.pid, line["seconds"], line["most"], THROWN)
        elif line["type"] == "judged":
            self.tried[line["number"]] = line["verdict"]
            self.dirty, self.anew = self.dirty or line.get("dirty", False), self.anew or line.get("anew", False)
        elif line["type"] == "held":
            self._hold()
        elif line["type"] == "stretch":
            self.nursery.grant(self.pid, None)
            if line["holds"]:
                for number, verdict in self.tried.items():
                    self.verdicts[number] = verdict
            elif not line["changed"] or not self.tried:
                self.holds = False
            self._without(self.tried if line["holds"] or self.tried else dict(self.left))
            if line["over"] or not line["holds"]:
                self._leave()
            self._go_on()

    def _hold(self):
        for number, verdict in self.tried.items():
            self.verdicts[number] = verdict
        self._without(self.tried)
        self.tried = {}

    def _without(self, done):
        self.left = [each for each in self.left if each[0] not in done]

    def _leave(self):
        """Lets the child go, which is no news when it ends."""
        pid, self.pid = self.pid, None
        self._close()
        self.nursery.end(pid)

    def _close(self):
        self.nursery.private.remove(self.channel)
        os.close(self.channel)

    def _ended(self, *_):
        if self.pid is None:
            return
        self.pid = None
        self._close()
        if self.request is None:
            return
        for _, candidate in self.left:
            for path, _ in candidate["texts"]:
                if path in self.index.sources:
                    put_text(path, self.index.sources[path])
        # What was judged before has not been looked at for what it left, and is judged again.
        if self.begun is None and self.tried:
            self.holds = False
        lost = {self.begun} if self.begun is not None else dict(self.left)
        self._without(lost)
        self._go_on()
