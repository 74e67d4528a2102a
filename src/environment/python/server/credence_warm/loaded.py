"""The process that holds the loaded project, forks a child for each candidate, and puts new code into that child."""

import os
import threading

from . import patch, probing, trace
from .children import Nursery, Reader, die_with_parent, settle, write_line
from .imports import Imports
from .record import Recorder
from .together import Together


def sessions(project):
    from . import session_pytest, session_unittest

    return (session_pytest if project.kind == "pytest" else session_unittest).Session(project)


class Loaded:
    """Runs in a child of the zygote; `channel` leads back to it."""

    def __init__(self, project, channel):
        self.project, self.channel = project, channel

    def load(self):
        die_with_parent()
        os.setpgid(0, 0)
        self.tracer, self.imports = trace.tracer(self.project.is_measured), Imports(self.project)
        self.opened = Recorder(self.project)
        self.opened.reading = set()
        self.session = sessions(self.project)
        self.imports.start()
        self.tracer.start()
        try:
            self.session.load(self.project.files, False, lambda line: None, self._begin)
        finally:
            os._exit(70)

    def _begin(self):
        self.tracer.stop()
        self.imports.stop()
        self.read, self.opened.reading = self.opened.reading, None
        self.index = patch.Index(self.project, self.tracer.called)
        own = {path: sorted(lines) for path, lines in self.tracer.lines.items()}
        write_line(
            self.channel,
            {
                "type": "loaded",
                "ids": self.session.ids(),
                "lines": own,
                "files": self.imports.loaded(),
                "threads": threading.active_count() > 1,
            },
        )
        settle()
        self.nursery, reader = Nursery(), Reader(self.channel)
        self.nursery.private = [self.channel]
        self.together = Together(self.project, self.session, self.index, self.nursery)

        def hear():
            requests = reader.lines()
            if requests is None:
                self.nursery.close()
                os._exit(0)
            for request in requests:
                self._answer(request)

        self.nursery.watch(self.channel, hear)
        while True:
            self.nursery.step(3600)

    def _answer(self, request):
        number = request["id"]
        if "candidates" in request:

            def judged(**told):
                write_line(self.channel, {"id": number, **told})

            self.together.judge(request, judged)
            return
        try:
            planned = self._plan(request["changed"])
        except patch.Impossible:
            write_line(self.channel, {"id": number, "reload": True})
            return

        store = None if request.get("probe") is None else probing.Store()

        def body(emit):
            recorder = Recorder(self.project)
            patch.put(planned)
            tracer = trace.tracer(self.project.is_measured) if request["trace"] else None
            forward = lambda line: None if line["type"] == "end" else emit(line)
            if store is not None:
                probing.run(self.project, self.session, request["probe"], request["tests"], recorder, emit, store)
                emit(recorder.told())
                emit({"type": "end", "complete": True})
                return
            self.session.report.clock["seconds"] = request.get("seconds", 0)
            if tracer is not None:
                tracer.start()
            complete = self.session.run(request["tests"], request["bail"], forward, recorder.started)
            if tracer is not None:
                tracer.stop()
                emit({"type": "reached", "lines": {path: sorted(lines) for path, lines in tracer.lines.items()}})
            emit(recorder.told())
            emit({"type": "end", "complete": complete})

        def ended(status, lines, reason):
            lines = lines if store is None else lines + store.take()
            write_line(self.channel, {"id": number, "status": status, "lines": lines, "reason": reason})

        self.nursery.fork(body, request["limit"], ended, request["most"], computing=request.get("computing"))

    def _plan(self, changed):
        planned = []
        for path, kind in changed:
            # What nobody has looked at yet is found on the disk when it is looked for.
            if kind == "modify" and path not in self.read and path not in self.index.functions:
                continue
            if kind != "modify" or self.opened.processes:
                raise patch.Impossible
            try:
                with open(path, "rb") as file:
                    text = file.read()
            except OSError:
                raise patch.Impossible
            planned += self.index.plan(path, text)
        return planned
